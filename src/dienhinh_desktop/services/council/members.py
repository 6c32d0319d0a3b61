"""Who is in the council, from when to when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from ...domain.council import Attendance, CouncilMember, CouncilPost
from ...domain.dates import short_date
from ...domain.errors import UserError
from ...domain.text import clean
from ...domain.upkeep import Changes, Kind
from ..context import Context

_CHANGED = frozenset({Kind.ROUNDS})


def members(ctx: Context, on: date | None = None) -> tuple[CouncilMember, ...]:
    """Return everybody who is or was in the council, or who is on a day, in their order."""
    with ctx.db.read() as reader:
        return tuple(item for item in reader.council_members() if on is None or item.serves(on))


def save_member(ctx: Context, member: CouncilMember) -> Changes:
    """Keep a member, new (without an id) or changed. Raises UserError as `save_members` does."""
    return save_members(ctx, [member])


def save_members(ctx: Context, changed: Sequence[CouncilMember]) -> Changes:
    """Keep members, new (without an id) or changed, as one act; new ones stand last.

    Raises UserError when a name is empty, the days are the wrong way round, or there would be two chairmen at once.
    """
    made = [_settled(member) for member in changed]
    what = made[0].name if len(made) == 1 else f"{len(made)} người"
    with ctx.db.work(f"Ghi thành viên hội đồng {what}", ctx.who, "round") as work:
        ids = {member.id for member in made}
        others = [item for item in work.council_members() if item.id not in ids]
        for place, member in enumerate(made):
            _refuse_second_chair(member, [*others, *made[:place]])
        last = max((item.order for item in others), default=0)
        new = [member for member in made if member.id is None]
        work.insert("council_members", [replace(item, order=last + n) for n, item in enumerate(new, 1)])
        work.update("council_members", [member for member in made if member.id is not None])
        return Changes(_CHANGED, f"Đã ghi thành viên hội đồng {what}.", work.act if work.changed else None)


def _settled(member: CouncilMember) -> CouncilMember:
    made = replace(member, name=clean(member.name), position=clean(member.position), agency=clean(member.agency))
    if not made.name:
        raise UserError("Chưa ghi họ tên thành viên hội đồng; gõ họ tên rồi ghi lại.")
    if made.start and made.end and made.end < made.start:
        raise UserError(
            f"Ngày thôi ({short_date(made.end)}) trước ngày bắt đầu ({short_date(made.start)}); sửa một trong hai ngày."
        )
    return made


def _refuse_second_chair(made: CouncilMember, others: Sequence[CouncilMember]) -> None:
    if made.post is not CouncilPost.CHAIR:
        return
    other = next((item for item in others if item.post is CouncilPost.CHAIR and _overlap(item, made)), None)
    if other is not None:
        raise UserError(
            f"{other.name} đang là Chủ tịch hội đồng trong cùng thời gian; ghi ngày thôi của {other.name} trước."
        )


def _overlap(one: CouncilMember, other: CouncilMember) -> bool:
    first = max(one.start or date.min, other.start or date.min)
    return first <= min(one.end or date.max, other.end or date.max)


def remove_members(ctx: Context, ids: Sequence[int]) -> Changes:
    """Take members off the council's list; meetings they were at keep their names."""
    with ctx.db.work(f"Bỏ {len(ids)} thành viên hội đồng", ctx.who, "round") as work:
        work.delete("council_members", list(ids))
        return Changes(_CHANGED, f"Đã bỏ {len(ids)} thành viên khỏi hội đồng.", work.act)


def named(council: Iterable[CouncilMember], day: date, meeting_id: int) -> list[Attendance]:
    """Return the members of a day as people at a meeting, the chairman first."""
    serving = sorted((item for item in council if item.serves(day)), key=lambda item: (_rank(item.post), item.order))
    return [
        Attendance(
            meeting_id=meeting_id,
            name=item.name,
            post=item.post,
            position=item.position,
            agency=item.agency,
            order=place,
        )
        for place, item in enumerate(serving, 1)
    ]


def _rank(post: CouncilPost) -> int:
    return list(CouncilPost).index(post)
