"""The history of a record: what was done to it and its entries, in words; giving an old value back; on paper."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from ..domain.errors import UserError
from ..domain.history import Happened, HistoryLine, HistoryPaper, RowChange
from ..domain.lifecycle import LIFE_HEADINGS, LIFE_TYPES, LifeEntry
from ..domain.proofs import PROVABLE, Proof
from ..domain.records import Subject
from ..domain.rounds import Candidate
from ..domain.upkeep import Changes
from ..exchange.documents import write_history_pdf
from ..storage.reader import Reader
from . import proofs, records, trash, upkeep
from .context import Context
from .entries import HEADINGS
from .imports.matching import CONTENT
from .value_words import value_words
from .wording import ENTRY_LABELS, describe

_CANDIDATE = {
    "field": "Lĩnh vực",
    "introducer": "Đơn vị giới thiệu",
    "model": "Mô hình",
    "reason": "Lý do",
    "left": "Rút, thay",
    "left_on": "Ngày rút",
    "left_reason": "Lý do rút",
    "successor": "Người thay",
    "supplemented": "Năm bổ sung",
}
_PROOF = {"caption": "Tên minh chứng", "file": "Tệp minh chứng", "entry": "Dùng cho"}
_THINGS = {**ENTRY_LABELS, "subjects": "Hồ sơ", "candidates": "Danh sách đợt"}
_Words = Callable[[str, Any], str]
_REGISTERS = {kind: name for name, kind in LIFE_TYPES.items()}
_PAIRED = {"form": "written"}
"""A field whose words of the source go with it."""


def history(ctx: Context, code: str) -> tuple[HistoryLine, ...]:
    """Return all that was done to a subject and its entries, those taken away among them, the newest first.

    Raises UserError when there is no such subject.
    """
    with ctx.db.read() as reader:
        return _lines(ctx, reader, reader.row_changes(_subject(reader, code).id or 0))


def _subject(reader: Reader, code: str) -> Subject:
    subject = reader.subject(code)
    if subject is None:
        raise UserError(f"Không có hồ sơ mã “{code}”; có thể đã bị xóa, tìm trong Thùng rác.")
    return subject


def _lines(ctx: Context, reader: Reader, changes: tuple[RowChange, ...]) -> tuple[HistoryLine, ...]:
    names = {code: name for code, (name, _unit) in reader.names().items()}
    entries = {(change.table, change.id): _about(ctx, change.after or change.before) for change in changes}
    files = {file.id: file.name for file in reader.shelf.files(_files_in(changes))}

    def words(field: str, value: Any) -> str:
        if field == "entry":
            return entries.get(value, "mục đã xóa") if value is not None else "chưa gắn vào mục nào"
        if field == "file":
            return files.get(value, "tệp không rõ")
        return value_words(field, value, ctx.catalogue, names)

    return tuple(line for change in reversed(changes) for line in _lines_of(ctx, change, words))


def _files_in(changes: tuple[RowChange, ...]) -> set[int]:
    sides = [side for change in changes for side in (change.before, change.after)]
    return {side.file for side in sides if isinstance(side, Proof)}


def _lines_of(ctx: Context, change: RowChange, words: _Words) -> Iterator[HistoryLine]:
    before, after = change.before, change.after
    if before is None or after is None:
        happened = Happened.ADDED if before is None else Happened.REMOVED
        row = _about(ctx, after if before is None else before)
        old, new = ("", row) if before is None else (row, "")
        yield _line(ctx, change, happened, "", "Thêm" if before is None else "Xóa", old, new)
        return
    for field in _fields(after):
        old, new = getattr(before, field), getattr(after, field)
        if old != new:
            heading = _heading(change.table, field)
            was, now = words(field, old), words(field, new)
            if was == now and field == "citizen_id":
                now += " (số khác)"  # their ends, all that is shown, are alike
            yield _line(ctx, change, Happened.CHANGED, field, heading, was, now)


def _fields(record: Any) -> list[str]:
    """Return the fields a line is told of; how a title was written in its source goes with the title."""
    if isinstance(record, Proof):
        return [*_PROOF, "subject"]
    if isinstance(record, LifeEntry):
        return list(LIFE_HEADINGS[_REGISTERS[type(record)]])
    fields = list(_CANDIDATE) if isinstance(record, Candidate) else CONTENT[type(record)]
    return [field for field in fields if field != "written"]


def _heading(table: str, field: str) -> str:
    if field == "subject":
        return "Thuộc hồ sơ"
    if table in LIFE_HEADINGS:
        return LIFE_HEADINGS[table][field]
    own = {"candidates": _CANDIDATE, "proofs": _PROOF}.get(table)
    return own[field] if own is not None else HEADINGS[table, field]


def _about(ctx: Context, record: Any) -> str:
    if isinstance(record, Candidate):
        return record.model or record.field
    return describe(record, ctx.catalogue)


def _line(
    ctx: Context, change: RowChange, happened: Happened, field: str, heading: str, old: str, new: str
) -> HistoryLine:
    return HistoryLine(
        act=change.act,
        at=change.at,
        who=change.who,
        label=change.label,
        happened=happened,
        table=change.table,
        id=change.id,
        thing=_THINGS[change.table],
        about="" if change.table == "subjects" else _about(ctx, change.after or change.before),
        field=field,
        heading=heading,
        old=old,
        new=new,
    )


def give_back(ctx: Context, code: str, line: HistoryLine) -> Changes:
    """Give a field the value it had before a line of a record's history, or bring the row back that it took away.

    It is an act of its own and can be taken back. Raises UserError when the row is gone, when the line is no longer in
    the history, or when the old value may not be kept today (its unit is gone, its code is used).
    """
    with ctx.db.read() as reader:
        change = _find(reader, _subject(reader, code).id or 0, line)
        held = None if line.happened is Happened.REMOVED else _held(reader, line)
        names = {key: name for key, (name, _unit) in reader.names().items()}
    if held is None:
        return trash.bring_back(ctx, [(line.act, line.table, line.id)])
    changed = _with_old(held, change.before, line.field)
    if changed == held:
        return Changes(sentence=f"{line.heading} đang đúng là “{line.old}” nên không đổi gì.")
    owner = names.get(getattr(held, "subject", code), code)
    words = line.old
    label = f"Trả lại {line.heading} “{words}” của {owner}"
    if isinstance(changed, Proof):
        done = proofs.give_back(ctx, changed, label)
    else:
        done = records.save_entry(ctx, changed, label)
    return replace(done, sentence=f"Đã trả lại {line.heading}: {words}.")


def _find(reader: Reader, subject: int, line: HistoryLine) -> RowChange:
    for change in reader.row_changes(subject):
        if (change.act, change.table, change.id) == (line.act, line.table, line.id):
            return change
    raise UserError("Bản này không còn trong lịch sử của hồ sơ; mở lại hồ sơ để xem bản mới nhất.")


def _held(reader: Reader, line: HistoryLine) -> Any:
    if line.table in LIFE_HEADINGS:
        raise UserError("Sổ theo dõi điển hình chỉ sửa ở bước Bình xét, chọn; mở đợt để sửa.")
    if line.table == "candidates":
        raise UserError("Mục trong danh sách đợt chỉ sửa ở bước Bình xét, chọn; mở đợt để sửa.")
    return reader.entry(line.table, line.id)


def _with_old(held: Any, before: Any, field: str) -> Any:
    if isinstance(held, Proof) and field == "entry":
        return replace(held, **{name: getattr(before, name) for name in PROVABLE.values()})
    values = {field: getattr(before, field)}
    pair = _PAIRED.get(field)
    if pair is not None and hasattr(held, pair):
        values[pair] = getattr(before, pair)
    return replace(held, **values)


def history_paper(ctx: Context, code: str) -> HistoryPaper:
    """Return the history of a record as it is printed. Raises UserError when there is no such subject."""
    office = upkeep.office(ctx)
    with ctx.db.read() as reader:
        subject = _subject(reader, code)
        lines = _lines(ctx, reader, reader.row_changes(subject.id or 0))
        unit = reader.subject(subject.unit) if subject.unit else None
    about = ", ".join(part for part in (f"mã {subject.code}", unit.name if unit else "") if part)
    return HistoryPaper(
        office=office.name, name=subject.name, about=about, printed=ctx.now(), lines=lines, practice=office.practice
    )


def write_history(ctx: Context, code: str, target: Path) -> HistoryPaper:
    """Write the history of a record as PDF. Raises UserError when there is no such subject or the target refuses."""
    paper = history_paper(ctx, code)
    write_history_pdf(paper, target)
    return paper
