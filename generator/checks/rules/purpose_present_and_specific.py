"""Rule PUR-01: a purpose is specific: no open lists and no vague words."""

from collections.abc import Iterable
from datetime import date

from generator.checks.rule import Citation, Example, Found, Level, Rule, Subject
from generator.model.entry import Text

OPEN_ENDS = {
    "tr": (" vb.", " vs.", "ve benzeri", "ve diğer", "bunlarla sınırlı olmamak",
           "gerekli görülen hâllerde", "çeşitli amaçlarla", "hizmet kalitesini artırmak"),
    "en": ("etc.", "and other", "including but not limited to", "various", "as required",
           "healthier service"),
}  # fmt: skip


def check(subject: Subject) -> Iterable[Found]:
    """The phrases of the research's list, in the purposes of activities and recipients."""
    for activity in subject.facts.activities.values():
        for purpose in activity.purposes:
            yield from _open_ends(purpose.text)
    for recipient in subject.facts.recipients.values():
        yield from _open_ends(recipient.purpose)


def _open_ends(text: Text) -> Iterable[Found]:
    for language, fact in text.by_language.items():
        for phrase in OPEN_ENDS.get(language, ()):
            if phrase in f" {fact.value}":
                yield (
                    fact.origin,
                    f"“{phrase.strip()}” leaves the purpose open.",
                    "Name what is meant, and only that.",
                )


RULE = Rule(
    code="PUR-01",
    slug="purpose-present-and-specific",
    level=Level.ERROR,
    citation=Citation(
        "Communiqué on the obligation to inform", "5(1)(g)", date(2018, 3, 10), "official"
    ),
    what="A purpose is specific: no open lists and no vague words.",
    why="A person must be able to see what the data is used for; etc. says nothing.",
    check=check,
    wrong=Example(
        "processing/orders.yml",
        """\
title: {tr: Siparişler, en: Orders}
purposes:
  - text: {tr: Teslimat vb., en: Delivery}
    data: [identity.name]
    bases:
      - article: 5/2-c
        detail: {tr: satış sözleşmesi, en: the sales contract}
    retention: {period: 10 years, starts: {tr: teslim tarihi, en: the day of delivery}}
""",
        at="purposes[0].text.tr",
    ),
    right=Example(
        "processing/orders.yml",
        """\
title: {tr: Siparişler, en: Orders}
purposes:
  - text: {tr: Siparişin teslim edilmesi, en: Delivering the order}
    data: [identity.name]
    bases:
      - article: 5/2-c
        detail: {tr: satış sözleşmesi, en: the sales contract}
    retention: {period: 10 years, starts: {tr: teslim tarihi, en: the day of delivery}}
""",
    ),
)
