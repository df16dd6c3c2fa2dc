"""Changes of YAML files that leave every other letter as it is: comments, quotes, line ends."""

from generator.editing.draft import Draft
from generator.editing.edition import Edition
from generator.editing.values import Path, Value

__all__ = ["Draft", "Edition", "Path", "Value"]
