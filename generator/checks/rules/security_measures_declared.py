"""Rule SEC-01: technical and organisational measures are stated, without claims nobody can keep."""

from collections.abc import Iterable, Iterator

from generator.checks.example import Change
from generator.checks.finding import Level, Observation
from generator.checks.phrases import found_in, phrases
from generator.checks.rule import Rule
from generator.checks.subject import Subject
from generator.message import say
from generator.model.controller import RegistryStatus
from generator.model.facts import Facts
from generator.model.statements import Security
from generator.model.traversal import walk

PHRASES = phrases(
    tr=(
        "hiçbir|bir … risk-|açığ-|ihlal- … yok|yoktur|bulunmaz|yaşanmaz|olmaz",
        "hiçbir güvenlik risk-|açığ-",
        "tam|mutlak|eksiksiz|kusursuz güvenli|güvenlik-",
        "tamamen|tümüyle|yüzde|mutlak güvenli-|güvende-|yüz",
        "%100",
    ),
    en=(
        "any|no|zero security risk|risks|breach",
        "complete|absolute|total security",
        "100%",
        "fully|completely|absolutely|totally secure|safe",
    ),
)


AUDITS = phrases(tr=("denetim-|denetle-",), en=("audit-",))


def check(subject: Subject) -> Iterable[Observation]:
    """Both lists have entries where somebody is told of them; no overclaim anywhere."""
    security = subject.facts.security
    if _told(subject.facts):
        yield from _lacking(security)
    for fact, phrase in found_in(walk((security, subject.facts.security_reports)), PHRASES):
        yield Observation(
            fact.origin,
            say("“{phrase}” claims too much.", phrase=phrase),
            say("Say what is done instead."),
            "overclaim",
        )


def _told(facts: Facts) -> bool:
    """Whether a policy tells of the measures, or the statement for the registry (VERBİS)."""
    policy = any(document.type.value == "policy" for document in facts.documents.values())
    asked = (RegistryStatus.REGISTERED, RegistryStatus.PENDING)
    return policy or facts.controller.verbis.status.value in asked


def _lacking(security: Security) -> Iterator[Observation]:
    for key, measures, message in (
        ("technical", security.technical, say("no technical measure is stated.")),
        ("organisational", security.organisational, say("no organisational measure is stated.")),
    ):
        if not measures:
            yield Observation(
                security.at(key),
                message,
                say(
                    "List under “{key}:” of data/security.yml what is really done; the Authority’s "
                    "security guide names examples.",
                    key=key,
                ),
                "none",
            )
    measures = (*security.technical, *security.organisational)
    if measures and not any(found_in(walk(security), AUDITS)):
        yield Observation(
            security.origin,
            say("no measure says that the controller audits itself (art. 12(3))."),
            say("Add what is really done, for example periodic audits, under “organisational:”."),
            "no-audit",
            level=Level.WARNING,
        )


RULE = Rule(
    code="SEC-01",
    slug="security-measures-declared",
    level=Level.ERROR,
    cites="kvkk 12/1",
    what="Technical and organisational measures are stated, without claims nobody can keep.",
    why="A claim of complete security misleads and is held against whoever makes it.",
    check=check,
    phrases=(PHRASES, AUDITS),
    sub_codes={
        "none": "No technical or no organisational measure is stated.",
        "no-audit": "No measure says that the controller audits itself.",
        "overclaim": "A claim that nobody can keep.",
    },
    example=Change(
        "security.yml",
        "technical",
        "[]",
        "[{tr: Veriler şifrelenir., en: Data is encrypted.}]",
        sub="none",
    ),
)
