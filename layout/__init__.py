"""Broadsheet: newspaper pages from text files."""

__version__ = "0.1.0"
