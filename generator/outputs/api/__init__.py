"""The static API: the same words as the pages, as JSON, with their digests."""
