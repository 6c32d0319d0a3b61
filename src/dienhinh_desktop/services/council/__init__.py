"""The council: its members, its meetings on a round, the votes, closing a meeting, and what came of it."""

from .attending import save_attendances, take_council
from .ballots import enter_votes, keep_with_reason, order_by_votes, save_tally
from .locking import close_meeting, reopen_meeting
from .meetings import meetings, open_meeting, propose_meeting, remove_meeting, save_meeting
from .members import members, remove_members, save_member, save_members
from .single_ballots import ballots, remove_ballot, save_ballot
from .sittings import latest, refuse_without_votes, sitting, standing_votes

__all__ = [
    "ballots",
    "close_meeting",
    "enter_votes",
    "keep_with_reason",
    "latest",
    "meetings",
    "members",
    "open_meeting",
    "order_by_votes",
    "propose_meeting",
    "refuse_without_votes",
    "remove_ballot",
    "remove_meeting",
    "remove_members",
    "reopen_meeting",
    "save_attendances",
    "save_ballot",
    "save_meeting",
    "save_member",
    "save_members",
    "save_tally",
    "sitting",
    "standing_votes",
    "take_council",
]
