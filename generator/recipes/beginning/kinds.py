"""The kinds of controller with which one can begin.

A kind is a folder of `generator/starters/`:

- `kind.yml`: what it is called (`name`), what it does (`about`); `legal_form` where there is only
  one; `asks`, the places of at most two further questions (`controller.yml#kep`); `without`, files
  and places of `starters/base/` that it has no use for;
- `data/`: what it has in `data/` besides, or in the place of, the files of `starters/base/`.

The question at a place is the doubt that is written there (`unconfirmed: {tr: …, en: …}`), so what
nobody answers stays one. Whatever states something of the controller is in doubt.
"""

from functools import cache
from pathlib import Path

from generator.decoding import read_each
from generator.errors import LoadingError
from generator.model.controller import LegalForm
from generator.model.entry import Identified, Text, entry
from generator.provenance import Fact

STARTERS = Path(__file__).parents[2] / "starters"
BASE, PROJECT = STARTERS / "base", STARTERS / "project"
FORM = "controller.yml#legal_form"
ASKED = (
    "controller.yml#registered_name",
    FORM,
    "controller.yml#activity",
    "controller.yml#address",
    "controller.yml#phone",
    "controller.yml#email",
    "sites.yml#main.brand",
    "sites.yml#main.url",
)
"""The places about which every kind is asked, after the kind itself and the languages."""


@entry
class Kind(Identified):
    """A kind of controller; `asks` are places whose doubts are asked besides those of all, and
    `without` what it leaves out of the files of all."""

    name: Text
    about: Text
    legal_form: Fact[LegalForm] | None = None
    asks: tuple[Fact[str], ...] = ()
    without: tuple[Fact[str], ...] = ()

    @property
    def asked(self) -> tuple[str, ...]:
        """The places of all questions, in their order."""
        own = tuple(place.value for place in self.asks)
        needless = {*self.left_out, *([FORM] if self.legal_form else [])}
        return (*(place for place in ASKED if place not in needless), *own)

    @property
    def left_out(self) -> tuple[str, ...]:
        """The files and places of all kinds that this one lacks."""
        return tuple(place.value for place in self.without)

    @property
    def data(self) -> dict[str, bytes]:
        """The files of its `data/` as they begin, by their paths there."""
        found = {}
        for folder in (BASE, STARTERS / self.id.value / "data"):
            for path in sorted(folder.rglob("*.yml")):
                found[path.relative_to(folder).as_posix()] = path.read_bytes()
        return {name: content for name, content in found.items() if name not in self.left_out}


@cache
def kinds() -> dict[str, Kind]:
    """Every kind by its id; raises LoadingError."""
    files = {
        path.parent.name: (path, f"generator/starters/{path.parent.name}/{path.name}")
        for path in sorted(STARTERS.glob("*/kind.yml"))
    }
    found, problems = read_each(Kind, files)
    if problems:
        raise LoadingError(problems)
    return found


def key_of(place: str) -> str:
    """What the answer to the question at a place is called in a file of answers."""
    return place.rpartition(".")[2] if "." in place.partition("#")[2] else place.partition("#")[2]
