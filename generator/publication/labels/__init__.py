"""The words for where a text stands and what stands around it; addresses that the tool gives."""

from pathlib import Path

from generator.languages import beside

labels_of = beside(Path(__file__).parent)
