"""The fixed words that a room prints: YAML beside it, one file a language.

A folder of labels holds `<language>.yml`, with one line `key: words` for each label. The Turkish
file says which keys there are; `{…}` in a label is filled in when it is printed, and stands in
every language. Here lie those that a language itself writes.
"""

import re
from collections import ChainMap
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path

from generator.errors import LoadingError, Problem
from generator.message import say
from generator.provenance import Origin

Labels = Mapping[str, str]
TURKISH = "tr"
"""The language of the law: its text prevails, applications go out in it, its labels are whole."""
OWN = (TURKISH, "en")
"""The languages in which the tool itself has every text; any other is a further one."""
_HOUSE = Path(__file__).parents[1]
_FOLDERS = ("*/labels", "*/choices", "*/*/labels")
_KEY = re.compile(r"^([a-z][\w-]*):", re.MULTILINE)
_FILLED_IN = re.compile(r"\{\w+\}")


def beside(folder: Path, *others: Callable[[str], Labels]) -> Callable[[str], Labels]:
    """The labels in `folder` by language, with those of `others`.

    Each language is read when it is first asked for. The result raises LoadingError, which names
    everything that the file of a language lacks.
    """

    @cache
    def labels_of(language: str) -> Labels:
        shared = (more(language) for more in others)
        return dict(ChainMap(read(folder, language), *map(dict, shared)))

    return labels_of


def read(folder: Path, language: str) -> dict[str, str]:
    """The labels of `language` in `folder`; LoadingError names everything that it lacks."""
    problems = list(_lacking(folder, language))
    if not problems:
        own = _words(folder / f"{language}.yml")
        problems = list(_not_filled_in(folder, language, own))
    if problems:
        raise LoadingError(problems)
    return own


def lacking(language: str) -> list[Problem]:
    """What the tool cannot say in `language`: each file of labels that lacks some or is missing."""
    if language == TURKISH:
        return []
    return [problem for folder in _folders() for problem in _lacking(folder, language)]


@cache
def _folders() -> list[Path]:
    return sorted(path for pattern in _FOLDERS for path in _HOUSE.glob(pattern))


def _lacking(folder: Path, language: str) -> Iterator[Problem]:
    """By the keys alone, which need not be read as YAML: a check has no time to lose."""
    path = folder / f"{language}.yml"
    wanted, own = _keys(folder / f"{TURKISH}.yml"), _keys(path)
    if not own:
        hint = say(
            "Copy {turkish}.yml beside it and translate it; keys and {{…}} stay as they are.",
            turkish=TURKISH,
        )
        yield Problem(_origin(path), say("the file is missing."), hint)
        return
    if missing := [key for key in wanted if key not in own]:
        hint = say("Write them as in {turkish}.yml beside it.", turkish=TURKISH)
        yield Problem(_origin(path), say("it lacks: {missing}.", missing=", ".join(missing)), hint)
    if unknown := [key for key in own if key not in wanted]:
        hint = say("Delete them, or correct them as in {turkish}.yml beside it.", turkish=TURKISH)
        yield Problem(
            _origin(path), say("nothing prints: {unknown}.", unknown=", ".join(unknown)), hint
        )


@cache
def _keys(path: Path) -> list[str]:
    if not path.is_file():
        return []
    return _KEY.findall(path.read_text(encoding="utf-8", errors="replace"))  # `source` refuses


def _not_filled_in(folder: Path, language: str, own: Labels) -> Iterator[Problem]:
    path = folder / f"{language}.yml"
    for key, words in _words(folder / f"{TURKISH}.yml").items():
        wanted, held = (set(_FILLED_IN.findall(text)) for text in (words, own[key]))
        if wanted != held:
            message = (
                say("“{key}” must hold {names} and no other {{…}}.", key=key, names=sorted(wanted))
                if wanted
                else say("“{key}” must hold no {{…}}.", key=key)
            )
            yield Problem(
                _origin(path), message, say("As in {turkish}.yml beside it.", turkish=TURKISH)
            )


@cache
def _words(path: Path) -> dict[str, str]:
    from generator import source  # words that are known already need no reader of YAML

    node = source.read(path, _origin(path).file)
    entries = node.entries if isinstance(node, source.Mapping) else ()
    unread = [e for e in entries if not isinstance(e.value, source.Scalar) or e.value.blank]
    if unread:
        hint = say("Write words; those with “: ”, “#” or “{” stand in quotes.")
        raise LoadingError(
            Problem(e.value.origin, say("“{key}” is not a line of words.", key=e.key), hint)
            for e in unread
        )
    return {e.key: e.value.text for e in entries if isinstance(e.value, source.Scalar)}


def _origin(path: Path) -> Origin:
    return Origin(path.relative_to(_HOUSE.parent).as_posix())


own = beside(Path(__file__).parent / "labels")
"""What a language itself writes."""
