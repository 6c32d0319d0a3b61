"""Is the file sound, and do its rows make sense: what "Kiểm tra dữ liệu" runs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, RowMapping, exists, func, select
from sqlalchemy.exc import DatabaseError

from ..domain.errors import UserError
from ..domain.lifecycle import LIFE_LABELS
from ..domain.records import RECORD_LABELS
from . import chain, search, tables
from .rows import SHAPES

LABELS = {
    **RECORD_LABELS,
    "rounds": "Đợt xét",
    "candidates": "Mục đăng ký của đợt",
    "council_members": "Thành viên hội đồng",
    "meetings": "Phiên họp",
    "attendances": "Người dự họp",
    "tallies": "Phiếu của phiên họp",
    "ballots": "Phiếu nhập từng phiếu",
    "ballot_lines": "Dòng của phiếu nhập từng phiếu",
    "meeting_locks": "Lần khóa phiên họp",
    "candidate_steps": "Bước của mục đăng ký",
    "candidate_results": "Kết quả của mục đăng ký",
    **LIFE_LABELS,
    "round_locks": "Khóa danh sách chọn",
    "quota_waivers": "Miễn, gia hạn chỉ tiêu",
    "learned_words": "Cách hiểu đã nhớ",
    "distinct_pairs": "Cặp không phải một người",
    "sent_packages": "Gói đã gửi",
    "received_packages": "Gói đã nhận",
    "sender_codes": "Mã của đơn vị gửi",
    "issued_papers": "Văn bản đã lập",
    "signed_copies": "Bản đã ký",
    "dispatches": "Lần gửi",
    "kept_files": "Tệp đã lưu",
    "proofs": "Minh chứng",
    "filled_blanks": "Chữ tự gõ",
    "signers": "Người ký",
    "settings": "Cài đặt",
    "acts": "Nhật ký",
    "changes": "Nhật ký",
    "imports": "Lần nhập",
    "sequences": "Số thứ tự",
}
"""Words for the tables, as the workbook and the window name them."""

_MOST = 20


def faults(connection: Connection) -> tuple[str, ...]:
    """Return one sentence per fault; a damaged file is reported without reading further."""
    damaged = _damage(connection)
    if damaged:
        return tuple(f"Tệp dữ liệu bị hỏng: {line}; lấy lại bản sao lưu." for line in damaged[:_MOST])
    return (
        *_orphans(connection),
        *_circles(connection),
        *_unreadable(connection),
        *_unfolded(connection),
        *_counters(connection),
        *chain.breaks(connection, LABELS, _MOST),
    )


def _damage(connection: Connection) -> list[str]:
    try:
        return [str(row[0]) for row in connection.exec_driver_sql("PRAGMA integrity_check") if row[0] != "ok"]
    except DatabaseError as error:  # so damaged that even the check cannot be run to its end
        return [str(error.orig)]


def _orphans(connection: Connection) -> Iterator[str]:
    for row in connection.exec_driver_sql("PRAGMA foreign_key_check").fetchmany(_MOST):
        yield f"{LABELS.get(row[0], row[0])}: dòng số {row[1]} trỏ tới {LABELS[str(row[2])].lower()} không có."


def _circles(connection: Connection) -> Iterator[str]:
    held = tables.subjects
    rows = connection.execute(select(held.c.id, held.c.code, held.c.unit_id)).all()
    above = {row.id: row.unit_id for row in rows}
    names = {row.id: row.code for row in rows}
    safe: set[int | None] = {None}
    for start in above:
        path: dict[int | None, None] = {}
        place: int | None = start
        while place not in safe and place not in path:
            path[place] = None
            place = above.get(place) if place is not None else None
        if place not in safe:
            yield f"Đối tượng: “{names.get(start)}” nằm trong một vòng đơn vị khép kín; sửa lại Đơn vị."
        safe.update(path)


def _unreadable(connection: Connection) -> Iterator[str]:
    names = {row.id: row.code for row in connection.execute(select(tables.subjects.c.id, tables.subjects.c.code))}
    for shape in SHAPES.values():
        columns = [shape.table.c.id, *(shape.table.c[name] for name in shape.columns)]
        for row in connection.execute(select(*columns)):
            try:
                shape.read(row, names)
            except (ValueError, KeyError, TypeError, UserError) as reason:
                yield f"{LABELS[shape.name]}: dòng số {row[0]} không đọc được ({reason}); lấy lại bản sao lưu."


def _unfolded(connection: Connection) -> Iterator[str]:
    """Yield rows whose derived text is not what their names and decision numbers fold to: search would miss them."""
    for shape in SHAPES.values():
        derived = [name for name in ("search_key", "decision_key") if name in shape.table.c]
        if not derived:
            continue
        wrong = [row["id"] for row in connection.execute(select(shape.table)).mappings() if _differs(shape.name, row)]
        if wrong:
            yield f"{LABELS[shape.name]}: {len(wrong)} dòng có chữ để tìm không khớp (đầu tiên là dòng số {wrong[0]})."


def _differs(name: str, row: RowMapping) -> bool:
    fresh: dict[str, Any] = {str(key): value for key, value in row.items()}
    search.derive(name, fresh)
    return fresh != dict(row)


def _counters(connection: Connection) -> Iterator[str]:
    last = {row.table_name: row.last for row in connection.execute(select(tables.sequences))}
    for name in (*tables.JOURNALED, "kept_files", "acts", "imports"):
        table = tables.METADATA.tables[name]
        top = connection.execute(select(func.max(table.c.id))).scalar() or 0
        if top > last.get(name, 0):
            yield f"Số thứ tự của {LABELS[name]} chậm hơn dữ liệu; lấy lại bản sao lưu."


PARENTS = {key.column.table.name for name in tables.JOURNALED for key in tables.METADATA.tables[name].foreign_keys}
"""Tables whose rows others refer to."""


def _parent(removed: set[str]) -> str:
    """Return what a sentence calls the rows that are to go."""
    if "meetings" in removed:
        return "phiên họp"
    return "đối tượng hoặc đợt" if removed & {"subjects", "rounds"} else "mục"


def refuse_orphans(connection: Connection, removed: set[str]) -> None:
    """Refuse to leave rows that refer to a removed subject, round or meeting. Raises UserError saying which rows do."""
    found: Counter[str] = Counter()
    for child, count in _referring(connection, removed):
        found[child] += count
    if found.total():
        listed = ", ".join(f"{found[child]} dòng {label}" for child, label in LABELS.items() if found[child])
        raise UserError(
            f"Chưa xóa hoặc hoàn tác được vì còn {listed} dựa vào {_parent(removed)} đó;"
            " xóa hoặc sửa các dòng ấy trước."
        )


def _referring(connection: Connection, removed: set[str]) -> Iterator[tuple[str, int]]:
    for child in tables.METADATA.sorted_tables:
        for key in child.foreign_keys:
            parent = key.column.table
            if parent.name in removed:
                target = parent.alias()
                lost = key.parent.is_not(None) & ~exists().where(target.c.id == key.parent)
                count = connection.execute(select(func.count()).select_from(child).where(lost)).scalar_one()
                yield child.name, int(count)
