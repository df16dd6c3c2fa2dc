"""What changed between two texts, in the words of their language: as lines, Markdown and HTML."""
