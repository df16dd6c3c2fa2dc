"""What never changes is made once, and kept under the digest of everything it is made from."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

from generator import languages, outputs
from generator.releases.archive import sha256


@cache
def _code() -> str:
    """The digest of the code that makes outputs: another version of the tool makes them anew."""
    folders = [Path(module.__file__).parent for module in (outputs, languages) if module.__file__]
    found = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    code = (path.read_bytes() for path in sorted(found) if path.suffix in (".py", ".css"))
    return sha256(b"".join(code))


def kept(folder: Path | None, made_from: object, make: Callable[[], bytes]) -> bytes:
    """What `make` makes, or made before from the same: `made_from` is plain data."""
    if folder is None:
        return make()
    file = folder / sha256(repr((_code(), made_from)).encode())
    if file.is_file():
        return file.read_bytes()
    content = make()
    folder.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
    return content
