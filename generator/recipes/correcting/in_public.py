"""The data as everybody may see it: what a file holds that is handed to people without the data."""

import json
from collections.abc import Mapping
from pathlib import Path

from generator.editing import Draft, Edition, Value
from generator.recipes.correcting.inputs import INTERNAL, Field
from generator.recipes.correcting.located import Located


def edition_in_public(data: Path, contents: Mapping[str, Value]) -> Edition:
    """The files as `contents` has them; their lines are not those of the data."""
    edition = Edition(data)
    for name, value in contents.items():
        content = json.dumps(value, ensure_ascii=False).encode()
        edition.edit(name, lambda draft, content=content: Draft.of(draft.name, content))  # type: ignore[misc]
    return edition


def hides(whole: Located, shown: Located, field: Field) -> bool:
    """Whether something internal stands at a field, which could be written over unseen; `whole` is
    its place in the data, `shown` the same in public."""
    if field.name == INTERNAL:
        return whole.value != shown.value
    steps = tuple(field.name.split(".")) if field.name else ()
    return _inside(whole.value, steps) != _inside(shown.value, steps)


def _inside(value: Value | None, steps: tuple[str, ...]) -> Value | None:
    for step in steps:
        if isinstance(value, dict):
            value = value.get(step)
        elif isinstance(value, list) and step.isdigit() and int(step) < len(value):
            value = value[int(step)]
        else:
            return None
    return value
