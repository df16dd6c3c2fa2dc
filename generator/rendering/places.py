"""How a template is named in messages and in the provenance of clauses."""

from functools import cache
from pathlib import Path

_PROJECT = Path(__file__).resolve().parents[2]


@cache
def file_of(name: str, path: str | None) -> str:
    """`generator/documents/policy/tr.jinja` for a file of the project; otherwise the name alone.

    Files outside the tool are named from the current directory (`data/wording/…`).
    """
    if path is None:
        return name
    whole = Path(path).resolve()
    for root in (_PROJECT, Path.cwd()):
        if whole.is_relative_to(root):
            return whole.relative_to(root).as_posix()
    return name
