"""Nhận kết quả: the decision list of the unit above beside the round in hand."""

from .page import ResultsPage

__all__ = ["ResultsPage"]
