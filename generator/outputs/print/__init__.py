"""The texts as tagged PDFs, for paper and for the archive."""
