"""What there is to do today, and where the round in hand stands."""

from .page import OverviewPage

__all__ = ["OverviewPage"]
