"""The register of applications holds codes and days alone, and what it says fits together.

Who applied is written in the application, which the office keeps; whoever opens the register, or
the words of an answer, learns of nobody (Law 6698 art. 4(2)(ç), art. 12).
"""

import re
from collections.abc import Iterator
from datetime import date

from generator.errors import Problem
from generator.message import Message, say
from generator.model.received import Applications, Received, Result
from generator.provenance import Origin

NUMBER = re.compile(r"20[0-9]{2}-[0-9]{3,4}")
"""The year and a number of the office: nothing of a person fits into it."""
DECIDED = (Result.ACCEPTED, Result.PARTLY, Result.REFUSED)
_CODES = say(
    "The register holds the number of the application, days and codes, and nothing about a person."
)
_BY_HAND = say("Take it out: the office writes it into the printed letter by hand.")
_TRACES = (
    (re.compile(r"[^\s@<>]+@[^\s@<>]+\.[a-zA-Z]{2,}"), say("an e-mail address")),
    (
        re.compile(r"(?i)\bTR ?[0-9]{2}(?: ?[0-9]{4}){5} ?[0-9]{2}\b"),
        say("an account number (IBAN)"),
    ),
    (re.compile(r"(?<![0-9])[1-9][0-9]{10}(?![0-9])"), say("a Turkish identity number")),
    (
        re.compile(
            r"(?<![0-9])(?:\+?90|0)?[ (]*[2-5][0-9]{2}[ )./-]*[0-9]{3}"
            r"[ ./-]*[0-9]{2}[ ./-]*[0-9]{2}(?![0-9])"
        ),
        say("a telephone number"),
    ),
    (
        re.compile(r"\b(?:Sayın|Bay|Bayan|Mr|Mrs|Ms)\b\.? +[A-ZÇĞİÖŞÜ]"),
        say("the name of a person"),
    ),
)  # fmt: skip


def problems(book: Applications, today: date) -> Iterator[Problem]:
    """What is wrong in the rows, as of a day; their text is looked through by `traces`."""
    for row in book.received.values():
        if not NUMBER.fullmatch(row.id.value):
            yield Problem(
                row.id.origin,
                say("this is not the number of an application."),
                say("Write the year and a number, for example 2026-001. {codes}", codes=_CODES),
            )
        yield from _days(row, today)
        if not row.rights:
            hint = say("Write the letters of article 11(1): “rights: [b, e]”.")
            yield Problem(row.at("rights"), say("no right is named."), hint)
    for number, answer in book.answers.items():
        if number not in book.received:
            message = say("no application in applications.yml has this number.")
            yield Problem(answer.id.origin, message, say("Correct the name of the file."))


def _days(row: Received, today: date) -> Iterator[Problem]:
    arrived = row.received
    if arrived.value > today:
        message = say(
            "“{key}: {day}” is a day that has not come.", key="received", day=arrived.value
        )
        yield Problem(arrived.origin, message)
    if not row.answered:
        return
    if row.result.value not in DECIDED:
        message = say("an application that is not decided has no day of its answer.")
        hint = say("Write “result:” as accepted, partly or refused, or delete “answered:”.")
        yield Problem(row.answered.origin, message, hint)
    if not row.received.value <= row.answered.value <= today:
        message = say("an answer leaves after the application has arrived, and not in the future.")
        yield Problem(row.answered.origin, message)


def traces(content: str, name: str, own: frozenset[str], *, codes: bool) -> Iterator[Problem]:
    """Lines that say something of a person, by their look; what it is, never what it says.

    `own` are addresses and numbers of the controller, which may stand. With `codes` there is no
    place for words at all: neither beside a value nor in a comment.
    """
    for number, line in enumerate(content.split("\n"), 1):
        for word in own:
            line = line.replace(word, "")
        if codes and (sign := _wordy(line)):
            yield Problem(Origin(name, number), sign, _CODES)
        for pattern, called in _TRACES:
            if found := pattern.search(line):
                place = Origin(name, number, found.start() + 1)
                yield Problem(place, say("this looks like {called}.", called=called), _BY_HAND)


def _wordy(line: str) -> Message | None:
    """Where words may stand that no type of the model reads: a comment, the reason of a doubt."""
    if re.search(r"(?:^|\s)#", line):
        return say("there are no comments in the register.")
    if re.search(r"\b(?:unconfirmed|proposed|internal)[\"']?\s*:", line):
        return say("there are no doubts and no marks in the register.")
    return None
