"""What people doubt and decide: doubts, findings that may stand, answers, approved releases."""

from dataclasses import field
from datetime import date
from enum import StrEnum

from generator.message import say
from generator.model.entry import Identified, Text, entry, for_the_file
from generator.provenance import Doubt as Reason
from generator.provenance import Fact, Origin


def in_words(reason: Fact[str] | Text, place: Origin) -> Reason:
    """A doubt about what stands at `place`; in English where it is said in several languages, as
    messages are, otherwise in the first of them."""
    if isinstance(reason, Fact):
        return Reason(reason.value, place)
    words = {code: fact.value for code, fact in reason.by_language.items() if fact}
    return Reason(words.get("en") or next(iter(words.values()), ""), place, words)


@entry
class Doubt(Identified):
    """A doubt that several facts share; “unconfirmed:” names it by its id in the place of words.

    `reason` says what is to be asked. Internal by its nature: no text holds it.
    """

    reason: Fact[str] | Text = field(metadata={"internal": True})

    def about(self, place: Origin) -> Reason:
        """The doubt about what stands at `place`."""
        return in_words(self.reason, place)


@entry
class Confirmed(Identified):
    """The doubts that one role took away on one day: the places (`file#path`) as they were then.

    One entry a reading of answers, not a mark at each fact: whoever reads the facts is not to read
    who confirmed them, and a mark would stand at hundreds of lines. A place that was renamed since
    stays as it is, because this is a record. Internal by its nature, like all of this module.
    """

    role: Fact[str]
    day: Fact[date]
    confirmed: tuple[Fact[str], ...]


class AcceptedFor(StrEnum):
    """Where an acceptance counts: in previews only, or in releases as well."""

    DRAFT = "draft"
    RELEASE = "release"


@entry
class Accepted(Identified):
    """One accepted finding: its code (`TXT-02[placeholder]`), place (`file#path`), why, until when.

    Code and place are written as reports print them; what the rule says there under another
    sub-code is another finding. Internal by its nature: no template sees it. What is accepted for
    drafts still blocks a release. `finding` is of an older form and is refused.
    """

    code: Fact[str]
    place: Fact[str]
    reason: Fact[str]
    role: Fact[str]
    until: Fact[date]
    profile: Fact[AcceptedFor]
    finding: Fact[str] | None = None


class Reply(StrEnum):
    """What is answered; a no stays an error for a release."""

    YES = "yes"
    NO = "no"
    NOT_APPLICABLE = "not-applicable"

    @classmethod
    def elsewhere(cls) -> str:
        """Where a sentence belongs that stands in the place of a choice, as it once did."""
        return say("What was answered in words belongs behind “words:”.")


@entry
class Answer(Identified):
    """The answer of a person to a rule that asks; it holds until a day.

    `words` say what is done, or why it is not; what does not apply needs them.
    """

    code: Fact[str]
    answer: Fact[Reply]
    words: Fact[str] | None = None
    role: Fact[str]
    until: Fact[date]


@entry
class ApprovedRelease(Identified):
    """The approval of one release: by a role other than the one that prepared it.

    `digests` holds for each language the digest that `notices release` prints; words that
    changed since are not approved. `read_by` names for each language but Turkish and English the
    role that read them in it, which is the one of `readers` in sites.yml. `spelling_only` says for
    both roles that nothing but spelling was corrected. `name` stays here and reaches no release.
    """

    effective: Fact[date]
    prepared_by: Fact[str]
    approved_by: Fact[str]
    approved_on: Fact[date]
    digests: Text
    read_by: Text | None = for_the_file()
    spelling_only: Fact[bool] | None = None
    name: Fact[str] | None = None
