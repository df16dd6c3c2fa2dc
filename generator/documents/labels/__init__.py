"""Fixed words that the templates print by `label(…)`."""

from pathlib import Path

from generator.languages import beside

labels_of = beside(Path(__file__).parent)
