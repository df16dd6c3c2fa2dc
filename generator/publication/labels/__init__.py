"""The words of the addresses that the tool itself gives."""

from pathlib import Path

from generator.languages import beside

labels_of = beside(Path(__file__).parent)
