"""Who is chosen in the round, in the order of the list, beside what the plan asks for."""

from .page import RoundsPage

__all__ = ["RoundsPage"]
