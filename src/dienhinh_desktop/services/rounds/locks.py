"""Khóa danh sách chọn: while the list is locked nobody comes or goes; every locking and unlocking is kept."""

from __future__ import annotations

from ...domain.errors import UserError
from ...domain.lifecycle import RoundLock
from ...domain.rounds import Round
from ...domain.upkeep import Changes, Kind
from ...storage.reader import Reader
from ..context import Context

_CHANGED = frozenset({Kind.ROUNDS})


def locks(ctx: Context, round_id: int) -> tuple[RoundLock, ...]:
    """Return every locking and unlocking of the list, oldest first; the last one tells how it stands."""
    with ctx.db.read() as reader:
        return reader.round_locks(round_id)


def is_locked(reader: Reader, round_id: int) -> bool:
    """Tell whether the list of a round is locked."""
    found = reader.round_locks(round_id)
    return bool(found) and found[-1].locked


def refuse_locked(reader: Reader, current: Round) -> None:
    """Raise UserError when the list of the round is locked."""
    assert current.id is not None  # read from the data folder
    found = reader.round_locks(current.id)
    if found and found[-1].locked:
        raise UserError(
            f"Danh sách chọn của {current.name} đã khóa lúc {found[-1].at:%H:%M %d/%m/%Y} nên chưa đổi được;"
            " bấm Mở khóa danh sách trước."
        )


def lock(ctx: Context, round_id: int) -> Changes:
    """Lock the list of a round. Raises UserError when it is locked already or holds nobody."""
    with ctx.db.work("Khóa danh sách chọn", ctx.who, "round") as work:
        current = work.round(round_id)
        refuse_locked(work, current)
        count = len(work.candidates(round_id))
        if not count:
            raise UserError("Danh sách chọn chưa có ai nên chưa khóa được; chọn đối tượng trước.")
        work.insert("round_locks", [RoundLock(round_id=round_id, at=ctx.now(), who=ctx.who, locked=True)])
        work.name_act(f"Khóa danh sách chọn của {current.name}")
        return Changes(_CHANGED, f"Đã khóa danh sách chọn: {count} đối tượng.", work.act)


def unlock(ctx: Context, round_id: int, reason: str) -> Changes:
    """Unlock the list of a round. Raises UserError without a reason, or when it is not locked."""
    words = reason.strip()
    if not words:
        raise UserError("Chưa ghi lý do mở khóa; ghi lý do để lịch sử của đợt nói rõ vì sao danh sách đổi.")
    with ctx.db.work("Mở khóa danh sách chọn", ctx.who, "round") as work:
        current = work.round(round_id)
        if not is_locked(work, round_id):
            raise UserError(f"Danh sách chọn của {current.name} đang mở nên không cần mở khóa.")
        held = RoundLock(round_id=round_id, at=ctx.now(), who=ctx.who, locked=False, reason=words)
        work.insert("round_locks", [held])
        work.name_act(f"Mở khóa danh sách chọn của {current.name}")
        return Changes(_CHANGED, "Đã mở khóa danh sách chọn.", work.act)
