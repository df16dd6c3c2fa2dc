"""What stands where on a site on one day: drafts or texts in force, and every version before.

Drafts or the texts in force have the documents' own addresses; each version that was ever
published has a lasting address below (`<slug>/<release>/`).
"""

from generator.publication.publication import Framed, Lasting, Publication

__all__ = ["Framed", "Lasting", "Publication"]
