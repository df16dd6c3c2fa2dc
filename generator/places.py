"""How messages call the folder of the data, and their commands, where it is not `data/`.

Whoever has several controllers in one repository works from its top: `notices check --data
school/data`. Messages are written for one controller in its own folder; here they are made to fit.
"""

import re
import shlex
from pathlib import PurePath

DATA = "data"
WITH_DATA = (
    "accept add answer apply at check compare departures papers propose questions release review "
    "scan stamp trace upgrade verify"
).split()
"""The commands that messages name and that take `--data`."""
_FOLDER = re.compile(r"(?<![\w/.\\-])data/(?=[\w<*])")
_COMMAND = re.compile(rf"\bnotices ({'|'.join(WITH_DATA)})\b(?! --data)")


def placed(words: str, data: PurePath | str) -> str:
    """A message with the folder that was given in the place of `data/`, and in its commands."""
    name = PurePath(data).as_posix()
    if name == DATA or (DATA not in words and "notices " not in words):
        return words
    quoted = shlex.quote(name)
    words = _COMMAND.sub(lambda found: f"{found[0]} --data {quoted}", words)
    return _FOLDER.sub(lambda _: f"{name}/", words)
