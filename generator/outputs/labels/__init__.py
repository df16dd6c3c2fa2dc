"""The fixed words that several outputs print, by language."""

from pathlib import Path

from generator.languages import beside

labels_of = beside(Path(__file__).parent)
