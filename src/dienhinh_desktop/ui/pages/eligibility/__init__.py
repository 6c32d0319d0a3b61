"""Who meets the plan's criteria, and exactly why or why not."""

from .page import EligibilityPage

__all__ = ["EligibilityPage"]
