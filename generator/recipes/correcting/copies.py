"""A copy of the data on which something is tried before it is written."""

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from generator import pipeline
from generator.editing import Edition
from generator.loading import OTHER_FOLDERS


@contextmanager
def copied(data: Path) -> Iterator[Path]:
    """The folder once more, gone afterwards: without hidden files, and without the releases, in
    which no fact stands."""
    with tempfile.TemporaryDirectory() as folder:
        yield Path(shutil.copytree(data, Path(folder) / "data", ignore=partial(_left, data)))


def _left(data: Path, at: str, names: Sequence[str]) -> set[str]:
    hidden = {name for name in names if name.startswith(".")}
    return hidden | ({OTHER_FOLDERS[0]} & set(names) if Path(at) == data else set())


def compose(edition: Edition) -> None:
    """Compose every text with what the edition holds; raises NoticesError with all that is in the
    way, and writes nothing."""
    with copied(edition.folder) as copy:
        for name, content in edition.contents.items():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            (copy / name).unlink(missing_ok=True)
            if content is not None:
                (copy / name).write_bytes(content)
        pipeline.composed(pipeline.Settings(data=copy))
