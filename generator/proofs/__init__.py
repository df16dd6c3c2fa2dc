"""Was anything changed? A published site is made again from its archive and compared."""
