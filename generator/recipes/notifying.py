"""A breach: its plan, the notices that it asks for, its record; and a file to begin with.

An incident lies in a file room, and so does all that is made of it. Nothing here reads or writes
`data/`, and no reader of `outputs` is given anything: a test plants a word in every field.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from generator import languages, law, loading, pipeline
from generator.decoding.leaves import id_like, is_id
from generator.errors import LoadingError, Problem
from generator.file_room import FileRoom, Shelf, open_room
from generator.message import Message, say
from generator.model.controller import Site
from generator.model.facts import Facts, Law
from generator.model.incident import Approval, Incident, Incidents
from generator.papers import breach, composing
from generator.papers.breach import gaps, making
from generator.papers.breach.hours import Hours
from generator.papers.letter import as_html, as_text
from generator.papers.sms import Length, length
from generator.papers.writing import Paper
from generator.pipeline import Settings
from generator.provenance import Fact, Origin
from generator.recipes import owning
from generator.recipes.filing import Made, files_of, files_of_letter

TURKISH = languages.TURKISH
FOLDER = "incidents"
BLANK = breach.HERE / "incident.yml"
ROLES = 2
"""How many roles look at what is published."""


@dataclass(frozen=True)
class Desk:
    """One controller's facts and one file room; raises NoticesError where either cannot be read."""

    settings: Settings
    folder: Path | None = None

    @cached_property
    def facts(self) -> Facts:
        """All of them, those for the file included."""
        cache = self.settings.cache
        facts = loading.load(self.settings.data, cached=cache.facts if cache else None)
        return composing.told(facts)

    @cached_property
    def site(self) -> Site:
        """The one that was asked for."""
        return pipeline.site_of(self.facts, self.settings)

    @cached_property
    def law(self) -> Law:
        """That of the day."""
        return law.load().on(self.settings.day)

    @cached_property
    def room(self) -> FileRoom:
        """Where incidents lie."""
        if self.folder is None:
            hint = say("Name a folder outside the repository with --file-room.")
            raise LoadingError(
                Problem(Origin("--file-room", 0), say("no file room is named."), hint)
            )
        return open_room(self.folder)

    @cached_property
    def shelf(self) -> Shelf[Incidents]:
        """What is written of incidents; a file with moments that cannot be is broken as well."""
        read = self.room.read(Incidents, self.facts)
        known, now = read.book.incidents, self.settings.moment
        wrong = [p for one in known.values() for p in gaps.impossible(one, now)]
        broken = {**read.broken, **self.room.by_case(Incidents, wrong)}
        sound = {name: one for name, one in known.items() if _file(name) not in broken}
        return Shelf(Incidents(incidents=sound), dict(sorted(broken.items())))

    @property
    def incidents(self) -> Mapping[str, Incident]:
        """All that can be read."""
        return self.shelf.book.incidents

    def incident(self, name: str) -> Incident:
        """The one of this name; raises LoadingError where its file is broken, or is not there."""
        self.shelf.refuse(_file(name))
        if one := self.incidents.get(name):
            return one
        place = Origin(f"{self.room.folder}/{FOLDER}", 0)
        known = list(self.incidents) or say("none")
        hint = say(
            "Known: {known}. “notices papers breach new {name}” begins one.", known=known, name=name
        )
        raise LoadingError(Problem(place, say("there is no incident “{name}”.", name=name), hint))


def _file(name: str) -> str:
    return f"{FOLDER}/{name}.yml"


def begin(desk: Desk, name: str) -> Path:
    """A new incident file with its questions; raises LoadingError where there is one already."""
    path = desk.room.folder / _file(name)
    if not is_id(name):
        message = say("“{name}” is not a valid id.", name=name)
        raise LoadingError(Problem(Origin(name, 0), message, id_like(name)))
    path.parent.mkdir(exist_ok=True)
    try:
        with path.open("xb") as file:
            file.write(BLANK.read_bytes())
    except FileExistsError:
        hint = say("Open it, or choose another name.")
        raise LoadingError(
            Problem(Origin(str(path), 0), say("this incident is written already."), hint)
        ) from None
    return path


def plan(desk: Desk) -> Made:
    """The response plan; needs no file room."""
    made = making.plan(desk.facts, desk.law, desk.site, desk.settings.day)
    return files_of_letter("breach-plan", made)


def hours(desk: Desk, name: str) -> Message:
    """How the 72 hours of an incident stand."""
    counted, now = Hours.of(desk.incident(name), desk.law), desk.settings.moment
    hours, minutes = counted.after(counted.first) if counted.first else counted.left(now)
    given = {"hours": hours, "minutes": minutes}
    if counted.first:
        return say("The Board was told after {hours} hours {minutes} minutes.", **given)
    if counted.over(now):
        return say("The period ended {hours} hours {minutes} minutes ago.", **given)
    return say("Left for telling the Board: {hours} hours {minutes} minutes.", **given)


