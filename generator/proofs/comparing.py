"""Where a file of a site differs from the one that its archive makes, in a sentence for people."""

import io
import json
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from generator.outputs.api.index import PATH as INDEX
from generator.outputs.api.layout import in_json
from generator.proofs.claims import MOST_BYTES

__all__ = ["INDEX", "differences", "index_of", "place"]
_MOST = 3
"""Differences of one file that are reported."""
_LOCAL, _CENTRAL, _END = 30, 46, 22
"""Bytes of the headers of a ZIP file, without the names in them."""


def differences(folder: Path, name: str, owed: bytes) -> Iterator[str]:
    """What is wrong with one file of the site, each in a sentence; nothing when it is as owed."""
    path = folder / name
    if not path.is_file():
        yield f"{name}: it is missing"
        return
    size = path.stat().st_size
    if size > MOST_BYTES + len(owed):
        yield f"{name}: it has {size} bytes instead of {len(owed)}"
        return
    published = path.read_bytes()
    if published == owed:
        return
    if name.endswith(".zip"):
        if not _packs_the_same(published, owed):
            yield f"{name}: it is not the bundle of this release"
    elif name.endswith(".json"):
        yield from (f"{name}: {wrong}" for wrong in _in_json(published, owed))
    elif name.endswith(".pdf"):
        yield f"{name}: it is not the PDF that its release kept"
    else:
        words, wanted = published.decode("utf-8", "replace"), owed.decode()
        yield f"{name}: {place(words, wanted)}"


def place(published: str, owed: str) -> str:
    """The first place at which two texts differ."""
    start = _same(published, owed)
    here, there = published[start:], owed[start:]
    end = _same(here[::-1], there[::-1])
    before = owed[max(0, start - 25) : start]
    left, right = _piece(before, here, end), _piece(before, there, end)
    return f"“{left}” stands where “{right}” belongs"


def _same(one: str, other: str) -> int:
    """How many letters two texts have in common at their beginning."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((number for number, (a, b) in pairs if a != b), min(len(one), len(other)))


def _piece(before: str, words: str, same: int) -> str:
    """What differs with a little around it, so that a person finds it."""
    length = len(words) - same
    shown = before + words[: min(length, 60)]
    return shown + ("…" if length > 60 else words[length : length + 25])


def _in_json(published: bytes, owed: bytes) -> Iterator[str]:
    """Which keys say something else."""
    try:
        paths = list(_paths(json.loads(published), json.loads(owed), ""))
    except (ValueError, RecursionError):
        paths = []
    yield from (f"its “{path}” is not what the archive says" for path in paths[:_MOST])
    if len(paths) > _MOST:
        yield f"and so are {len(paths) - _MOST} more of its keys"
    if not paths:
        yield "it is written otherwise than this tool writes it"


def _paths(published: Any, owed: Any, here: str) -> Iterator[str]:
    """Where two values differ, each place by its path (`layers[0].text`)."""
    if isinstance(owed, dict) and isinstance(published, dict):
        for key in dict.fromkeys([*owed, *published]):
            inner = f"{here}.{key}" if here else str(key)
            if key not in owed or key not in published:
                yield inner
            else:
                yield from _paths(published[key], owed[key], inner)
    elif isinstance(owed, list) and isinstance(published, list) and len(owed) == len(published):
        for number, (one, other) in enumerate(zip(published, owed, strict=True)):
            yield from _paths(one, other, f"{here}[{number}]")
    elif type(published) is not type(owed) or published != owed:
        yield here


def _packs_the_same(published: bytes, owed: bytes) -> bool:
    """Whether two ZIP files differ only in how well their machine compresses: the same files in
    the same order, and no byte that belongs to none of them."""
    with zipfile.ZipFile(io.BytesIO(owed)) as wanted:
        try:
            with zipfile.ZipFile(io.BytesIO(published)) as packed:
                return _same_files(packed, wanted, len(published))
        except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError, EOFError,
                ValueError, zlib.error):  # fmt: skip
            return False


def _same_files(packed: zipfile.ZipFile, wanted: zipfile.ZipFile, size: int) -> bool:
    infos, owed = packed.infolist(), wanted.infolist()
    if [_about(info) for info in infos] != [_about(info) for info in owed] or packed.comment:
        return False
    names = sum(2 * len(info.filename.encode()) for info in infos)
    packs = sum(info.compress_size for info in infos)
    if size != _END + len(infos) * (_LOCAL + _CENTRAL) + names + packs:
        return False
    return all(
        packed.read(one) == wanted.read(other) for one, other in zip(infos, owed, strict=True)
    )


def _about(info: zipfile.ZipInfo) -> tuple[object, ...]:
    """All that a ZIP file states about a packed file, except its compressed size."""
    return (
        info.filename, info.date_time, info.compress_type, info.comment, info.extra,
        info.create_system, info.flag_bits, info.external_attr, info.file_size, info.CRC,
    )  # fmt: skip


def index_of(content: bytes, tool: str | None) -> bytes:
    """The index as another version of the tool would sign it; it names the tool since 0.1."""
    data = json.loads(content)
    data.pop("tool", None)
    return in_json(data | ({"tool": tool} if tool else {})).encode()
