"""Điển hình desktop: the records, verdicts and papers of điển hình tiên tiến in one office."""

__version__ = "0.1.0"
