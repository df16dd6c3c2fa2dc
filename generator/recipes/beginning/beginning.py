"""Begin a controller: lay its data out, take the answers, and write the folder."""

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from generator.errors import LoadingError, NoticesError, Problem
from generator.recipes.beginning import folder as folders
from generator.recipes.beginning import project
from generator.recipes.beginning.answers import Answers
from generator.recipes.beginning.data import Begun, Question
from generator.recipes.beginning.kinds import Kind
from generator.recipes.correcting.applying import Typed


@contextmanager
def begun(kind: Kind, codes: Sequence[str], language: str) -> Iterator[Begun]:
    """The data of a new controller in a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory() as name:
        data = Begun(Path(name), kind, codes, language)
        data.lay_out()
        yield data


def take(data: Begun, answers: Answers) -> None:
    """All answers of a file; raises LoadingError with all that do not fit, at their lines."""
    typed, problems = dict[str, dict[str, Typed]](), list[Problem]()
    for question in data.questions():
        try:
            typed[question.place] = answers.typed(question.key, question.fields)
        except LoadingError as error:
            problems += error.problems
    if problems:
        raise LoadingError(problems)
    try:
        data.answer(typed)
    except NoticesError as error:
        raise LoadingError(_at_answers(error, data.questions(), answers)) from None


def write(folder: Path, data: Begun, tool: project.Tool) -> int:
    """The folder with all that a controller begins with; how many files are new. Raises
    EditingError where something else lies there."""
    own = {
        path.relative_to(data.folder).as_posix(): path.read_bytes()
        for path in sorted(data.folder.rglob("*.yml"))
    }
    made = project.files(own, data.codes, tool, inside=folders.inside(folder))
    return folders.write(folder, made)


def _at_answers(
    error: NoticesError, questions: Sequence[Question], answers: Answers
) -> Iterator[Problem]:
    for problem in error.problems:
        place = problem.origin.key.removeprefix("data/")
        own = next((q for q in questions if place.startswith(q.place)), None)
        origin = answers.origins.get(own.key) if own else None
        yield replace(problem, origin=origin) if origin else problem


Ask = Callable[[Question], dict[str, Typed]]


def ask(data: Begun, asked: Ask, refused: Callable[[NoticesError], None]) -> None:
    """Each question in turn, again where the answer cannot be understood."""
    for question in data.questions():
        while True:
            try:
                data.answer({question.place: asked(question)})
                break
            except NoticesError as error:
                refused(error)
