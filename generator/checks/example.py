"""How a rule is explained and tested."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Example:
    """A piece of `data/` that a rule is explained and tested with.

    `yaml` is what stands in `file` (keys that it does not name are fine); in a wrong example
    the finding is at the YAML path `at`. `base` is the controller of the tests it is put into.
    A file of `wording/` stands as it is, and `twin` is its other language.
    """

    file: str
    yaml: str
    at: str = ""
    base: str = "valid"
    twin: str = ""
