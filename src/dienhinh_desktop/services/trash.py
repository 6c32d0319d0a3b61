"""Thùng rác: what was taken away, by whom and when, and bringing it back as it was."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ..domain.errors import UserError
from ..domain.history import RowChange, TrashItem
from ..domain.proofs import Proof
from ..domain.records import Subject
from ..domain.rounds import Candidate
from ..domain.upkeep import Changes, Kind
from ..storage.reader import Reader
from .context import Context
from .entries import REFERENCES
from .proofs.keeping import loosened
from .wording import ENTRY_LABELS, describe

MERGE = "merge"
"""Kind of act that makes two records one: what it leaves out is no rubbish, and comes back by taking the act back."""

_CHANGED = frozenset({Kind.RECORDS, Kind.ROUNDS})
_Key = tuple[int, str, int]


def trash(ctx: Context) -> tuple[TrashItem, ...]:
    """Return what was taken away and is not back: subjects with their entries, and single entries; newest first."""
    with ctx.db.read() as reader:
        names = {code: name for code, (name, _unit) in reader.names().items()}
        groups = _groups(reader)
    gone = {rows[0].before.code: rows[0].before.name for rows in groups.values() if rows[0].table == "subjects"}
    items = [_item(ctx, rows, {**gone, **names}) for rows in groups.values()]
    return tuple(sorted(items, key=lambda item: (-item.act, item.table != "subjects", item.id)))


def _groups(reader: Reader) -> dict[_Key, list[RowChange]]:
    """Return the rows of every item: of a subject itself first, then the entries taken away in the same act."""
    removed = [change for change in reader.removed_rows() if change.kind != MERGE]
    subjects = {(change.act, change.before.code): change for change in removed if change.table == "subjects"}
    entries = {_key(change): change for change in removed}
    groups: dict[_Key, list[RowChange]] = {_key(change): [change] for change in subjects.values()}
    for change in sorted(removed, key=lambda change: isinstance(change.before, Proof)):
        if change.table != "subjects" and not isinstance(change.before, Candidate):
            owner = subjects.get((change.act, owner_of(change.before) or ""))
            groups.setdefault(_key(owner or _proven(change, entries) or change), []).append(change)
    return groups


def _proven(change: RowChange, entries: Mapping[_Key, RowChange]) -> RowChange | None:
    """Return the entry a proof went with, in the same act."""
    tied = change.before.entry if isinstance(change.before, Proof) else None
    return None if tied is None else entries.get((change.act, *tied))


def _key(change: RowChange) -> _Key:
    return change.act, change.table, change.id


def owner_of(record: Any) -> str | None:
    """Return the code of the subject an entry belongs to."""
    return getattr(record, "subject", None) or getattr(record, "unit", None)


def _item(ctx: Context, rows: Sequence[RowChange], names: Mapping[str, str]) -> TrashItem:
    first = rows[0]
    record = first.before
    if isinstance(record, Subject):
        title, place = record.name, names.get(record.unit or "", "")
        about = ", ".join(part for part in (record.kind.label, place, f"mã {record.code}") if part)
    else:
        owner = owner_of(record) or ""
        title, about = describe(record, ctx.catalogue), f"của {names.get(owner, owner)}" if owner else ""
    return TrashItem(
        act=first.act,
        at=first.at,
        who=first.who,
        table=first.table,
        id=first.id,
        thing="Hồ sơ" if isinstance(record, Subject) else ENTRY_LABELS[first.table],
        title=title,
        about=about,
        rows=len(rows),
    )


def bring_back(ctx: Context, keys: Sequence[_Key]) -> Changes:
    """Bring items back as one act, every row as it was when it was taken away.

    Raises UserError when an item is no longer in the trash, when a subject it belongs or refers to is not there, or
    when its Mã is used by another subject now; then nothing comes back.
    """
    with ctx.db.work("Khôi phục", ctx.who, "restore") as work:
        groups = _groups(work)
        rows: list[RowChange] = []
        homes = list(dict.fromkeys(_home(groups, key) for key in keys))
        for home in homes:
            rows += groups[home]
        _refuse(work, rows)
        by_table: dict[str, list[Any]] = defaultdict(list)
        for change in sorted(rows, key=lambda change: change.table != "subjects"):
            by_table[change.table].append(_fitting(work, change.before, rows))
        for table, records in by_table.items():
            work.bring_back(table, records)
        what = _what(ctx, [groups[home][0] for home in homes])
        work.name_act(f"Khôi phục {what}")
        return Changes(_CHANGED, f"Đã khôi phục {what}.", work.act)


def _home(groups: Mapping[_Key, Sequence[RowChange]], key: _Key) -> _Key:
    """Return the item a row comes back with. Raises UserError when it is in the trash no more."""
    for home, rows in groups.items():
        if any(_key(change) == key for change in rows):
            return home
    raise UserError("Mục này không còn trong Thùng rác; có thể đã được khôi phục, mở lại để xem.")


def _fitting(reader: Reader, record: Any, coming: Iterable[RowChange]) -> Any:
    """Return what comes back: a proof of an entry that is no more lies with the record, loose."""
    if not isinstance(record, Proof) or record.entry is None:
        return record
    table, number = record.entry
    there = reader.holds(table, number) or any((row.table, row.id) == record.entry for row in coming)
    return record if there else loosened(record)


def _what(ctx: Context, firsts: Sequence[RowChange]) -> str:
    if len(firsts) > 1:
        return f"{len(firsts)} mục trong Thùng rác"
    record = firsts[0].before
    if isinstance(record, Subject):
        return f"hồ sơ {record.name}"
    return f"{ENTRY_LABELS[firsts[0].table].lower()}: {describe(record, ctx.catalogue)}"


def _refuse(reader: Reader, rows: Iterable[RowChange]) -> None:
    rows = list(rows)
    held = reader.names()
    coming = {change.before.code: change.before.name for change in rows if change.table == "subjects"}
    for change in rows:
        record = change.before
        if isinstance(record, Subject):
            _refuse_code(record, held, rows)
        for field in REFERENCES:
            code = getattr(record, field, None)
            if code is not None and code not in held and code not in coming:
                raise UserError(_missing(record, code))


def _refuse_code(subject: Subject, held: Mapping[str, tuple[str, str | None]], rows: Sequence[RowChange]) -> None:
    if subject.code in held:
        raise UserError(
            f"Chưa khôi phục được hồ sơ {subject.name} vì Mã “{subject.code}” nay là của {held[subject.code][0]};"
            " đổi Mã của hồ sơ đó rồi khôi phục."
        )
    if sum(row.table == "subjects" and row.before.code == subject.code for row in rows) > 1:
        raise UserError(f"Hai hồ sơ trong các mục đã chọn cùng Mã “{subject.code}”; khôi phục từng hồ sơ một.")


def _missing(record: Any, code: str) -> str:
    what = f"hồ sơ {record.name}" if isinstance(record, Subject) else "mục này"
    return (
        f"Chưa khôi phục được {what} vì hồ sơ mã “{code}” mà nó thuộc về hoặc nhắc tới không còn;"
        " khôi phục hồ sơ đó trước."
    )
