"""The adapter to the site builder; the only room that knows MkDocs, and deletable with it."""
