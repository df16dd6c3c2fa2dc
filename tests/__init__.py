"""Tests of the house, one file a room or a promise."""
