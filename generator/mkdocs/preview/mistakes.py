"""What the panel shows of files that cannot be understood, and of their lines to be mended."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path

from generator.recipes.correcting.mending import Broken, broken


def mistakes(data: Path, said: Callable[[str], str]) -> Mapping[str, object]:
    """Every file with mistakes; `said` puts words into the language of the person."""
    return {"files": [_file(file, said) for file in broken(data)]}


def _file(file: Broken, said: Callable[[str], str]) -> Mapping[str, object]:
    faults = [
        asdict(fault) | {"words": " ".join(map(said, fault.words)),
                         "caret": " " * (fault.column - 1) + "^" if fault.column else ""}
        for fault in file.faults
    ]  # fmt: skip
    return {
        "file": file.file,
        "digest": file.digest,
        "told": said(file.told),
        "faults": faults,
        "lines": [asdict(lines) for lines in file.lines],
    }
