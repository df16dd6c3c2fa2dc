"""A new entry in the data, judged before it is written: from a form, or as it is to stand there."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path as FilePath

from generator import source
from generator.decoding import DEFAULTS, id_like, is_id
from generator.editing import Draft, Edition, Value
from generator.editing.values import Step, lines, plain_value
from generator.errors import LoadingError, NoticesError, Problem
from generator.message import say
from generator.provenance import Origin
from generator.recipes.correcting import whole
from generator.recipes.correcting.applying import Typed, real
from generator.recipes.correcting.copies import compose
from generator.recipes.correcting.desk import LONGEST, Refused, refused_at, typed_in
from generator.recipes.correcting.inputs import Field, Kind, group
from generator.recipes.correcting.listing import NEW, Listing, listing
from generator.recipes.questioning.wording import path_of

_LONGEST_ID = 80
PLACES = {
    "activity": "processing/#",
    "recipient": "recipients.yml#",
    "document": "documents/#",
    "consent": "consents.yml#",
    "cookie": "cookies.yml#listed",
    "form": "forms/#",
}
"""Where the entries stand that `notices add` adds, by what they are called there."""


@dataclass(frozen=True, slots=True)
class New:
    """What was typed for a new entry: values by field, what is to be asked by value, the id."""

    values: Mapping[str, object]
    doubts: Mapping[str, str]
    id: str = ""


@dataclass(frozen=True, slots=True)
class Added:
    """An entry that an edition holds and nothing has written yet."""

    rows: Listing
    step: Step
    asked: Sequence[Field] = ()

    def judge(self, edition: Edition) -> None:
        """Raises Refused, each problem with the name of its field where it has one."""
        try:
            edition.judge()
        except NoticesError as error:
            raise self._refused(error.problems) from None
        self.try_composing(edition)

    def try_composing(self, edition: Edition) -> None:
        """What a document must say depends on its type, and shows when it is composed; raises
        Refused."""
        if not self.rows.place.startswith(("documents/", "forms/")):
            return
        try:
            compose(edition)
        except NoticesError as error:
            if own := [p for p in error.problems if self.inside(p.origin) is not None]:
                raise self._refused(own) from None

    def _refused(self, problems: Sequence[Problem]) -> Refused:
        return Refused([(self._field_of(problem), problem) for problem in problems])

    def _field_of(self, problem: Problem) -> str:
        rest = self.inside(problem.origin)
        steps = path_of(f"#{rest}")[1] if rest is not None else ()
        written = (field for field in self.asked if field.kind is not Kind.ID)
        for field in sorted(written, key=lambda field: -len(field.name)):
            names = field.name.split(".")
            if len(names) <= len(steps) and all(
                name in (NEW, str(step)) for name, step in zip(names, steps, strict=False)
            ):
                return field.name
        return ""

    def inside(self, origin: Origin) -> str | None:
        """The path of an origin from the entry inwards; None where it is elsewhere."""
        place = self.rows.place_at(self.step)
        key = origin.key.removeprefix("data/")
        if self.rows.is_folder or self.rows.is_file:
            return key.removeprefix(place) if key.startswith(place) else None
        return key.removeprefix(place).removeprefix(".") if key.startswith(place) else None


def added(edition: Edition, place: str, new: New, language: str) -> Added:
    """The entry of a form behind the others of its place; raises Refused, NoPlace."""
    rows = listing(edition, place)
    asked = whole.fields(edition, rows, language)
    typed = typed_in(asked, new.values, place)
    typed = {n: v.strip() if isinstance(v, str) else v for n, v in typed.items()}
    doubts = _doubts(asked, new.doubts, place)
    number = whole.next_order(edition, rows)
    if number and "order" not in doubts and not typed.get("order"):
        typed["order"] = number
    missing = list(whole.lacking(asked, typed, doubts))
    wrong = [(n, Problem(Origin(place, 0), words)) for n, words in missing]
    wrong += _no_ids(asked, typed, place)
    name = _name(rows, new.id, wrong)
    if wrong:
        raise Refused([*wrong, *_impossible(edition, rows, asked, typed, doubts, dict(wrong))])
    return _placed(edition, rows, whole.written(asked, typed, doubts), name, asked)


def _name(rows: Listing, given: str, wrong: list[tuple[str, Problem]]) -> str:
    """The id that was given; one that none can have is added to what is wrong."""
    try:
        return checked(given, list(map(str, rows.steps)), rows.place) if given else ""
    except Refused as refused:
        wrong.extend(refused.problems if rows.by_id else ())
        return ""


def _no_ids(
    asked: Sequence[Field], typed: Mapping[str, Typed], place: str
) -> Iterator[tuple[str, Problem]]:
    """The short names inside the entry that none can have."""
    for field in asked:
        name = typed.get(field.name)
        if field.kind is Kind.ID and isinstance(name, str) and name:
            try:
                checked(name, (), place)
            except Refused as refused:
                yield from ((field.name, problem) for _, problem in refused.problems)


def _impossible(
    edition: Edition,
    rows: Listing,
    asked: Sequence[Field],
    typed: Mapping[str, Typed],
    doubts: Mapping[str, str],
    wrong: Mapping[str, Problem],
) -> list[tuple[str, Problem]]:
    """What else could not be understood, so that all is said at once: judged as if what is wrong
    already were not known."""
    rest = {name: value for name, value in typed.items() if name not in wrong}
    said = {group(f) for f in asked if f.name in wrong and f.kind is not Kind.ID}
    unknown = {own: "?" for own in said if not any(name.startswith(f"{own}.") for name in rest)}
    tried = Edition(edition.folder)
    try:
        value = whole.written(asked, rest, {**doubts, **unknown})
        _placed(tried, rows, value, "", asked).judge(tried)
    except Refused as refused:
        fields = {field.name: group(field) for field in asked}
        return [(n, p) for n, p in refused.problems if n and fields.get(n) not in said]
    return []


def from_file(edition: Edition, place: str, file: FilePath, name: str = "") -> Added:
    """The entry that a YAML file holds as it is to stand in the data, with `id:` beside its keys.

    Raises LoadingError with every mistake at its line in that file, after which nothing is written.
    """
    node = source.read(file, file.as_posix())
    if not isinstance(node, source.Mapping):
        raise LoadingError(Problem(node.origin, say("here the keys of one entry are expected.")))
    content = plain_value(node)
    assert isinstance(content, dict)
    given = content.pop("id", "")
    rows = listing(edition, place)
    try:
        new = _placed(edition, rows, content, name or (given if isinstance(given, str) else ""))
    except Refused as refused:  # its id
        raise LoadingError(
            [replace(problem, origin=node.origin) for _, problem in refused.problems]
        ) from None
    try:
        new.judge(edition)
    except Refused as refused:
        found = [problem for _, problem in refused.problems]
        raise LoadingError([_in_file(p, node, new.inside(p.origin)) for p in found]) from None
    return new


def _in_file(problem: Problem, node: source.Node, path: str | None) -> Problem:
    """A problem of the entry at the line of the file from which it came."""
    if path is None:
        return problem
    origin = node.origin
    for step in path_of(f"#{path}")[1]:
        if isinstance(node, source.Mapping):
            entry = next((entry for entry in node.entries if entry.key == step), None)
            if entry is None:
                break
            node, origin = entry.value, entry.key_origin
        elif isinstance(node, source.Sequence) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
            origin = node.origin
    return replace(problem, origin=origin)


def _placed(
    edition: Edition, rows: Listing, value: Value, name: str, asked: Sequence[Field] = ()
) -> Added:
    taken = list(map(str, rows.steps))
    step: Step = len(rows.steps)
    if rows.by_id:
        step = checked(name or whole.proposed(value, taken), taken, rows.place)
    _put(edition, rows, step, value)
    return Added(rows, step, asked)


def _put(edition: Edition, rows: Listing, step: Step, value: Value) -> None:
    if rows.is_folder or rows.is_file:
        content = value if isinstance(value, dict) else {}
        if not content:
            raise refused_at(rows.place, say("Fill in at least one field."))
        text = "".join(f"{line}\n" for key, own in content.items() for line in lines(key, own))
        edition.edit(file_of(rows, step), lambda draft: Draft.of(draft.name, text.encode()))
        return
    draft = edition.draft(rows.at.file)
    around = real(draft, rows.at.path)
    if rows.at.value is None and rows.at.path:
        held: Value = {str(step): value} if rows.by_id else [value]
        edition.edit(rows.at.file, lambda d: d.add_entry(rows.at.path, held))
    else:
        edition.edit(rows.at.file, lambda d: d.put_in((*around, step), value))


def file_of(rows: Listing, step: Step) -> str:
    """The file of an entry of a folder, or the one that is begun."""
    if rows.is_file:
        return rows.at.file
    return f"{rows.at.file}{step}.yml"


def checked(name: str, taken: Sequence[str], place: str) -> str:
    """An id that nothing has; raises Refused."""
    if name in taken:
        problem = Problem(Origin(place, 0), say("“{name}” is there already.", name=name))
    elif not is_id(name) or name == DEFAULTS or len(name) > _LONGEST_ID:
        message = say("“{name}” is not a valid id.", name=name[:_LONGEST_ID])
        problem = Problem(Origin(place, 0), message, id_like(name))
    else:
        return name
    raise Refused([("id", problem)])


def _doubts(asked: Sequence[Field], given: Mapping[str, str], place: str) -> dict[str, str]:
    known = {group(field) for field in asked if field.kind is not Kind.ID}
    doubts = {name: why.strip() for name, why in given.items() if why.strip()}
    if not doubts.keys() <= known or any(len(why) > LONGEST for why in doubts.values()):
        raise refused_at(place, say("this form is not that of the place. Open it again."))
    return doubts
