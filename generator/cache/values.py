"""Values of the model that were made before from the same, read back without running code."""

import io
import pickle
from collections.abc import Callable
from enum import Enum, EnumType
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar, cast

from generator.cache.whole import DIGEST, opened, sealed

T = TypeVar("T")
_VALUES = tuple(
    f"generator.{room}"
    for room in (
        "authority model. expression. provenance durations colour message checks.finding "
        "checks.called recipes.checking"
    ).split()
)


class _Values(pickle.Unpickler):
    """Reads values alone: a file that somebody wrote into may not name code to run."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) == ("builtins", "getattr"):  # how Python before 3.11.4 names a member
            return _member
        kind = super().find_class(module, name) if self._allowed(module, name) else None
        if not isinstance(kind, type):
            raise pickle.UnpicklingError(f"{module}.{name}")
        return kind

    @staticmethod
    def _allowed(module: str, name: str) -> bool:
        return module.startswith(_VALUES) or (module, name) == ("datetime", "date")


def _member(kind: object, name: str) -> Enum:
    """A member of an enumeration; an attribute of anything else may be code."""
    if not isinstance(kind, EnumType) or name not in kind.__members__:
        raise pickle.UnpicklingError(f"{kind}.{name}")
    return cast("Enum", kind[name])


def values(path: Path | None, made_from: Callable[[], bytes], make: Callable[[], T]) -> T:
    """What `make` makes, or the same made before, where `made_from` gives the digest of then.

    Only the newest is cached, in the file `path`; one that is damaged is made again. Where the
    digest is empty nothing is cached.
    """
    digest = made_from() if path else b""
    if path is None or not digest:
        return make()
    made_of = sha256(digest).digest()
    try:
        words = opened(path)
        if words[:DIGEST] == made_of:
            return _Values(io.BytesIO(words[DIGEST:])).load()  # type: ignore[no-any-return]
    except (OSError, pickle.UnpicklingError):
        pass
    made = make()
    if made_from() == digest:  # nobody wrote meanwhile
        sealed(path, made_of + pickle.dumps(made, 5))
    return made
