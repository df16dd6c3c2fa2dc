"""Rules that only say that something must stand in a text, or must not; each is a row.

They matter where a controller puts its own wording in the place of the tool's.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.checks.example import Reworded
from generator.checks.finding import Level, Observation
from generator.checks.phrases import blame, holding
from generator.checks.rule import Rule
from generator.checks.subject import Subject
from generator.expression import Expression
from generator.message import say

Patterns = Mapping[str, str]
MEASURES = "<ul>{% for said in security.breach.statements %}<li>{{ said }}</li>{% endfor %}</ul>"
ANSWER = '{{ law.deadlines["application-answer"].period|duration_words }}'


@dataclass(frozen=True, kw_only=True, slots=True)
class _Demand:
    """The words that texts of some `types` must hold, and those that they may not, by language.

    `clauses` are those into which the tool writes them.
    """

    types: tuple[str, ...]
    what: str
    needed: Mapping[str, re.Pattern[str]]
    refused: Mapping[str, re.Pattern[str]]
    each_layer: bool
    clauses: tuple[str, ...]

    @property
    def sub_codes(self) -> Mapping[str, str]:
        contrary = {"contrary": "The text says what the law does not."} if self.refused else {}
        return {"missing": self.what, **contrary}

    def check(self, subject: Subject) -> Iterable[Observation]:
        for text in subject.texts:
            form = text.type == "form" and not any(f.kind == "rights" for f in text.fields)
            if text.type in self.types and not form and text.language in self.needed:
                yield from self._look(subject, text)

    def _look(self, subject: Subject, text: Expression) -> Iterable[Observation]:
        """Whether one text holds what it must, and nothing that it may not."""
        name = f"“{text.document}” ({text.language})"
        needed, refused = self.needed[text.language], self.refused.get(text.language)
        if not all(needed.search(part) for part in _parts(text, self.each_layer)):
            yield Observation(
                blame(subject, text, *self.clauses),
                say("{name} lacks what is asked: {what}", name=name, what=say(self.what)),
                say("If a clause was replaced in data/wording, put it back there."),
                "missing",
            )
        said = refused.search(_parts(text, False)[0]) if refused else None
        if said:
            yield Observation(
                holding(subject, text, said.group()),
                say("{name}: “{words}” is not what the law says.", name=name, words=said.group()),
                say("Delete it in data/wording."),
                "contrary",
            )


def _row(
    code: str,
    slug: str,
    cites: str,
    types: Iterable[str],
    patterns: Patterns,
    what: str,
    why: str,
    *,
    example: tuple[str, str, str, str],
    clauses: tuple[str, ...] = (),
    never: Patterns | None = None,
    each_layer: bool = False,
    level: Level = Level.ERROR,
) -> Rule:
    """`example`: a clause (`policy/rights`) reworded so that the words are missing.

    Its four parts are clause, level of the heading, Turkish and English.
    The tool writes them into that clause, or into `clauses` as well.
    `never` are words that may not stand there; `each_layer`: the short layer owes them as well.
    """
    demand = _Demand(
        types=tuple(types),
        what=what,
        needed=_compiled(patterns),
        refused=_compiled(never or {}),
        each_layer=each_layer,
        clauses=(example[0].rpartition("/")[2], *clauses),
    )
    return Rule(
        code=code,
        slug=slug,
        level=level,
        cites=cites,
        what=what,
        why=why,
        check=demand.check,
        sub_codes=demand.sub_codes,
        phrases=(demand.needed, demand.refused) if never else (demand.needed,),
        on_texts=True,
        example=_reworded(*example),
    )


def _compiled(patterns: Patterns) -> Mapping[str, re.Pattern[str]]:
    return {language: re.compile(pattern) for language, pattern in patterns.items()}


def _reworded(clause: str, heading: str, turkish: str, english: str) -> Reworded:
    """A clause in a controller's own words, in both languages."""
    opening = f"{{# reason: an example #}}\n<{heading}>Başlık</{heading}>\n"
    wrong = f"{opening}{turkish}\n", f"{opening}{english}\n"
    return Reworded(clause, wrong, sub="missing", base="rich")


def _parts(text: Expression, each_layer: bool) -> list[str]:
    plain = [layer.plain for layer in text.layers]
    return plain if each_layer else ["\n".join(plain)]


RULES = (
    _row(
        "APP-01",
        "rights-referenced-in-notice",
        "kvkk 10/1-d",
        ("notice", "cookies"),
        {"tr": r"11'inci madde|Kanun m\.\s11\b", "en": r"Article 11\b|Law art\.\s11\b"},
        "A notice names the rights of article 11, in its short layer as well.",
        "Who does not know of a right does not use it.",
        each_layer=True,
        example=(
            "notice/rights",
            "h2",
            f"<p>Haklarınız vardır; başvurunuz en geç {ANSWER} içinde sonuçlandırılır.</p>",
            f"<p>You have rights; you are answered within {ANSWER} at the latest.</p>",
        ),
    ),
    _row(
        "APP-03",
        "rights-exceptions-and-complaint",
        "kvkk 14; kvkk 28",
        ("policy",),
        {"tr": r"(?s)28'inci madde.*şikâyet", "en": r"(?s)Article 28\b.*complain"},
        "The policy names the exceptions and the way to the Board.",
        "The complaint has days that run out.",
        level=Level.WARNING,
        clauses=("answer",),
        example=(
            "policy/rights-list",
            "h3",
            "<ul>{% for r in law.rights.values() %}<li>{{ r.label }}</li>{% endfor %}</ul>",
            "<ul>{% for r in law.rights.values() %}<li>{{ r.label }}</li>{% endfor %}</ul>",
        ),
    ),
    _row(
        "APP-09",
        "application-fee-tariff",
        "kvkk 13/2; kvkk 13/3",
        ("policy", "form"),
        {
            "tr": r"ücretsiz olarak sonuçlandırılır|Cevap ücretsizdir",
            "en": r"decided on free of charge|answer is free of charge",
        },
        "The answer is free but for the Board's tariff.",
        "A fee keeps people from asking.",
        never={"tr": r"diğer (makam|kurum|merci)\w*", "en": r"other authorit\w+"},
        example=(
            "policy/answer",
            "h3",
            f"<p>Ücret alınır. Başvurular en geç {ANSWER} içinde sonuçlandırılır; Kurula şikâyette bulunulabilir.</p>",
            f"<p>A fee is charged. Applications are answered within {ANSWER} at the latest; a complaint to the Board is possible.</p>",
        ),
    ),
    _row(
        "BRE-03",
        "breach-subject-notice",
        "b2019-10",
        ("policy",),
        {
            "tr": r"ilgili kişilere[^\n]*makul olan en kısa sürede",
            "en": r"shortest reasonable time",
        },
        "Affected people are told of a breach in the shortest reasonable time.",
        "They can change a password only when they know.",
        example=(
            "policy/breach",
            "h3",
            f"<p>Bir ihlal Kurula bildirilir.</p>{MEASURES}",
            f"<p>A breach is notified to the Board.</p>{MEASURES}",
        ),
    ),
)
