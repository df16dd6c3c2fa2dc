"""A publication as its readers are given it: one folder a reader; `files` asks each in turn."""
