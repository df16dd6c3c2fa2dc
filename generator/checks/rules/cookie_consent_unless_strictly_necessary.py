"""Rule COO-02: only strictly necessary cookies run without consent."""

from collections.abc import Iterable

from generator.checks.example import Change
from generator.checks.finding import Level, Observation
from generator.checks.rule import Rule
from generator.checks.subject import Subject
from generator.model.statute import Confidence


def check(subject: Subject) -> Iterable[Observation]:
    """A class that needs consent has that basis and is not set before it."""
    cookies = subject.facts.cookies
    for cookie in cookies.listed if cookies else ():
        if not cookie.category.needs_consent:
            continue
        if cookie.before_consent:
            yield Observation(
                cookie.at("before_consent"),
                f"“{cookie.name.value}” is set before the visitor has chosen.",
                "Load it after consent only, and write “before_consent: no”.",
                "before-consent",
            )
        if cookie.basis and cookie.basis.article.id.value not in ("5/1", "6/3-a"):
            yield Observation(
                cookie.at("basis"),
                f"“{cookie.name.value}” is not strictly necessary, so it needs consent.",
                "Write “basis: {article: 5/1}”.",
                "no-consent",
            )


RULE = Rule(
    code="COO-02",
    slug="cookie-consent-unless-strictly-necessary",
    level=Level.ERROR,
    cites="kvkk 5/1",
    confidence=Confidence.SECONDARY_TWO,
    what="Only strictly necessary cookies run without consent.",
    why="All others wait for a choice of the visitor (the Authority’s guideline of 2022).",
    check=check,
    sub_codes={
        "before-consent": "A cookie that needs consent is set before it.",
        "no-consent": "A cookie that needs consent rests on another basis.",
    },
    example=Change(
        "cookies.yml", "listed.ga.before_consent", "yes", "no", sub="before-consent", base="rich"
    ),
)
