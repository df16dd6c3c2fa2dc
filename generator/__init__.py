"""kvkk-notices: from a controller's facts to its personal-data texts under Turkish law.

A reader enters at `generator.pipeline`, where the whole way of a fact is one recipe.
"""

__version__ = "0.1.0"
TOOL = f"kvkk-notices {__version__}"
"""How the tool calls itself in what it writes; each version may write pages in its own way."""
