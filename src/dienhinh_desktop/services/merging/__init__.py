"""Making two records one, field by field: seeing both side by side, and merging as one act that can be taken back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ...domain.errors import UserError
from ...domain.merging import EntryClash, MergeChoices, MergeField, MergeView, Side
from ...domain.proofs import PROVABLE
from ...domain.records import Subject, SubjectKind
from ...domain.tree import line_up
from ...domain.upkeep import Changes, Kind
from ...storage.reader import Reader
from ...storage.work import Work
from .. import entries, proofs
from ..context import Context
from ..renaming import rename
from ..trash import MERGE
from ..value_words import NOTHING, value_words
from ..wording import describe
from .joining import Joining, join_rows, moved_to

__all__ = ["look", "merge"]

_FIELDS = (
    "name", "code", "birth", "sex", "citizen_id", "ethnicity", "unit", "category", "start", "locality", "traits",
    "leads", "note",
)  # fmt: skip
_CHANGED = frozenset({Kind.RECORDS, Kind.ROUNDS, Kind.OFFICE})


def look(ctx: Context, keep: str, leave: str) -> MergeView:
    """Return two records side by side, the first to be kept, the second to go into it; nothing is changed.

    Raises UserError when one is gone, when they are of different kinds, or when one is a unit over the other.
    """
    with ctx.db.read() as reader:
        kept, gone = _both(reader, keep, leave)
        joining = join_rows(reader, kept, gone, ctx.catalogue)
        names = {code: name for code, (name, _unit) in reader.names().items()}
        references = reader.count_references(gone.id or 0)
    return MergeView(
        kept=kept,
        gone=gone,
        fields=tuple(_field(ctx, name, kept, gone, names) for name in _FIELDS if _asked(name, kept, gone)),
        conflicts=tuple(
            EntryClash(
                key=item.key,
                heading=item.heading,
                kept=describe(item.kept, ctx.catalogue),
                gone=describe(item.gone, ctx.catalogue),
            )
            for item in joining.rivals
        ),
        moved={table: len(rows) for table, rows in joining.moved.items() if rows},
        joined=joining.joined,
        references=references,
        notes=joining.notes,
    )


def _both(reader: Reader, keep: str, leave: str) -> tuple[Subject, Subject]:
    found = []
    for code in (keep, leave):
        subject = reader.subject(code)
        if subject is None:
            raise UserError(f"Không có hồ sơ mã “{code}”; có thể đã bị xóa hoặc đã gộp, tìm lại trong danh sách.")
        found.append(subject)
    kept, gone = found
    if kept.code == gone.code:
        raise UserError(f"Chỉ có một hồ sơ {kept.name} nên không có gì để gộp; chọn hai hồ sơ khác nhau.")
    if kept.kind is not gone.kind:
        raise UserError(
            f"{kept.name} là {kept.kind.label.lower()}, {gone.name} là {gone.kind.label.lower()} nên không gộp được;"
            " sửa Loại của một hồ sơ trước."
        )
    units = {code: unit for code, (_name, unit) in reader.names().items()}
    for low, high in ((kept, gone), (gone, kept)):
        if high.code in line_up(low.unit, units.get):
            raise UserError(f"{high.name} là đơn vị trên của {low.name} nên không gộp làm một; sửa Đơn vị trước.")
    return kept, gone


def _asked(name: str, kept: Subject, gone: Subject) -> bool:
    """Tell whether a field is worth a line: something is said of it on one side at least."""
    return any(getattr(subject, name) not in (None, ()) for subject in (kept, gone))


def _field(ctx: Context, name: str, kept: Subject, gone: Subject, names: Mapping[str, str]) -> MergeField:
    ours, theirs = (value_words(name, getattr(subject, name), ctx.catalogue, names) for subject in (kept, gone))
    if name == "citizen_id" and ours == theirs and kept.citizen_id != gone.citizen_id:
        # Their ends are alike: only the whole numbers tell them apart.
        ours, theirs = kept.citizen_id or NOTHING, gone.citizen_id or NOTHING
    offered = Side.GONE if getattr(kept, name) in (None, ()) else Side.KEPT
    return MergeField(field=name, heading=_heading(name, kept), kept=ours, gone=theirs, offered=offered)


def _heading(name: str, kept: Subject) -> str:
    if name == "name" and kept.kind is SubjectKind.PERSON:
        return "Họ và tên"
    return entries.HEADINGS["subjects", name]


def merge(ctx: Context, keep: str, leave: str, choices: MergeChoices) -> Changes:
    """Make two records one: chosen fields, all entries and all references go to the first; the second is no more.

    Entries the first has already are left out; of a conflict the side chosen stays. One act, taken back as one. Raises
    UserError as `look` does, and when what was chosen may not be kept (a CCCD that is none, a unit in a circle).
    """
    with ctx.db.work("Gộp hồ sơ", ctx.who, MERGE) as work:
        kept, gone = _both(work, keep, leave)
        joining = join_rows(work, kept, gone, ctx.catalogue)
        merged = _merged(kept, gone, choices)
        _refuse(ctx, work, merged, kept, gone)
        _write(work, joining, choices)
        assert gone.id is not None
        assert kept.id is not None
        work.repoint(gone.id, kept.id)
        proofs.tidy(work, kept.code)
        work.delete("subjects", [gone.id])
        work.update("subjects", [merged])
        rename(work, {gone.code: merged.code, kept.code: merged.code})
        label = f"Gộp hồ sơ {gone.name} ({gone.code}) vào {kept.name} ({kept.code})"
        work.name_act(label)
        return Changes(_CHANGED, f"Đã gộp hồ sơ {gone.name} ({gone.code}) vào {merged.name}.", work.act)


def _merged(kept: Subject, gone: Subject, choices: MergeChoices) -> Subject:
    values: dict[str, Any] = {name: getattr(gone, name) for name in choices.take if name in _FIELDS}
    merged = replace(kept, **values)
    itself = {kept.code, gone.code}
    places = {name: None for name in ("unit", "locality") if getattr(merged, name) in itself}
    return replace(merged, **places)  # type: ignore[arg-type]


def _refuse(ctx: Context, work: Work, merged: Subject, kept: Subject, gone: Subject) -> None:
    others = [subject for subject in work.records(kinds={"subjects"}).subjects if subject.id != gone.id]
    moved = [subject for subject in others if subject.id != merged.id]
    for code in (gone.code, kept.code):
        moved = [moved_to(subject, code, merged.code) for subject in moved]
    held = [subject for subject in others if subject.id == merged.id]
    # The number either record had may stay, odd as it is: it came in before.
    known = [replace(subject, citizen_id=merged.citizen_id) for subject in held]
    entries.refuse_subject(merged, [*moved, *known], ctx.catalogue, ctx.now().date())


def _write(work: Work, joining: Joining, choices: MergeChoices) -> None:
    for (table, old), new in joining.became.items():
        _move_proofs(work, table, old, new)
    for table, rows in joining.filled.items():
        work.update(table, rows)
    for table, ids in joining.dropped.items():
        if table == "candidates":
            work.delete_whole(table, ids)
        else:
            work.delete(table, ids)
    for item in joining.rivals:
        side = choices.sides.get(item.key, Side.BOTH)
        if side is not Side.BOTH:
            left_out = item.gone.id if side is Side.KEPT else item.kept.id
            _move_proofs(work, item.table, left_out, None)
            work.delete(item.table, [left_out])


def _move_proofs(work: Work, table: str, old: int, new: int | None) -> None:
    """Let no file go with an entry that is left out: it proves the entry that stays, or lies with the record."""
    if table in PROVABLE:
        work.retie(table, old, new)
