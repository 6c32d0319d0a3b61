"""Closing a meeting, so that its votes stay as counted, and opening it again with a reason."""

from __future__ import annotations

from ...domain.council import MeetingLock
from ...domain.errors import UserError
from ...domain.text import clean
from ...domain.upkeep import Changes
from ..context import Context
from .meetings import CHANGED, still_open, title
from .sittings import sitting


def close_meeting(ctx: Context, meeting_id: int) -> Changes:
    """Close a meeting. Raises UserError naming every sum that cannot be, when nothing was voted, or it is closed."""
    shown = sitting(ctx, meeting_id)
    name = title(shown.meeting)
    if shown.faults:
        raise UserError(f"Chưa khóa được phiên {name}: {shown.faults[0]}", details=shown.faults)
    if not shown.voted or not shown.turnout.whole:
        raise UserError(f"Phiên {name} chưa nhập đủ số người dự và phiếu nên chưa khóa được; nhập phiếu rồi khóa.")
    with ctx.db.work(f"Khóa phiên {name}", ctx.who, "round") as work:
        still_open(work, meeting_id)
        work.insert("meeting_locks", [MeetingLock(meeting_id=meeting_id, at=ctx.now(), who=ctx.who, closed=True)])
        return Changes(CHANGED, f"Đã khóa phiên {name}.", work.act)


def reopen_meeting(ctx: Context, meeting_id: int, reason: str) -> Changes:
    """Open a closed meeting again. Raises UserError without a reason, or when it is open."""
    why = clean(reason)
    if not why:
        raise UserError("Chưa ghi lý do mở lại phiên; ghi lý do, lý do được giữ trong lịch sử của phiên.")
    with ctx.db.work("Mở lại phiên", ctx.who, "round") as work:
        found = work.meeting(meeting_id)
        locks = work.meeting_locks(meeting_id)
        if not locks or not locks[-1].closed:
            raise UserError(f"Phiên {title(found)} đang mở; sửa luôn, không cần mở lại.")
        made = MeetingLock(meeting_id=meeting_id, at=ctx.now(), who=ctx.who, closed=False, reason=why)
        work.insert("meeting_locks", [made])
        work.name_act(f"Mở lại phiên {title(found)}: {why}")
        return Changes(CHANGED, f"Đã mở lại phiên {title(found)}.", work.act)
