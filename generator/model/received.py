"""Applications that people made, and what their answers say beside the facts.

They lie in the file room, in no repository. A row of the register is codes and days alone; an
answer holds words that somebody wrote and a role approved, and no name: the office writes it into
the printed letter by hand (communiqué on applications, art. 5 and 6).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from generator.message import Message, say
from generator.model.bases import Provision
from generator.model.choices import Consent
from generator.model.entry import Entry, Identified, entry
from generator.model.facts import entries, folder
from generator.model.owned import Owned
from generator.model.processing import ProcessingActivity
from generator.model.recipients import Recipient
from generator.model.retention import EndAction
from generator.model.statements import Channel
from generator.model.statute import Right
from generator.provenance import Fact


class Result(StrEnum):
    """What was decided; `incomplete`: the application lacks what article 5(2) asks for."""

    OPEN = "open"
    INCOMPLETE = "incomplete"
    ACCEPTED = "accepted"
    PARTLY = "partly"
    REFUSED = "refused"

    @property
    def words(self) -> Message:
        """As it stands in a list."""
        return _RESULTS[self]


_RESULTS = {
    Result.OPEN: say("not decided"),
    Result.INCOMPLETE: say("identity or information asked for"),
    Result.ACCEPTED: say("accepted in full"),
    Result.PARTLY: say("partly accepted"),
    Result.REFUSED: say("refused"),
}
WAYS = {
    Channel.WRITTEN: say("in a letter"),
    Channel.KEP: say("by registered e-mail (KEP)"),
    Channel.SECURE_E_SIGNATURE: say("with a secure electronic signature"),
    Channel.MOBILE_SIGNATURE: say("with a mobile signature"),
    Channel.REGISTERED_EMAIL: say("from an e-mail address on file"),
    Channel.SOFTWARE: say("by an application for it"),
}


class Missing(StrEnum):
    """What an application lacks (art. 5(2) and (3)); `mandate` is that of a representative."""

    NAME = "name"
    SIGNATURE = "signature"
    IDENTITY_NUMBER = "identity-number"
    NATIONALITY = "nationality"
    ADDRESS = "address"
    SUBJECT = "subject"
    DOCUMENTS = "documents"
    MANDATE = "mandate"


class Medium(StrEnum):
    """On what the answer is given; a fee depends on it (art. 7)."""

    ELECTRONIC = "electronic"
    PAPER = "paper"
    RECORDING = "recording-medium"


@entry
class Received(Identified):
    """An application by its number (`2026-001`): no name, no number of a person, no words.

    `rights` are letters of article 11(1), `received` is the day on which it arrived, `answered`
    that on which the answer left.
    """

    received: Fact[date]
    rights: tuple[Right, ...]
    channel: Fact[Channel]
    result: Fact[Result]
    answered: Fact[date] | None = None


@entry
class Refusal(Entry):
    """Why one right is refused: the provisions, and the reason in words that a role approved.

    With `part: yes` the reason says which part is refused; the rest counts as accepted.
    """

    right: Right
    part: Fact[bool] | None = None
    under: tuple[Provision, ...] = ()
    reason: Owned | None = None

    @property
    def partial(self) -> bool:
        """Whether the rest of the request is accepted."""
        return bool(self.part and self.part.value)


@entry
class Explanation(Entry):
    """What an answer says of one right beside the facts."""

    right: Right
    words: Owned | None = None


@entry
class Answered(Identified):
    """What the answer to one application says; its file is called by the number.

    `activities` are those in which data of this person is processed, none (`[]`) where there is no
    data; `consents` those that this person has given, without which nothing that rests on them is
    told; `recipients` those who got it, where not all of these activities' did. `corrected` and
    `disposed` are the days on which that was done, `disposal` is how, `recipients_told` the day on
    which these learned of it. `pages` counts the answer with its annexes, `medium_cost` is in lira.
    Nothing is charged unless `charged: yes`; `our_fault: yes` gives back what was.
    """

    medium: Fact[Medium]
    activities: tuple[ProcessingActivity, ...] | None = None
    consents: tuple[Consent, ...] | None = None
    recipients: tuple[Recipient, ...] | None = None
    missing: tuple[Fact[Missing], ...] = ()
    refusals: tuple[Refusal, ...] = ()
    explanations: tuple[Explanation, ...] = ()
    corrected: Fact[date] | None = None
    disposed: Fact[date] | None = None
    disposal: Fact[EndAction] | None = None
    recipients_told: Fact[date] | None = None
    pages: Fact[int] | None = None
    medium_cost: Fact[int] | None = None
    charged: Fact[bool] | None = None
    our_fault: Fact[bool] | None = None


@dataclass(frozen=True, kw_only=True)
class Applications:
    """The part of the file room that holds applications."""

    received: Mapping[str, Received] = entries("applications.yml", optional=True)
    answers: Mapping[str, Answered] = folder("answers")
