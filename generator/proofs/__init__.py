"""Was anything changed? Proofs of an archive, of a bundle, of a published site and its API."""
