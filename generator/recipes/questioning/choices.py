"""What may be written at a place, where that is one of a few words."""

from generator import keys, languages
from generator.catalogue import said
from generator.editing import Path
from generator.message import say

_NO_ANSWER = ("unknown", "not-stated")


def choices(file: str, path: Path, language: str) -> str:
    """`One of: traders (tacir ve esnaf), …`; empty where other words may stand as well."""
    key = key_at(file, path)
    listed = (c for c in (key.choices if key else ()) if c not in _NO_ANSWER)
    words = [_with_meaning(choice, key, language) for choice in listed if key]
    return said(say("One of: {choices}.", choices=words), language) if words else ""


def _with_meaning(choice: str, key: keys.Key, language: str) -> str:
    meaning = languages.get(language).choices.get(choice) or str(key.choices[choice].only(language))
    return f"{choice} ({meaning})" if meaning else choice


def key_at(file: str, path: Path) -> keys.Key | None:
    """The key at the end of a path; ids and numbers of items on the way lead to no key."""
    folder = f"{file.partition('/')[0]}/"
    known = {described.name: described for described in keys.files()}
    described = known.get(folder) or known.get(f"{folder.removesuffix('/')}.yml") or known.get(file)
    block, key = described.block if described else None, None
    for step in path:
        key = next((k for k in block.keys if k.name == step), None) if block else None
        block = key.block if key and key.block else block
    return key
