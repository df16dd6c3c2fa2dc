"""What stands where on a site on one day: texts, states and addresses, no bytes.

Drafts or the texts in force have the documents' own addresses; each version that was ever
published has a lasting address below (`<slug>/<release>/`). How a reader is given them is the
business of `outputs`.
"""

from generator.publication.publication import Key, Publication

__all__ = ["Key", "Publication"]
