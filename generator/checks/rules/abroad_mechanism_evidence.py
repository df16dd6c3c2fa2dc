"""Rule ABR-03: a mechanism for transfers abroad is there, not only named."""

from collections.abc import Iterable

from generator.checks.example import Change
from generator.checks.finding import Level, Observation
from generator.checks.rule import Rule
from generator.checks.subject import Subject
from generator.message import say
from generator.model.controller import LegalForm

SIGNED = ("standard-contract", "bcr", "undertaking")


def check(subject: Subject) -> Iterable[Observation]:
    """No adequacy without a decision; a day of signature or a document for safeguards."""
    for recipient in subject.recipients:
        mechanism = recipient.mechanism.id.value if recipient.mechanism else ""
        if mechanism == "adequacy":
            yield Observation(
                recipient.at("mechanism"),
                say("no country has an adequacy decision of the Board (as far as is known)."),
                say("Use a safeguard of article 9(4), for example standard-contract."),
                "no-decision",
            )
        company = subject.facts.controller.legal_form.value is not LegalForm.PUBLIC_BODY
        if mechanism == "agreement" and company:
            yield Observation(
                recipient.at("mechanism"),
                say("an agreement under article 9(4)(a) is open to public bodies only."),
                say("Use standard-contract, bcr or undertaking."),
                "public-bodies",
            )
        if mechanism in SIGNED and not (recipient.signed or recipient.contract):
            yield Observation(
                recipient.at("mechanism"),
                say("nothing shows that the {mechanism} exists.", mechanism=mechanism),
                say(
                    "Write “signed:” with its day, or “contract:” with its name in the file; both may be internal."
                ),
                "no-document",
            )


RULE = Rule(
    code="ABR-03",
    slug="abroad-mechanism-evidence",
    level=Level.ERROR,
    cites="kvkk 9/4",
    what="A mechanism for transfers abroad is there, not only named.",
    why="Adequacy needs a decision of the Board (none was found up to 2026), a safeguard its signed document.",
    check=check,
    sub_codes={
        "no-decision": "An adequacy decision is named, and the Board has made none.",
        "public-bodies": "An agreement between public bodies is named by a company.",
        "no-document": "Nothing shows that the safeguard was signed.",
    },
    example=Change(
        "recipients.yml",
        "carrier",
        """\
countries: [DE]
abroad: yes
mechanism: adequacy""",
        """\
countries: [DE]
abroad: yes
mechanism: bcr
contract: BCR-1""",
        sub="no-decision",
        found="carrier.mechanism",
    ),
)
