"""What a run would publish, read into memory."""

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from generator import pipeline
from generator.cache import Content, read
from generator.outputs.mail.mails import Mails
from generator.outputs.site.page import Page
from generator.publication import Publication
from generator.recipes.publishing import Publishing

Contents = dict[str, bytes]


def all_read(files: Iterator[tuple[str, Content]]) -> Iterator[tuple[str, bytes]]:
    """Paths with their bytes."""
    return ((name, read(content)) for name, content in files)


@cache
def outcome(data: Path) -> pipeline.Outcome:
    """The draft texts of a folder that no test changes, made once by each worker."""
    return pipeline.run(pipeline.Settings(data=data))


def publication(outcome: pipeline.Outcome) -> Publication:
    """What stands where."""
    return Publishing(outcome).publication


def pages(outcome: pipeline.Outcome) -> Sequence[Page]:
    """The pages of the texts."""
    return Publishing(outcome).texts


def files(outcome: pipeline.Outcome) -> Contents:
    """The files beside the pages, by path."""
    with Publishing(outcome).files as every:
        return dict(all_read(iter(every)))


def mails(outcome: pipeline.Outcome) -> Contents:
    """The parts of e-mails and their list, by path."""
    return dict(all_read(Mails(publication(outcome)).files()))