def notice(desk: Desk, name: str, language: str | None) -> tuple[Made, Sequence[Message]]:
    """The notice to people as a page, a letter, the words of a mail and of an SMS, and what there
    is to say of its length; all or none."""
    incident, code = desk.incident(name), composing.language_of(desk.site, language)
    _refuse(gaps.of_notice(incident, code))
    given = (incident, desk.facts, desk.law, desk.site, desk.settings.day, code)
    made = files_of_letter("notice", making.notice(*given))
    message = making.text_message(*given)
    files = {**made.files, f"notice-{code}-sms.txt": f"{message}\n".encode()}
    return Made(files, made.doubts), [*_said_of(length(message)), *_strangers(desk, incident, ())]


def _said_of(message: Length) -> Iterator[Message]:
    letters, parts = message.letters, message.parts
    if message.table == "turkish":
        yield say(
            "The SMS has {letters} letters: {parts} parts where the operator sends with the "
            "Turkish table, {otherwise} otherwise.",
            letters=letters,
            parts=parts,
            otherwise=message.otherwise,
        )
    else:
        yield say("The SMS has {letters} letters: {parts} parts.", letters=letters, parts=parts)
    yield say("How many parts are joined, and what they cost, is for your operator to say.")
    if message.strange:
        strange = " ".join(message.strange)
        yield say("These letters make the parts shorter: {letters}", letters=strange)


def board(desk: Desk, name: str) -> Made:
    """The sheet for the Board's form; a late one without reasons is refused."""
    return files_of("board", board_sheet(desk, name))


def board_sheet(desk: Desk, name: str) -> Paper:
    """The same as tables."""
    incident, now = desk.incident(name), desk.settings.moment
    counted = Hours.of(incident, desk.law)
    _refuse(gaps.of_board(incident, counted, now))
    over = counted.over(now)
    return making.board(incident, desk.facts, desk.law, desk.site, desk.settings.day, over=over)


def log(desk: Desk) -> Made:
    """The record of all incidents, the newest first; last those whose file is broken."""
    return files_of("breach-log", log_sheet(desk))


def log_sheet(desk: Desk) -> Paper:
    """The same as tables."""
    now, listed = desk.settings.moment, list(desk.incidents.values())
    listed.sort(key=lambda one: one.learned_at.value, reverse=True)
    cases = [
        (breach.case(one, desk.facts, desk.law, TURKISH), Hours.of(one, desk.law).over(now))
        for one in listed
    ]
    unread = [
        Fact(path.removeprefix(f"{FOLDER}/").removesuffix(".yml"), problems[0].origin)
        for path, problems in desk.shelf.broken.items()
    ]
    return making.log(cases, unread, desk.facts, desk.law, desk.site, desk.settings.day)


@dataclass(frozen=True, slots=True)
class Published:
    """A page for those who cannot be reached: `text` is the digest of its words, `lacking` how
    many roles have not approved them, `strangers` what there is to say of roles nobody knows."""

    name: str
    page: bytes
    text: str
    lacking: int
    strangers: Sequence[Message]


def published(desk: Desk, name: str, language: str | None) -> Published:
    """The page of the approved words alone; nothing else of the incident is in it."""
    incident, code = desk.incident(name), composing.language_of(desk.site, language)
    _refuse([*_unasked(incident), *gaps.of_notice(incident, code)])
    given = (incident, desk.facts, desk.law, desk.site, desk.settings.day, code)
    made = making.notice(*given, public=True)
    if made.doubtful:
        message = say("this notice states facts that are not confirmed.")
        hint = say("Confirm them in data/: the page for the file marks them.")
        raise LoadingError(Problem(incident.origin, message, hint))
    digest = hashlib.sha256(as_text(made)).hexdigest()
    approvals = incident.publication.approvals if incident.publication else ()
    counted = [one for one in approvals if one.text.value == digest]
    strangers = list(_strangers(desk, incident, counted))
    roles = {_role(one) for one in counted}
    file = f"{breach.labels_of(code)['file_name']}.html"
    return Published(file, as_html(made), digest, max(0, ROLES - len(roles)), strangers)


def _strangers(desk: Desk, incident: Incident, counted: Iterable[Approval]) -> Iterator[Message]:
    signed = owning.signed(incident.consequences, incident.measures, incident.advice)
    roles = [*signed, *(one.role for one in counted)]
    return owning.strangers(owning.roles(desk.facts), roles)


def keep_others(path: Path, made: Published) -> None:
    """Refuse to take the place of another page; raises LoadingError."""
    if path.exists() and path.read_bytes() != made.page:
        message = say("another page is there already.")
        hint = say("Take it away first, or name another folder with --output.")
        raise LoadingError(Problem(Origin(str(path), 0), message, hint))


def _role(approval: Approval) -> str:
    return languages.get(TURKISH).lower(approval.role.value.strip())


def _unasked(incident: Incident) -> Iterator[Problem]:
    if incident.publication is None:
        message = say("a notice is published where people cannot be reached; nobody has said why.")
        hint = say("Write “publication:” and below it “why:”.")
        yield Problem(incident.at("publication"), message, hint)


def _refuse(problems: Iterable[Problem]) -> None:
    if found := list(problems):
        raise LoadingError(found)
