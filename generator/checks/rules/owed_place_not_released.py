"""Rule TXT-05: no text is released that says “not yet stated” anywhere. A rule of this tool."""

from collections.abc import Iterable, Iterator

from generator import languages
from generator.checks import called
from generator.checks.example import Change
from generator.checks.finding import Level, Observation
from generator.checks.rule import Rule
from generator.checks.subject import Profile, Subject
from generator.expression import Expression
from generator.message import say
from generator.provenance import Origin


def check(subject: Subject) -> Iterable[Observation]:
    """Each document once, with the clauses that owe something in some language; what is for the
    file is never released.

    The composed words are searched, and no list of facts: a place may be owed for a reason that no
    other rule knows.
    """
    level = Level.ERROR if subject.profile is Profile.RELEASE else Level.WARNING
    owing: dict[str, dict[str, None]] = {}
    words: dict[str, str] = {}
    released = (text for text in subject.texts if not text.paper)
    for text in (text for text in released if text.language in languages.codes()):
        for clause in owed_clauses(text):
            owing.setdefault(text.document, {})[clause] = None
            words.setdefault(text.document, languages.get(text.language).not_stated)
    titles, headings = called.documents(subject.texts), called.clauses(subject)
    for document, clauses in owing.items():
        yield Observation(
            _written(subject, document),
            say(
                "“{document}” says “{words}” in: {clauses}.",
                document=titles[document],
                words=words[document],
                clauses=[headings[document, clause] for clause in clauses],
            ),
            say(
                "Write what is missing there; these words can never be released. The preview marks them."
            ),
            level=level,
        )


def owed_clauses(text: Expression) -> Iterator[str]:
    """The ids of the clauses in which something is owed, in their order."""
    language = languages.get(text.language)
    for layer in text.layers:
        for clause in layer.clauses:
            lines = " ".join(" ".join(layer.lines(clause.id)).split())
            if language.lower(language.not_stated) in language.lower(lines):
                yield clause.id


def _written(subject: Subject, document: str) -> Origin:
    return subject.facts.documents[document].origin


RULE = Rule(
    code="TXT-05",
    slug="owed-place-not-released",
    level=Level.ERROR,
    what="No text says “not yet stated” anywhere once it is released.",
    why="Frozen words that owe something inform nobody, and can never be mended.",
    check=check,
    on_texts=True,
    never_accepted="What is owed cannot be published for ever.",
    example=Change("documents/policy.yml", "scope", "[]", "[member]", found=""),
)
