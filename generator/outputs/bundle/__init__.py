"""A release in one file, for shops that host the texts themselves."""
