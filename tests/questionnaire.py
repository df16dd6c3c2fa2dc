"""The form of the company as people fill it in, and what is written in its data."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

from click.testing import CliRunner, Result
from docx import Document
from docx.oxml.ns import qn

from generator import pipeline
from generator.checks import Profile
from generator.commands import main
from generator.expression import Expression
from generator.recipes.questioning.questions import Question
from tests.conftest import CACHE, ROOT
from tests.test_doubts import doubts, files, loaded, place

DATA = ROOT / "data"
ROLES = {"P-COMPANY": "genel müdür", "P-LAWYER": "hukuk müşaviri"}
DAY = "30.11.2026"
RIGHT, UNKNOWN, ABSENT = "right", "unknown", "absent"
YES, NO = "yes", "no"
BOXES = {RIGHT: -4, YES: -5, NO: -4, UNKNOWN: -3, ABSENT: -2}
"""The cell of a row in which each is ticked, from the end."""


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ("questions", *arguments))


def outcome(data: Path) -> pipeline.Outcome:
    return pipeline.run(pipeline.Settings(data=data, profile=Profile.RELEASE, cache=CACHE))


@contextmanager
def composed_once() -> Iterator[None]:
    """Texts of the same files are composed once, whichever folder these are in: a command reads a
    copy of what others read, or what the last one wrote."""
    made: dict[object, Sequence[Expression]] = {}
    compose = pipeline._texts

    def texts(
        facts: Any, law: Any, settings: pipeline.Settings, site: Any, written: bytes
    ) -> list[Expression]:
        data, decided = settings.data, {f"{name}.yml" for name in pipeline.DECIDED}
        files = tuple(
            (name, path.read_bytes())
            for path in sorted(data.rglob("*.*"))
            if (name := path.relative_to(data).as_posix()) not in decided
        )
        key = files, settings.day, settings.explained, site.id
        if key not in made:
            made[key] = compose(facts, law, settings, site, written)
        return list(made[key])

    with mock.patch.object(pipeline, "_texts", texts):
        yield


@dataclass(frozen=True)
class Given:
    """What somebody does in one row: ticks a box, writes into the last cell, or both."""

    box: str = ""
    words: str = ""


def rows_of(document: Any) -> Iterator[Any]:
    for table in document.tables:
        yield from table.rows


def filled(form: Path, file: Path, given: Mapping[str, Given], *, sign: bool = True) -> Path:
    """The form with these answers, by the ids of their rows."""
    document = Document(str(form))
    for row in rows_of(document):
        cells = row.cells
        name = cells[0].text
        if sign and name.startswith("P-"):
            cells[-2].text, cells[-1].text = ROLES.get(name, "birim sorumlusu"), DAY
        if answer := given.get(name):
            if answer.box:
                (letter,) = cells[BOXES[answer.box]]._tc.iter(qn("w:t"))
                letter.text = "☒"
            cells[-1].text = answer.words
    document.save(str(file))
    return file


def written_reasons(data: Path) -> Iterator[tuple[str, Any]]:
    """Each place with what stands behind “unconfirmed:”."""
    for name, content in files(data):
        for path in doubts(content):
            yield place(name, path), at(content, path)["unconfirmed"]


def written_doubts(data: Path) -> dict[str, str]:
    """Each place with its doubt in words, also where it is named."""
    shared = loaded(data / "doubts.yml") or {}

    def words(why: Any) -> str:
        reason = shared.get(why, {}).get("reason", why) if isinstance(why, str) else why
        return str(reason["tr"]) if isinstance(reason, dict) else str(reason)

    return {where: words(why) for where, why in written_reasons(data)}


def as_read(data: Path) -> dict[str, Any]:
    return dict(files(data))


def at(content: Any, path: tuple[str | int, ...]) -> Any:
    for step in path:
        content = content[step]
    return content


BY_HAND = {
    "controller.yml#verbis.status": "pending",
    "messages.yml#addressees": "tüketici",
    "messages.yml#iys": "evet",
    "controller.yml#kep": "7immo@hs01.kep.tr",
    "controller.yml#security_email": "guvenlik@7immo.com",
    "retention": "10 yıl\ntr: işin bitimi\nen: the end of the matter",
    "countries": "İrlanda, US",
    "mechanism": "standard-contract",
    "contract": "KS-2026/7",
    "card_numbers": "evet",  # data-categories.yml names them, and the answer to that is "right"
    **dict.fromkeys(
        (
            "electronic",
            "physical",
            "technical",
            "organisational",
            "deletion",
            "destruction",
            "anonymisation",
        ),
        "tr: Birinci\nen: The first\ntr: İkinci: iki satır\nen: The second",
    ),
    "duties": "tr: Müdür | Birim | imha\nen: Head | Unit | disposal",
    "interval": "6 ay",
    "changes": "Hayır.",
    **dict.fromkeys(("sale", "automated_decisions", "children"), "hayır"),
}
"""Where nothing is written that could be confirmed: by place, or by the last key."""


def in_full(asked: tuple[Question, ...]) -> dict[str, Given]:
    def answer(question: Question) -> Given:
        if question.code:
            return Given(YES)
        if question.offers(question.marks[0]) and not question.kind:
            return Given(RIGHT)
        return Given(words=BY_HAND.get(question.place) or BY_HAND[str(question.path[-1])])

    return {question.id: answer(question) for question in asked}


def by_place(asked: tuple[Question, ...], where: str) -> Question:
    return next(q for q in asked if q.place == where)


def edited(change: Callable[[Any], None]) -> Callable[[Path, Path], Path]:
    def edit(form: Path, file: Path) -> Path:
        document = Document(str(form))
        change(document)
        document.save(str(file))
        return file

    return edit


def row(document: Any, id_: str) -> Any:
    return next(row for row in rows_of(document) if row.cells[0].text == id_)


def first(document: Any) -> Any:
    return next(row for row in rows_of(document) if row.cells[0].text.startswith("S-"))
