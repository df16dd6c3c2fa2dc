"""Words that belong to a person: the tool has no sentence of its own for them.

Why an application is refused, what a breach may lead to, what was done about it: whoever decides
writes it, and a role approves it, before it leaves the house.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from generator.errors import Problem
from generator.message import Message, say
from generator.model.entry import Entry, Text, entry
from generator.provenance import Fact, Origin


@entry
class Owned(Entry):
    """The words in each language, and by which roles and when; roles, no names of people."""

    text: Text
    written_by: Fact[str] | None = None
    approved_by: Fact[str] | None = None
    approved_on: Fact[date] | None = None

    @property
    def approved(self) -> bool:
        """Whether somebody wrote it and somebody approved it, on a day."""
        return bool(
            self.written_by and self.written_by.value.strip()
            and self.approved_by and self.approved_by.value.strip()
            and self.approved_on
        )  # fmt: skip


def owed(
    words: Owned | None, key: str, called: Message, place: Origin, languages: Sequence[str]
) -> Iterator[Problem]:
    """What keeps a paper from being made: words that are not there, in a language, or approved.

    `place` is where the line `key` belongs; `called` is what it holds, for a person.
    """
    hint = say(
        "Write below “{key}:” the words (“text: {{tr: …}}”), “written_by:”, “approved_by:” (roles, "
        "no names) and “approved_on:” (a day). This tool has no sentence for it.",
        key=key,
    )
    if words is None:
        yield Problem(place, say("{called}: nobody has written it.", called=called), hint)
        return
    for language in languages:
        if not words.text.find(language):
            missing = say(
                "{called}: the words in “{code}” are missing.", called=called, code=language
            )
            yield Problem(words.origin, missing, hint)
    if not words.approved:
        yield Problem(words.origin, say("{called}: nobody has approved it.", called=called), hint)
