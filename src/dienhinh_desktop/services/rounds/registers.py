"""The registers of an example: nurturing log, places that took the model over, publicity, inspections."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import fields
from datetime import date

from ...domain.dates import short_date
from ...domain.errors import UserError
from ...domain.lifecycle import LIFE_LABELS, LIFE_TYPES, LifeEntry, PublicityItem, Replication
from ...domain.upkeep import Changes, Kind
from ..context import Context
from .leaving import name_of

_CHANGED = frozenset({Kind.ROUNDS})
_TABLE_OF = {kind: name for name, kind in LIFE_TYPES.items()}
_KEYS = {"subject", "plan", "date", "id"}


def registers(ctx: Context, plan: str, subjects: Collection[str] | None = None) -> dict[str, tuple[LifeEntry, ...]]:
    """Return the entries of every register kept under a plan, of everybody or of some, by the name of the register."""
    with ctx.db.read() as reader:
        return {table: reader.life_entries(table, plan, subjects) for table in LIFE_TYPES}


def save_life_entry(ctx: Context, entry: LifeEntry) -> Changes:
    """Keep a new entry of a register (no `id`) or a changed one.

    Raises UserError for an entry that says nothing, a day in the future, publicity without a channel, a replication
    without a place, or an unknown subject or unit.
    """
    table = _TABLE_OF[type(entry)]
    label = LIFE_LABELS[table].lower()
    _refuse(entry, ctx.now().date())
    with ctx.db.work(f"Ghi {label}", ctx.who, "round") as work:
        work.name_act(f"{'Ghi' if entry.id is None else 'Sửa'} {label} của {name_of(work, entry.subject)}")
        if entry.id is None:
            work.insert(table, [entry])
        else:
            work.update(table, [entry])
        return Changes(
            _CHANGED, f"Đã ghi {label} của {name_of(work, entry.subject)}.", work.act if work.changed else None
        )


def _refuse(entry: LifeEntry, today: date) -> None:
    if entry.date > today:
        raise UserError(f"Ngày {short_date(entry.date)} ở tương lai; ghi ngày việc đã làm.")
    if isinstance(entry, PublicityItem) and not entry.channel.strip():
        raise UserError("Chưa ghi kênh tuyên truyền; chọn hoặc gõ tên kênh.")
    if isinstance(entry, Replication) and not (entry.unit or (entry.place or "").strip()):
        raise UserError("Chưa ghi nơi áp dụng; chọn đơn vị, hoặc gõ tên nơi áp dụng.")
    said = [getattr(entry, item.name) for item in fields(entry) if item.name not in _KEYS]
    if not any(str(value).strip() for value in said if value is not None):
        raise UserError("Chưa ghi nội dung nào; ghi ít nhất một ô rồi lưu.")


def delete_life_entry(ctx: Context, entry: LifeEntry) -> Changes:
    """Put an entry of a register into the trash. Raises UserError when it is gone already."""
    table = _TABLE_OF[type(entry)]
    label = LIFE_LABELS[table].lower()
    assert entry.id is not None  # read from the data folder
    with ctx.db.work(f"Xóa {label}", ctx.who, "round") as work:
        work.name_act(f"Xóa một dòng {label} của {name_of(work, entry.subject)}")
        work.delete(table, [entry.id])
        return Changes(_CHANGED, f"Đã xóa một dòng {label}.", work.act)
