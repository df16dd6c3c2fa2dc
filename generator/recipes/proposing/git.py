"""The program git, asked in one folder; what it says is read, and never its colours or language."""

import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.errors import EditingError, Problem, in_one_line
from generator.message import say
from generator.provenance import Origin

_QUIET = {"GIT_TERMINAL_PROMPT": "0", "GIT_EDITOR": "true", "GCM_INTERACTIVE": "never",
          "LC_ALL": "C.UTF-8", "LANGUAGE": "C"}  # fmt: skip
PATIENCE = 120
"""Seconds for which a program may be silent: a forge far away is slow."""


class Failed(EditingError):
    """A program ended with an error; its own words are in the message."""


@dataclass(frozen=True, slots=True)
class Repository:
    """The repository that holds `folder`; paths of git are below it."""

    folder: Path

    def git(self, *arguments: str, env: Mapping[str, str] | None = None, text: str = "") -> str:
        """What git answers, without the last line end. Raises Failed."""
        return run(["git", *arguments], self.folder, env, text)

    def asks(self, *arguments: str) -> str | None:
        """What git answers; None where it says no."""
        try:
            return self.git(*arguments)
        except Failed:
            return None


def run(
    command: list[str], folder: Path, env: Mapping[str, str] | None = None, text: str = ""
) -> str:
    """What a program answers. Raises Failed, with its words."""
    try:
        done = subprocess.run(
            command, cwd=folder, env=os.environ | _QUIET | dict(env or {}), input=text.encode(),
            capture_output=True, check=False, timeout=PATIENCE,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired, ValueError) as error:
        raise Failed(_problem(command, str(error))) from None
    if done.returncode:
        said = (done.stderr or done.stdout).decode("utf-8", "replace")
        raise Failed(_problem(command, said))
    return done.stdout.decode("utf-8", "replace").removesuffix("\n")


def _problem(command: list[str], words: str) -> Problem:
    name = " ".join(command[:2])
    said = in_one_line(" ".join(words.split()))[:600]
    return Problem(Origin(name, 0), say("this did not succeed: {said}", said=said or "–"))
