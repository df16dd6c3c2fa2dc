"""Applications: what waits for an answer and until when, a new row, the letters of an answer."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator import files, languages, law, loading, pipeline
from generator.documents.recipients import with_providers
from generator.errors import LoadingError, Problem
from generator.file_room import FileRoom, Shelf, keep_out, open_room
from generator.languages import TURKISH
from generator.message import Message, counted, say
from generator.model.controller import Site
from generator.model.facts import Facts
from generator.model.received import WAYS, Applications, Received, Result
from generator.model.statements import Channel
from generator.model.statute import Right
from generator.model.traversal import public
from generator.papers import answers
from generator.papers.answers import Reply, counting, register
from generator.papers.answers.gaps import Case, file_of, gaps
from generator.papers.composing import language_of
from generator.papers.letter import LETTER_SHAPES, Letter
from generator.pipeline import Settings
from generator.provenance import Origin
from generator.recipes import owning

REGISTER = "applications.yml"
LETTERS = "letters"
CHANNELS = tuple(channel.value for channel in Channel)
_LARGEST = 1 << 20


@dataclass(frozen=True)
class Desk:
    """What an application is answered with: the register, and the facts as texts tell them.

    What is internal is in no letter: whoever gets one is not of the house. `roles` are those of
    the house that its data names.
    """

    room: FileRoom
    shelf: Shelf[Applications]
    facts: Facts
    site: Site
    today: date
    roles: Sequence[str]

    @property
    def book(self) -> Applications:
        """What can be read of it; the register itself always can."""
        return self.shelf.book

    def days(self, row: Received) -> counting.Days:
        """Until when an application is answered."""
        return counting.days(row, self.facts, law.load())

    def waiting(self) -> Sequence[Received]:
        """Those without an answer, the most urgent first; then the others by the day they came."""
        rows = self.book.received.values()
        return sorted(
            rows, key=lambda row: (row.answered is not None, self.days(row).due.value, row.id.value)
        )


def desk(settings: Settings, folder: Path) -> Desk:
    """The applications in a file room; raises LoadingError with everything that is wrong in the
    register. The answer to one application whose file is broken is refused when it is asked for."""
    facts = loading.load(settings.data)
    shown = with_providers(public(facts).asked())
    room = open_room(folder)
    found = list(_traces(room, shown))
    room.by_case(Applications, found)
    read = room.read(Applications, shown, law.load())
    found += register.problems(read.book, settings.day)
    # A trace of a person hides what reading the file says, which may quote it.
    broken = {**read.broken, **room.by_case(Applications, found)}
    site = shown.sites[pipeline.site_of(facts, settings).id.value]
    return Desk(room, Shelf(read.book, broken), shown, site, settings.day, owning.roles(facts))


def _traces(room: FileRoom, facts: Facts) -> Iterator[Problem]:
    """Whatever tells of a person, in the register and in the words of answers."""
    controller = facts.controller
    contacts = (
        controller.email, controller.data_protection_email, controller.kep, controller.phone,
        controller.security_email, *(site.email for site in facts.sites.values()),
    )  # fmt: skip
    own = frozenset(fact.value for fact in contacts if fact)
    folder = room.folder
    rows = [folder / REGISTER, *sorted((folder / REGISTER.removesuffix(".yml")).glob("*.yml"))]
    for path in (*rows, *sorted((folder / "answers").glob("*.yml"))):
        if path.is_file():
            content = files.read(path, _LARGEST).decode("utf-8", "replace")
            name = f"{folder.name}/{path.relative_to(folder).as_posix()}"
            yield from register.traces(content, name, own, codes=path in rows)


def lines(at: Desk) -> Iterator[Message]:
    """For a person: what is due, by its day; then what was answered."""
    rows = at.waiting()
    for row in rows:
        yield _line(at, row)
        day_off = at.days(row)
        waits = row.answered is None and day_off.due.value >= at.today
        if waits and day_off.working != day_off.due.value:
            yield say(
                "    {due} is a day off: answer by {working}. Whether the period moves is for a "
                "lawyer to confirm.",
                due=day_off.due.value,
                working=day_off.working,
            )
    open_ = [row for row in rows if row.answered is None]
    late = [row for row in open_ if at.days(row).due.value < at.today]
    if not rows:
        yield say("There is no application in the register. “notices papers receive” adds one.")
        return
    yield say(
        "{waiting}; {late} of them late. Asking for identity or information moves no day.",
        waiting=counted("{count} application waits", "{count} applications wait", len(open_)),
        late=len(late),
    )


def late(at: Desk) -> bool:
    """Whether an answer is late."""
    return any(r.answered is None and at.days(r).due.value < at.today for r in at.waiting())


def _line(at: Desk, row: Received) -> Message:
    days, result = at.days(row), row.result.value
    known = {
        "number": row.id.value,
        "due": days.due.value,
        "arrived": row.received.value,
        "rights": [right.id.value for right in row.rights],
        "way": WAYS[row.channel.value],
        "result": result.words,
    }
    if row.answered:
        late = (row.answered.value - days.due.value).days
        when = (
            counted("{count} day late", "{count} days late", late) if late > 0 else say("in time")
        )
        return say(
            "{number}: answered on {day}, {when} (due {due}); rights {rights}; {result}.",
            day=row.answered.value,
            when=when,
            **known,
        )
    left = (days.due.value - at.today).days
    if left < 0:
        return say(
            "{number}: LATE, was due on {due}; arrived {arrived} {way}; rights {rights}; {result}. "
            "A complaint to the Board is possible until {complaint}.",
            complaint=days.complaint.value,
            **known,
        )
    return say(
        "{number}: due on {due} ({left}); arrived {arrived} {way}; rights {rights}; {result}.",
        left=counted("{count} day left", "{count} days left", left) if left else say("today"),
        **known,
    )


def receive(at: Desk, arrived: date, rights: Sequence[str], channel: str) -> Received:
    """Write a row with the next number of its year, by one of `CHANNELS`; raises LoadingError."""
    if arrived > at.today:
        message = say("an application cannot have arrived in the future ({day}).", day=arrived)
        raise LoadingError(Problem(Origin("--received", 0), message))
    number = _next(at.book, arrived.year)
    row = (
        f"{number}:\n  received: {arrived.isoformat()}\n  rights: [{', '.join(rights)}]\n"
        f"  channel: {channel}\n  result: {Result.OPEN.value}\n"
    )
    path = at.room.folder / REGISTER
    before = path.read_text(encoding="utf-8") if path.is_file() else ""
    new = path.with_suffix(".new")
    try:
        new.write_text(f"{before.rstrip()}\n{row}".lstrip(), encoding="utf-8")
        new.replace(path)
    except OSError as error:
        message = say("the register cannot be written: {reason}.", reason=error.strerror)
        raise LoadingError(Problem(Origin(str(path), 0), message)) from None
    return at.room.read(Applications, at.facts, law.load()).book.received[number]


def _next(book: Applications, year: int) -> str:
    numbers = [int(n.removeprefix(f"{year}-")) for n in book.received if n.startswith(f"{year}-")]
    return f"{year}-{max(numbers, default=0) + 1:03}"


def known_rights(day: date) -> Mapping[str, Right]:
    """The rights of a day by their letters."""
    return law.load().on(day).rights


@dataclass(frozen=True)
class Made:
    """The letters of an answer by the name of their files, and what is to be known of them;
    `strangers` is what there is to say of roles under their words that nobody knows."""

    letters: Mapping[str, Letter]
    days: counting.Days
    cost: counting.Cost | None
    charged: bool
    told_later: int
    strangers: Sequence[Message]

    @property
    def draft(self) -> bool:
        """Whether something in them is not confirmed."""
        return any(letter.doubtful for letter in self.letters.values())

    def files(self, *, pdf: bool) -> Mapping[str, bytes]:
        """Each letter in every shape."""
        shapes = {shape: make for shape, make in LETTER_SHAPES.items() if pdf or shape != "pdf"}
        return {
            f"{name}.{shape}": make(letter)
            for name, letter in self.letters.items()
            for shape, make in shapes.items()
        }


def letters(at: Desk, number: str, courtesy: str | None = None) -> Made:
    """The Turkish answer, with a translation where one is asked for, and the notice to each
    recipient; raises LoadingError with all that is owed before."""
    spoken = [TURKISH, language_of(at.site, courtesy)] if courtesy else [TURKISH]
    reply, made = _reply(at, number, spoken), dict[str, Letter]()
    for language in dict.fromkeys(spoken):
        notes = tuple(_notes(reply, language))
        made[f"{number}-{language}"] = answers.to_the_person(reply, language, notes)
        for one, letter in answers.to_recipients(reply, language, notes[:1]):
            name = re.sub(r"[^a-z0-9]+", "-", one.id.value)
            made[f"{number}-{name}-{language}"] = letter
    charged = bool(reply.answer.charged and reply.answer.charged.value)
    later = 0 if reply.done else len(reply.to_be_told)
    words = [
        *(r.reason for r in reply.answer.refusals),
        *(e.words for e in reply.answer.explanations),
    ]
    strangers = list(owning.strangers(at.roles, owning.signed(*words)))
    return Made(made, reply.days, reply.cost, charged, later, strangers)


def _reply(at: Desk, number: str, written_in: Sequence[str]) -> Reply:
    row = at.book.received.get(number)
    if row is None:
        known = list(at.book.received) or say("none")
        message = say("there is no application “{number}”.", number=number)
        place = Origin(f"{at.room.folder.name}/{REGISTER}", 0)
        raise LoadingError(Problem(place, message, say("Known: {known}.", known=known)))
    at.shelf.refuse(f"answers/{number}.yml")
    answer = at.book.answers.get(number)
    if answer is None:
        message = say("nobody has written the answer.")
        hint = say("Write this file, with “medium:” (electronic, paper, recording-medium) on top.")
        raise LoadingError(Problem(file_of(number, at.room.folder.name), message, hint))
    reply = Reply(Case(row, answer, at.facts.application.fee), at.facts, law.load(), at.site)
    found = [*loading.unknown_provisions(answer.refusals), *gaps(reply.case, written_in)]
    if found:
        raise LoadingError(found)
    return reply


def _notes(reply: Reply, language: str) -> Iterator[str]:
    """What whoever sends the letter reads above it; it is not printed."""
    labels, days = answers.labels_of(language), reply.days
    day = languages.get(language).date
    yield labels["by_hand"]
    yield labels["due_note"].format(due=day(days.due.value))
    if days.working != days.due.value:
        yield labels["day_off"].format(due=day(days.due.value), working=day(days.working))
    explained = {one.right.id.value for one in reply.answer.explanations}
    if "e" in reply.case.accepted and "e" not in explained:
        yield labels["method"]
    yield labels["secondary"]


def outside(folder: Path) -> Path:
    """A folder for letters, which lies in no repository either; raises LoadingError."""
    keep_out(folder)
    return folder
