"""The meeting on the round: its numbers under the candidates, and the page where votes are typed in."""

from .page import MeetingPage
from .panel import VotePanel

__all__ = ["MeetingPage", "VotePanel"]
