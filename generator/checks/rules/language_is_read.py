"""Rule TXT-06: what is published in a further language was read by somebody. A rule of this tool."""

from collections.abc import Iterable, Iterator

from generator import languages
from generator.checks.example import Change
from generator.checks.finding import Level, Observation
from generator.checks.rule import Rule
from generator.checks.subject import Profile, Subject
from generator.message import say
from generator.model.controller import Site
from generator.provenance import Fact


def check(subject: Subject) -> Iterable[Observation]:
    """Each language of a site that no role reads; what is asked of people in it is worse."""
    level = Level.ERROR if subject.profile is Profile.RELEASE else Level.WARNING
    for site in subject.facts.sites.values():
        for language in unread(site):
            yield Observation(
                language.origin,
                say(
                    "nobody reads “{language}” for this site, so its texts are working translations.",
                    language=language.value,
                ),
                say(
                    "Write “readers: {{{language}: …}}” with the role that reads it and approves its texts, or take the language out.",
                    language=language.value,
                ),
                "unread",
                level,
            )
            yield from _asked(subject, site, language.value)
        yield from _needless(site)


def unread(site: Site) -> Iterator[Fact[str]]:
    """Its further languages for which it names no reader."""
    for language in site.languages:
        if languages.is_further(language.value) and not site.reader(language.value):
            yield language


def _needless(site: Site) -> Iterator[Observation]:
    """Readers of languages in which the site has no text, or the tool has all of its own."""
    further = {code.value for code in site.languages if languages.is_further(code.value)}
    for code, role in site.readers.by_language.items() if site.readers else ():
        if code not in further:
            yield Observation(
                role.origin,
                say("no text in “{language}” waits for a role that reads it.", language=code),
                say("Delete it, or correct the language."),
                "needless",
                Level.WARNING,
            )


def _asked(subject: Subject, site: Site, language: str) -> Iterator[Observation]:
    """Consents and approvals of messages: nobody agrees to words that nobody stands for."""
    for document in subject.facts.documents.values():
        asks = document.consent or document.channel
        if asks and document.stands_on(site) and language in document.languages_on(site):
            yield Observation(
                document.origin,
                say(
                    "this would ask for a consent in “{language}”, which nobody reads for “{site}”.",
                    language=language,
                    site=site.id.value,
                ),
                say(
                    "Write “languages: {languages}” here, or “readers:” in sites.yml.",
                    languages=f"[{', '.join(c for c in document.languages_on(site) if c != language)}]",
                ),
                "asked",
            )


RULE = Rule(
    code="TXT-06",
    slug="language-is-read",
    level=Level.ERROR,
    what="What is published in a language but Turkish and English is approved by a role that reads it.",
    why="A translation that nobody on the controller's side can read says what nobody knows.",
    check=check,
    sub_codes={
        "asked": "A consent or an approval is asked for in a language that nobody reads.",
        "needless": "A role is named for a language that needs none.",
        "unread": "No role reads a language of a site.",
    },
    example=Change(
        "sites.yml",
        "ornek.readers",
        "{en: sworn translator}",
        None,
        sub="needless",
        found="ornek.readers.en",
    ),
)
