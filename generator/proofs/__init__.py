"""Was anything changed? Proofs of an archive, of a bundle, and of a published site, which is made
again from its archive and compared."""
