"""Who was at a meeting: taken from the council, then changed name by name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ...domain.council import Attendance
from ...domain.errors import UserError
from ...domain.text import clean
from ...domain.upkeep import Changes
from ..context import Context
from .meetings import CHANGED, still_open, title
from .members import named


def take_council(ctx: Context, meeting_id: int) -> Changes:
    """Name at a meeting whoever is in the council on its day; what was told of those already named stays.

    Raises UserError when the meeting is closed or gone, or when nobody is in the council on that day.
    """
    with ctx.db.read() as reader:
        found = reader.meeting(meeting_id)
        told = {item.name: item for item in reader.attendances(meeting_id)}
        rows = named(reader.council_members(), found.day, meeting_id)
    if not rows:
        raise UserError("Ngày họp chưa có thành viên hội đồng nào; thêm thành viên ở mục Hội đồng rồi lấy lại.")
    kept = [
        replace(told[row.name], post=row.post, position=row.position, agency=row.agency, order=row.order, id=None)
        if row.name in told
        else row
        for row in rows
    ]
    return save_attendances(ctx, meeting_id, kept)


def save_attendances(ctx: Context, meeting_id: int, rows: Sequence[Attendance]) -> Changes:
    """Keep who was at a meeting, in this order; whoever is not among them is no longer named.

    Raises UserError when the meeting is closed or gone, when a name is empty or stands twice.
    """
    made = [_settled(row, meeting_id, place) for place, row in enumerate(rows, 1)]
    names = [row.name for row in made]
    if not all(names):
        raise UserError("Có người dự họp chưa ghi họ tên; ghi họ tên, hoặc bỏ dòng trống.")
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise UserError(f"{twice} có hai dòng trong danh sách dự họp; bỏ một dòng, hoặc ghi thêm chữ để phân biệt.")
    with ctx.db.work("Ghi người dự phiên", ctx.who, "round") as work:
        found = still_open(work, meeting_id)
        held = {row.id: row for row in work.attendances(meeting_id)}
        kept = {row.id for row in made if row.id in held}
        work.delete("attendances", [number for number in held if number is not None and number not in kept])
        work.update("attendances", [row for row in made if row.id in kept])
        work.insert("attendances", [row for row in made if row.id not in kept])
        if work.changed:
            work.name_act(f"Ghi người dự phiên {title(found)}")
        return Changes(CHANGED, f"Đã ghi {len(made)} người của phiên họp.", work.act if work.changed else None)


def _settled(row: Attendance, meeting_id: int, place: int) -> Attendance:
    """Return a row that does not contradict itself: whoever is there is neither excused nor asked in writing."""
    made = replace(row, meeting_id=meeting_id, name=clean(row.name), reason=clean(row.reason), order=place)
    if made.present:
        return replace(made, reason="", written=False)
    return replace(made, teller=None)
