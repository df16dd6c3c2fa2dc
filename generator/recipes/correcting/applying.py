"""What was typed, written into a draft: only what differs from what stands there."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from generator.editing import Draft, Path, Value
from generator.errors import EditingError, Problem
from generator.message import say
from generator.provenance import Origin
from generator.recipes.correcting.inputs import INTERNAL, Field, group, is_internal
from generator.recipes.correcting.located import Located, bare
from generator.recipes.correcting.options import NOBODY
from generator.recipes.questioning.questions import DOUBT

Typed = str | tuple[str, ...]
Nested = dict[str, Value]


def changed(fields: Mapping[str, Field], values: Mapping[str, Typed]) -> dict[str, Typed]:
    """The values that are not those of the fields."""
    typed = {name: v.strip() if isinstance(v, str) else v for name, v in values.items()}
    return {name: v for name, v in typed.items() if v != fields[name].value}


def applied(draft: Draft, at: Located, fields: Sequence[Field], new: Mapping[str, Typed]) -> Draft:
    """The draft with new values; a place of which no value is left is taken out.

    Raises EditingError where a place cannot be changed alone.
    """
    kept, new = new.get(INTERNAL), {name: v for name, v in new.items() if name != INTERNAL}
    left = {field.name: new.get(field.name, field.value) for field in fields}
    left.pop(INTERNAL, None)
    if not any(left.values()):
        return emptied(draft, at)
    draft = _written(draft, at, new, left)
    return draft if kept is None else _kept_back(draft, at, fields, kept)


def _written(
    draft: Draft, at: Located, new: Mapping[str, Typed], left: Mapping[str, Typed]
) -> Draft:
    added: Nested = {}
    for name, value in new.items():
        steps = tuple(name.split(".")) if name else ()
        path = real(draft, (*at.path, *steps))
        if isinstance(value, tuple) and _there(draft, path) and _is_list(draft, path):
            draft = _listed(draft, path, value)
        elif not value:
            draft = _without(draft, at, steps, left)
        elif isinstance(value, str) and _there(draft, path):
            draft = draft.set_leaf(path, value)
        else:
            _put(
                added, (*at.path[-1:], *steps), stated(value) if isinstance(value, tuple) else value
            )
    return _added(draft, at.path[:-1], added) if added else draft


def _kept_back(draft: Draft, at: Located, fields: Sequence[Field], kept: Typed) -> Draft:
    """The draft with the mark “internal” at the keys `kept`, and at no other that the form has."""
    offered = next(field for field in fields if field.name == INTERNAL).options
    for key in (option.value for option in offered):
        path = (*real(draft, at.path), key)
        value = draft.value(path) if _there(draft, path) else ""
        if is_internal(value) is (key in kept):
            continue
        if not value:
            raise nothing_to_keep(at.place)
        if isinstance(value, str):
            draft = draft.wrap(path, {INTERNAL: "yes"})
        elif key in kept:
            held = INTERNAL in value
            inner = (*path, INTERNAL)
            draft = draft.set_leaf(inner, "yes") if held else draft.add_entry(inner, "yes")
        else:
            draft = draft.remove((*path, INTERNAL)).unwrap(path)
    return draft


def nothing_to_keep(place: str) -> EditingError:
    """Why the mark “internal” stands at no empty value."""
    message = say("what is kept from the texts must be written as well.")
    return EditingError(Problem(Origin(place, 0), message))


def lost(
    fields: Sequence[Field], new: Mapping[str, Typed], codes: Collection[str]
) -> Iterator[Field]:
    """Fields of texts that would lose one of the languages `codes` and keep another, or be begun in
    another alone: they would say less in one than in the other."""
    left = {field.name: new.get(field.name, field.value) for field in fields}
    for field in fields:
        twins = [o for o in fields if o.language and group(o) == group(field)]
        touched = field.written or not any(twin.written for twin in twins)
        gone = field.language in codes and touched and not left[field.name]
        if gone and any(left[twin.name] for twin in twins):
            yield field


def as_words(new: Mapping[str, Typed]) -> str:
    """Values as an answer in words: `tr: … en: …`, or the only one."""
    if set(new) == {""}:
        value = new[""]
        return value if isinstance(value, str) else ", ".join(value)
    return "\n".join(
        f"{name}: {value if isinstance(value, str) else ', '.join(value)}"
        for name, value in new.items()
    )


def emptied(draft: Draft, at: Located) -> Draft:
    """The draft without what stands at a place."""
    return draft.remove(at.path) if _there(draft, at.path) else draft


def doubted(draft: Draft, at: Located, reason: str, language: str) -> Draft:
    """The draft with the reason for which a place is in doubt."""
    value = draft.value(at.path)
    path = (*at.path, DOUBT)
    if isinstance(value, str):
        return draft.wrap(at.path, {DOUBT: reason})
    if not isinstance(value, dict) or DOUBT not in value:
        return draft.add_entry(path, reason)
    if isinstance(value[DOUBT], str):
        return draft.set_leaf(path, reason)
    if language in value[DOUBT]:
        return draft.set_leaf((*path, language), reason)
    return draft.add_entry((*path, language), reason)


def _without(draft: Draft, at: Located, steps: Path, left: Mapping[str, Typed]) -> Draft:
    """Without one value; without the whole text where none of its languages is left."""
    while len(steps) > 1:
        outer = ".".join(map(str, steps[:-1]))
        if any(value for name, value in left.items() if name.startswith(f"{outer}.")):
            break
        steps = steps[:-1]
    path = (*real(draft, at.path), *steps)
    return draft.remove(path) if _there(draft, path) else draft


def _added(draft: Draft, path: Path, added: Nested) -> Draft:
    """Entries that are not there yet; what is there is gone into."""
    for key, value in added.items():
        own = (*path, key)
        if not _there(draft, own):
            draft = draft.add_entry(own, value)
        elif isinstance(value, dict) and isinstance(draft.value(real(draft, own)), dict):
            draft = _added(draft, real(draft, own), value)
        elif isinstance(value, str):
            draft = draft.set_leaf(real(draft, own), value)
        else:  # nothing stood behind the key
            draft = draft.remove(own).add_entry(own, value)
    return draft


def _listed(draft: Draft, path: Path, wanted: Sequence[str]) -> Draft:
    """A list of single values: what is left stays as it is written, what is new comes last."""
    listed = draft.value(path)
    assert isinstance(listed, list)
    held = [bare(item) for item in listed]
    if not wanted:
        return draft.remove(path)
    if NOBODY in wanted:
        return (
            draft.remove(path).add_entry(path, stated(wanted))
            if stated(wanted) != listed
            else draft
        )
    new = [value for value in dict.fromkeys(wanted) if value not in held]
    for value in new:
        draft = draft.add_item((*path, len(held)), value)
        held.append(value)
    for number in reversed(range(len(listed))):
        if held[number] not in wanted:
            draft = draft.remove((*path, number))
    return draft


def stated(value: Sequence[str]) -> list[Value]:
    """What is chosen as a list, which is empty where nobody is chosen."""
    return [one for one in value if one != NOBODY]


def _put(nested: Nested, steps: Path, value: Value) -> None:
    *outer, last = map(str, steps)
    for step in outer:
        inner = nested.setdefault(step, {})
        assert isinstance(inner, dict)
        nested = inner
    nested[last] = value


def real(draft: Draft, path: Path) -> Path:
    """A path with “value” wherever the value stands below it."""
    real: Path = ()
    for step in (*path, None):
        if _there(draft, real):
            value = draft.value(real)
            if isinstance(value, dict) and "value" in value and step != "value":
                real = (*real, "value")
        if step is not None:
            real = (*real, step)
    return real


def _is_list(draft: Draft, path: Path) -> bool:
    return isinstance(draft.value(path), list)


def _there(draft: Draft, path: Path) -> bool:
    try:
        draft.value(path)
    except EditingError:
        return False
    return True
