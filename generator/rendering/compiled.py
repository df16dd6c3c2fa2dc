"""Compiled templates: those of the tool lie beside its compiled modules, others in a project."""

import hashlib
import os
from contextlib import suppress
from functools import cache
from pathlib import Path
from types import CodeType

import jinja2
from jinja2.bccache import Bucket

from generator.cache import beside, opened, sealed

_TOOL = Path(__file__).parent.parent


class Compiled(jinja2.BytecodeCache):
    """Where compiled templates are looked up and put; `folder` is for those of a controller.

    What may not be written (a tool that somebody else installed) is compiled into `folder`, and
    where there is none, once a process: compiling takes longer than all the rest of a text.
    """

    def __init__(self, folder: Path | None) -> None:
        self._own = _in(folder) or _KEPT
        self._tool = _in(beside("templates")) or self._own
        self._owners: dict[str, jinja2.BytecodeCache] = {}

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """By file; which of the two folders it belongs to is seen from it."""
        key = super().get_cache_key(name, filename)
        is_tool = filename is not None and Path(filename).is_relative_to(_TOOL)
        self._owners[key] = self._tool if is_tool else self._own
        return key

    def get_source_checksum(self, source: str) -> str:
        """With the code of this room, for the compiler holds to its rules."""
        return super().get_source_checksum(f"{_rules()}{source}")

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket, if the template was compiled before."""
        self._owners[bucket.key].load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Write what was compiled just now."""
        self._owners[bucket.key].dump_bytecode(bucket)


class _InMemory(jinja2.BytecodeCache):
    """Each template once, by its file; what was edited since takes the place of what it was."""

    def __init__(self) -> None:
        self._compiled: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._compiled:
            bucket.bytecode_from_string(self._compiled[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._compiled[bucket.key] = bucket.bytecode_to_string()


class Sealed(jinja2.BytecodeCache):
    """Files of a folder, of which a damaged one is compiled again: Jinja would run whatever it
    holds."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket, if the template was compiled before; each is read once a process."""
        read = str(self._folder), bucket.key, bucket.checksum
        bucket.code = _READ.get(read)
        if bucket.code is None:
            with suppress(OSError):
                bucket.bytecode_from_string(opened(self._folder / f"{bucket.key}.cache"))
            if bucket.code is not None:
                _READ[read] = bucket.code

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Write what was compiled just now."""
        sealed(self._folder / f"{bucket.key}.cache", bucket.bytecode_to_string())


_KEPT = _InMemory()
_READ: dict[tuple[str, str, str], CodeType] = {}


def _in(folder: Path | None) -> jinja2.BytecodeCache | None:
    """The templates compiled into a folder; None where nothing can be written."""
    try:
        if folder:
            folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    return Sealed(folder) if folder and os.access(folder, os.W_OK) else None


@cache
def _rules() -> str:
    rules = b"".join(path.read_bytes() for path in sorted(Path(__file__).parent.glob("*.py")))
    return hashlib.sha256(rules).hexdigest()
