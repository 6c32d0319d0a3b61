"""What each plan says and how the program reads it."""

from .page import PlansPage

__all__ = ["PlansPage"]
