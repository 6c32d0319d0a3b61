"""The chain of the journal: every row there is was written by an act, and going back act by act leaves nothing.

What a row held after its last change is not in the journal, so a value altered from outside is not found here; a row
put in or taken out from outside is.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, func, select

from . import tables

_acts, _changes = tables.acts, tables.changes


def breaks(connection: Connection, labels: Mapping[str, str], most: int) -> Iterator[str]:
    """Yield one sentence per place where acts and rows do not agree, and how many more there are."""
    found = [*_gaps(connection), *_backwards(connection, labels)]
    yield from found[:most]
    if len(found) > most:
        yield f"Nhật ký: còn {len(found) - most} chỗ không khớp nữa; lấy lại bản sao lưu."


def _gaps(connection: Connection) -> Iterator[str]:
    """Yield the acts whose changes are not numbered 1, 2, 3…, and those taken back by an earlier act."""
    counted = select(_changes.c.act, func.count(), func.min(_changes.c.seq), func.max(_changes.c.seq))
    for act, count, first, last in connection.execute(counted.group_by(_changes.c.act)):
        if (first, last) != (1, count):
            yield f"Nhật ký: việc số {act} thiếu {last - count} thay đổi; lấy lại bản sao lưu."
    early = select(_acts.c.id).where(_acts.c.undone_by <= _acts.c.id)
    for (act,) in connection.execute(early):
        yield f"Nhật ký: việc số {act} được ghi là hoàn tác trước khi làm; lấy lại bản sao lưu."


def _backwards(connection: Connection, labels: Mapping[str, str]) -> Iterator[str]:
    there = {name: _ids(connection, name) for name in tables.JOURNALED}
    columns = (_changes.c.act, _changes.c.table_name, _changes.c.row_id, _changes.c.last_id, _changes.c.before)
    for change in connection.execute(select(*columns).order_by(_changes.c.act.desc(), _changes.c.seq.desc())):
        rows = there.get(change.table_name)
        if rows is None:
            yield f"Nhật ký: việc số {change.act} nói đến bảng không có; lấy lại bản sao lưu."
        elif change.before is None:
            yield from _before_insert(change, rows, labels)
        else:
            yield from _before_change(change, rows)
    for name, rows in there.items():
        for number in sorted(rows):
            yield f"{labels[name]}: dòng số {number} không do việc nào trong nhật ký ghi; kiểm tra lại dòng này."


def _ids(connection: Connection, name: str) -> set[int]:
    return set(connection.execute(select(tables.METADATA.tables[name].c.id)).scalars())


def _before_insert(change: Any, rows: set[int], labels: Mapping[str, str]) -> Iterator[str]:
    inserted = set(range(change.row_id, change.last_id + 1))
    for number in sorted(inserted - rows):
        yield f"{labels[change.table_name]}: dòng số {number} có trong nhật ký mà không còn; lấy lại bản sao lưu."
    rows -= inserted


def _before_change(change: Any, rows: set[int]) -> Iterator[str]:
    """Put the row back: one that is there was changed, one that is not was removed; before, both were there."""
    rows.add(change.row_id)
    try:
        told = json.loads(str(change.before))
    except ValueError:
        told = None
    if not isinstance(told, dict) or told.get("id") != change.row_id:
        yield f"Nhật ký: việc số {change.act} giữ một dòng không đọc được; lấy lại bản sao lưu."
