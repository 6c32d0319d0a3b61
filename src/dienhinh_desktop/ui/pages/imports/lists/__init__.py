"""Bringing in a list a unit made itself: its table, its columns and words, its rows, one step each."""

from .desk import LIST_STEPS, ListDesk, meanings

__all__ = ["LIST_STEPS", "ListDesk", "meanings"]
