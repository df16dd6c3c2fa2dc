"""What findings are about and whose they are: the order in which a report is worked through."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from generator import languages
from generator.checks.finding import Finding
from generator.message import say


@dataclass(frozen=True, slots=True)
class Owner:
    """Who has the next step; `role` is the word under which rules ask this person."""

    role: str
    title: str


_LAWYERS = re.compile(r"avukat|hukuk|müşavir|lawyer|counsel|attorney|legal")


def is_lawyer(role: str) -> bool:
    """Whether a role, as people write it, is that of the lawyer."""
    return bool(_LAWYERS.search(languages.get(languages.TURKISH).lower(role)))


COMPANY = Owner(say("company"), say("For the controller to answer"))
MARKETING = Owner(say("marketing"), say("For marketing"))
DEVELOPER = Owner(say("web developer"), say("For the web developers"))
IT = Owner(say("head of IT"), say("For the head of IT"))
LAWYER = Owner(say("lawyer"), say("For the lawyer to decide"))
NOBODY = Owner("", say("Closed by the answers above"))
OWNERS = (COMPANY, MARKETING, DEVELOPER, IT, LAWYER, NOBODY)


@dataclass(frozen=True, slots=True)
class Topic:
    """One matter of one owner; `id` is what people type.

    A finding belongs to the first topic whose `codes` begin its code, or whose pattern `places`
    stands in its place (`recipients.yml#hosting.role`).
    """

    id: str
    owner: Owner
    title: str
    codes: tuple[str, ...] = ()
    places: str = ""

    def holds(self, name: str, place: str) -> bool:
        """Whether the finding called `name` at `place` is about this."""
        return name.startswith(self.codes or " ") or bool(
            self.places and re.search(self.places, place)
        )


TOPICS = (
    Topic("owed", NOBODY, say("Texts that still print “not yet stated”"), ("TXT-05",)),
    Topic(
        "abroad",
        LAWYER,
        say("Transfers abroad and contracts with processors"),
        ("ABR", "SEC-02", "REC-02"),
        r"^recipients\.yml#.*\b(role|further_roles|mechanism)\b",
    ),
    Topic(
        "necessity",
        LAWYER,
        say("Data that may not be needed, and special categories"),
        ("PUR-08", "SPC"),
    ),
    Topic(
        "bases",
        LAWYER,
        say("Legal bases"),
        ("PUR-03", "PUR-05", "PUR-06", "PUR-07", "PUR-09", "CON-09"),
        r"#.*\b(?:basis|bases|instead_of_contract|other_law)\b|^bases\.yml",
    ),
    Topic(
        "retention",
        COMPANY,
        say("Retention periods"),
        ("RET-01", "RET-02"),
        r"\bretention\b|^disposal\.yml",
    ),
    Topic(
        "receipts",
        DEVELOPER,
        say("Records of what was shown and chosen"),
        ("RET-04", "RPT", "CON-08"),
        r"^processing/proof-of|^security-reports\.yml",
    ),
    Topic("cookies", DEVELOPER, say("Cookies"), ("COO",), r"^cookies\.yml"),
    Topic(
        "membership",
        DEVELOPER,
        say("Questions on the screens where data is collected"),
        ("CON-03", "CON-04", "CON-06", "CON-07"),
    ),
    Topic(
        "messages",
        MARKETING,
        say("Messages, campaigns and consents"),
        ("MSG", "CON"),
        r"^(messages|message-channels|consents)\.yml|^processing/[^#]*(message|marketing)",
    ),
    Topic(
        "security",
        IT,
        say("Security, breaches and disposal"),
        ("SEC", "BRE", "RET-03"),
        r"^security\.yml",
    ),
    Topic("recipients", COMPANY, say("Recipients"), ("REC",), r"^recipients\.yml"),
    Topic(
        "data",
        COMPANY,
        say("Which data is collected, and of whom"),
        ("COL", "IDN-05"),
        r"^(data-categories|subjects)\.yml",
    ),
    Topic(
        "identity",
        COMPANY,
        say("The controller and how it is reached"),
        ("IDN-01", "IDN-02", "VRB"),
        r"^(controller|sites|application|collection-points)\.yml",
    ),
    Topic(
        "answers",
        COMPANY,
        say("What visitors ask"),
        ("ANS",),
        r"^(practices|moments)\.yml",
    ),
    Topic(
        "purposes",
        COMPANY,
        say("What the data is used for"),
        ("PUR",),
        r"^(processing/|retention\.yml)",
    ),
    Topic("texts", LAWYER, say("Texts and their form"), ("",)),
)
"""In the order in which they are tried; the last one holds whatever is left."""


def topic_of(finding: Finding) -> Topic:
    """The topic of a finding."""
    return topic_at(finding.place, finding.name)


def topic_at(place: str, name: str = "TXT-02[unconfirmed]") -> Topic:
    """The topic of what is found at a place (`file#path`); of a doubt where no finding is named."""
    return next(topic for topic in TOPICS if topic.holds(name, place))


def by_owner(findings: Sequence[Finding]) -> dict[Owner, dict[Topic, list[Finding]]]:
    """Findings by owner and topic, owners in the order of work."""
    sorted_out: dict[Owner, dict[Topic, list[Finding]]] = {owner: {} for owner in OWNERS}
    for finding in findings:
        topic = topic_of(finding)
        sorted_out[topic.owner].setdefault(topic, []).append(finding)
    return {owner: topics for owner, topics in sorted_out.items() if topics}
