"""Entering many years of many subjects at once, as in a spreadsheet: understood cell by cell, written as one act."""

from .decisions import known_decisions, set_decision
from .figures import grid_indicators
from .pasting import Place, lay_block, look_at
from .reading import read_grid, with_rows
from .suggestions import Suggestion, suggestions
from .words import GridWords, grid_words
from .writing import write_cells

__all__ = [
    "GridWords",
    "Place",
    "Suggestion",
    "grid_indicators",
    "grid_words",
    "known_decisions",
    "lay_block",
    "look_at",
    "read_grid",
    "set_decision",
    "suggestions",
    "with_rows",
    "write_cells",
]
