"""The script of the membership flow, and the page on which it can be tried."""
