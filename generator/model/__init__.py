"""Frozen types for everything that `data/` and the statute book can say; no reading, no writing.

One subject a file; `facts` holds the whole.
"""
