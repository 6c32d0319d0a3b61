"""Bringing a records workbook in: choose the file, look at what it would do, write it, take it back."""

from .page import ImportsPage

__all__ = ["ImportsPage"]
