"""What only one command needs, and how it is installed where the tool is not on an index.

`kvkk-notices[papers]` would be looked up there by name, and might be somebody else's.
"""

import importlib.metadata
import re
import sys
from pathlib import Path

_PACKAGE = "kvkk-notices"


def install(extra: str) -> str:
    """The command that installs an extra of the running tool beside it."""
    try:
        wanted = importlib.metadata.requires(_PACKAGE) or []
    except importlib.metadata.PackageNotFoundError:
        wanted = []
    own = re.compile(rf"""(.*?)\s*;.*extra == ["']{re.escape(extra)}["']""")
    found = [match[1] for line in wanted if (match := own.fullmatch(line))]
    packages = " ".join(f'"{package}"' for package in found) or f'"{_PACKAGE}[{extra}]"'
    return f"{_python()} -m pip install {packages}"


def _python() -> str:
    """The running interpreter, as short as it can be typed from here."""
    path = Path(sys.executable)
    inside = path.is_relative_to(Path.cwd())
    name = str(path.relative_to(Path.cwd()) if inside else path)
    return f'"{name}"' if " " in name else name
