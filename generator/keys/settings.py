"""What an editor of YAML is given of the keys: schemas, and which file of `data/` has which."""

import json
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from generator.keys import description, schema


def schemas(language: str) -> tuple[dict[str, str], dict[str, list[str]]]:
    """Each schema by its name, and the patterns of `data/` for which it holds.

    The parts of a divided file share its schema where theirs says the same.
    """
    texts, holds = dict[str, str](), dict[str, list[str]]()
    for file in description.files(language):
        last: tuple[str, dict[str, object]] = "", {}
        for name, pattern, content in schema.named(file, language):
            if content != last[1]:
                last = name, content
                texts[name] = f"{json.dumps(content, ensure_ascii=False, indent=1)}\n"
            holds.setdefault(last[0], []).append(f"data/{pattern}")
    return texts, holds


def settings(folder: str, holds: Mapping[str, list[str]]) -> str:
    """The settings of Visual Studio Code (extension “YAML”) for schemas that lie in `folder`."""
    named = {f"{folder}/{name}": patterns for name, patterns in holds.items()}
    return json.dumps({"yaml.schemas": named}, indent=2)


def mode_line(file: str, folder: str, holds: Mapping[str, list[str]]) -> str:
    """The first line of a file of `data/` (its path from the folder of the project), by which any
    editor finds its schema; empty where it has none."""
    up = "../" * file.count("/")
    found: Iterator[str] = (
        name
        for name, patterns in holds.items()
        if any(PurePosixPath(file).match(pattern) for pattern in patterns)
    )
    name = next(found, "")
    return f"# yaml-language-server: $schema={up}{folder}/{name}\n" if name else ""
