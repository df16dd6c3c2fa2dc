"""What is announced: an Atom feed for each document and language."""
