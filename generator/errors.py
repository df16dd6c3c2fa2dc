"""The few exceptions, each made of *problems* for the person who can correct them.

A problem says where, what, and what to do, in words of YAML and law. Several are collected
before an exception is raised: anyone who corrects a file wants to see all mistakes at once.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from generator.characters import REFUSED
from generator.message import Message, say
from generator.provenance import Origin


def in_one_line(words: str) -> str:
    """Words as one line without control characters: text quoted from a file, or its name, could
    otherwise inject terminal codes, or annotations (“::error …”) of a pull request."""
    if words.isascii() and words.isprintable():
        return words
    return REFUSED.sub(" ", words.replace("\n", " ").replace("\t", " "))


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that cannot be understood: `origin`, `message`, and a `hint` how to correct it."""

    origin: Origin
    message: str
    hint: str = ""

    def __str__(self) -> str:
        return in_one_line(self.line)

    @property
    def line(self) -> Message:
        """With its place; it may quote a file (`in_one_line`)."""
        parts = {"origin": self.origin, "message": self.message}
        if not self.hint:
            return say("{origin}: error: {message}", **parts)
        return say("{origin}: error: {message} {hint}", **parts, hint=self.hint)


UNREAD = say("this cannot be understood; “notices check” on your own machine says why.")
"""What strangers are told of a mistake: its words quote what is written there."""


def reason_of(error: Exception) -> str:
    """What an exception says: the message that it was raised with, where there is one."""
    first = error.args[0] if error.args else None
    return first if isinstance(first, Message) else str(error)


class NoticesError(Exception):
    """Base of all errors of this tool; `problems` is never empty and is sorted by place."""

    def __init__(self, problems: Problem | Iterable[Problem]) -> None:
        listed = [problems] if isinstance(problems, Problem) else list(problems)
        self.problems: tuple[Problem, ...] = tuple(sorted(set(listed)))
        super().__init__("\n".join(str(problem) for problem in self.problems))


class SourceError(NoticesError):
    """A file is not the YAML that this tool reads: encoding, syntax, aliases, duplicate keys."""


class LoadingError(NoticesError):
    """The YAML is readable, but says something the model cannot understand."""


class TemplateError(NoticesError):
    """A template of a document breaks one of the rules of `rendering`."""


class ArchiveError(NoticesError):
    """The archive of releases is damaged, or a release cannot be made."""


class EditingError(NoticesError):
    """A change of a file is not possible: its place is not there, or the file has changed."""
