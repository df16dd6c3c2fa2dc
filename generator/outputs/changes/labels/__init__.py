"""The fixed words in which changes are told, by language."""

from pathlib import Path

from generator.languages import beside
from generator.publication.labels import labels_of as shared

labels_of = beside(Path(__file__).parent, shared)
