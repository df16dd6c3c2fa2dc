"""The first line of each file of `data/`, by which editors find its schema.

`python -m tests.mode_lines` writes it where it is not there; a test reads it.
"""

from collections.abc import Iterator
from os.path import relpath
from pathlib import Path

from generator import keys
from generator.keys import schema

ROOT = Path(__file__).parent.parent
SCHEMAS = ROOT / ".vscode/schemas"


def expected() -> Iterator[tuple[Path, str]]:
    """Each file of `data/` with the line that it begins with."""
    for file in keys.files():
        whole = ""
        for name, pattern, _ in schema.named(file):
            whole = name if (SCHEMAS / name).is_file() else whole
            for path in sorted((ROOT / "data").glob(pattern)):
                where = Path(relpath(SCHEMAS / whole, path.parent)).as_posix()
                yield path, f"# yaml-language-server: $schema={where}\n"


def main() -> None:
    """Write the lines."""
    for path, line in expected():
        text = path.read_text(encoding="utf-8")
        if not text.startswith(line):
            path.write_text(line + text, encoding="utf-8")


if __name__ == "__main__":
    main()
