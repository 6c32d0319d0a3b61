"""One change to many records: shown row by row before, done as one act."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ..domain.batches import BatchChange, BatchField, BatchRow, FieldChange
from ..domain.catalogue import Catalogue
from ..domain.errors import UserError
from ..domain.proofs import KeptFile
from ..domain.records import Award, Grade, Records, Subject, SubjectKind
from ..domain.upkeep import Changes, Kind
from . import entries
from .context import Context
from .proofs.keeping import attach
from .record_checks import tidied
from .register import Register, register_of
from .wording import decision_text, join

if TYPE_CHECKING:
    from ..storage.reader import Reader

_NOTHING = "chưa ghi"
_CHANGED = frozenset({Kind.RECORDS})


def preview_batch(ctx: Context, codes: Sequence[str], change: BatchChange) -> tuple[BatchRow, ...]:
    """Return what a change would do to each of some subjects, in the order given; those gone are passed over."""
    with ctx.db.read() as reader:
        return tuple(_rows(ctx, reader, codes, change))


def apply_batch(ctx: Context, codes: Sequence[str], change: BatchChange, files: Sequence[KeptFile] = ()) -> Changes:
    """Make a change to all subjects it changes, as one act. `files`: kept files laid with every award added.

    Raises UserError when it changes none, or when the award itself cannot be (no year, unknown form, odd days).
    """
    with ctx.db.work("Đổi nhiều hồ sơ", ctx.who) as work:
        rows = [row for row in _rows(ctx, work, codes, change) if row.changes]
        if not rows:
            raise UserError("Không hồ sơ nào đổi khác nên chưa ghi gì; chọn giá trị khác hoặc chọn hồ sơ khác.")
        chosen = [row.code for row in rows]
        subjects = work.records(chosen, {"subjects"}).subjects
        if isinstance(change, Award):
            awards = [tidied(replace(change, subject=code, id=None)) for code in chosen]
            by_code = {subject.code: subject for subject in subjects}
            for award in awards:
                entries.refuse_entry(award, by_code[award.subject], chosen, ctx.catalogue, ctx.now().date())
            for award, number in zip(awards, work.insert("awards", awards), strict=True):
                for file in files:
                    attach(work, award.subject, file, ("awards", number))
        else:
            work.update("subjects", [_changed(subject, change) for subject in subjects])
        work.name_act(_act_name(ctx, change, rows))
        return Changes(_CHANGED, f"{_act_name(ctx, change, rows)}.", work.act)


def _act_name(ctx: Context, change: BatchChange, rows: Sequence[BatchRow]) -> str:
    whom = rows[0].name if len(rows) == 1 else f"{len(rows)} hồ sơ"
    if isinstance(change, Award):
        return f"Thêm {join(ctx.catalogue.award_name(change.form), _year(change))} cho {whom}"
    if change.field is BatchField.TRAIT:
        return f"Thêm đặc điểm {rows[0].becomes.rpartition(', ')[2]} cho {whom}"
    return f"Đổi {change.field.label} của {whom} thành {rows[0].becomes}"


def _year(award: Award) -> str:
    return f"năm {award.year}" if award.year else ""


def _changed(subject: Subject, change: FieldChange) -> Subject:
    if change.field is BatchField.UNIT:
        return replace(subject, unit=change.value)
    if change.field is BatchField.CATEGORY:
        return replace(subject, category=change.value)
    return replace(subject, traits=(*subject.traits, change.value or ""))


def _rows(ctx: Context, reader: Reader, codes: Sequence[str], change: BatchChange) -> Iterable[BatchRow]:
    kinds = {"subjects", "awards", "ratings", "disciplines"} if isinstance(change, Award) else {"subjects"}
    kept = reader.records(codes, kinds)
    subjects = {subject.code: subject for subject in kept.subjects}
    found = [subjects[code] for code in dict.fromkeys(codes) if code in subjects]
    if isinstance(change, Award):
        return _award_rows(found, kept, change, ctx.catalogue)
    if change.field is BatchField.UNIT:
        return _unit_rows(found, change.value, register_of(ctx, reader))
    return [_term_row(subject, change, ctx.catalogue) for subject in found]


# --- fields ---------------------------------------------------------------------------------------------------------


def _unit_rows(subjects: Iterable[Subject], unit: str | None, register: Register) -> Iterable[BatchRow]:
    names = {row.code: row.name for row in register.rows if row.kind is SubjectKind.COLLECTIVE}
    if unit is not None and unit not in names:
        raise UserError(f"Đơn vị “{unit}” không có trong dữ liệu; chọn trong danh sách hoặc thêm trước.")
    for subject in subjects:
        note = ""
        if subject.unit == unit:
            note = "đã ở đơn vị này" if unit else "không thuộc đơn vị nào sẵn rồi"
        elif unit is not None and subject.kind is SubjectKind.COLLECTIVE and unit in register.below(subject.code):
            note = "đơn vị mới nằm dưới chính tập thể này, giữ nguyên"
        yield BatchRow(
            code=subject.code,
            name=subject.name,
            was=names.get(subject.unit or "", _NOTHING),
            becomes=names.get(unit or "", _NOTHING),
            note=note,
            changes=not note,
        )


def _term_row(subject: Subject, change: FieldChange, catalogue: Catalogue) -> BatchRow:
    trait = change.field is BatchField.TRAIT
    list_name = "traits" if trait else "categories"
    term = catalogue.lists[list_name].get(change.value or "")
    held = subject.traits if trait else (subject.category,) if subject.category else ()
    note = ""
    if term is None and (trait or change.value):
        note = "không có trong danh mục"
    elif change.value in held or (change.value is None and not held):
        note = "đã ghi như vậy"
    elif term is not None and term.kind not in (None, subject.kind):
        note = f"không dùng cho {subject.kind.label.lower()}, giữ nguyên"
    words = [catalogue.name(list_name, code) for code in held]
    name = term.name if term else _NOTHING
    return BatchRow(
        code=subject.code,
        name=subject.name,
        was=", ".join(words) or _NOTHING,
        becomes=", ".join([*words, name]) if trait else name,
        note=note,
        changes=not note,
    )


# --- one award, many people -----------------------------------------------------------------------------------------


def _award_rows(subjects: Sequence[Subject], kept: Records, award: Award, catalogue: Catalogue) -> Iterable[BatchRow]:
    form = catalogue.awards.get(award.form)
    if form is None:
        raise UserError("Chưa chọn danh hiệu, hình thức khen thưởng; chọn trong danh sách gợi ý.")
    held: dict[str, list[Award]] = {}
    for one in kept.awards:
        if one.form == award.form and one.year == award.year:
            held.setdefault(one.subject, []).append(one)
    doubts = _doubts(subjects, kept, award)
    for subject in subjects:
        same = held.get(subject.code, [])
        won = [one for one in same if not one.refused and one.revoked is None]
        note, changes = doubts.get(subject.code, ""), True
        if subject.kind not in form.kinds:
            note, changes = f"không dành cho {subject.kind.label.lower()}, không thêm", False
        elif any(form.yearly or one.decision == award.decision for one in won):
            note, changes = "đã có rồi, không thêm lần nữa", False
        elif any(one.refused for one in same):
            note = join("năm này đã ghi không đạt", note)
        was = join(*(decision_text(one.decision, one.date) or "có, chưa ghi quyết định" for one in won)) or "chưa có"
        yield BatchRow(
            code=subject.code,
            name=subject.name,
            was=was,
            becomes=join(form.short, _year(award)) if changes else was,
            note=note,
            changes=changes,
        )


def _doubts(subjects: Sequence[Subject], kept: Records, award: Award) -> Mapping[str, str]:
    """Return what speaks against an award of a year, by subject: not there yet, poor work, a discipline."""
    year = award.year or (award.date.year if award.date else None)
    poor = {row.subject for row in kept.ratings if row.year == year and row.grade is Grade.KHTNV}
    punished = {row.subject for row in kept.disciplines if row.date and row.date.year == year}
    return {
        subject.code: join(
            f"bắt đầu từ năm {subject.start.year}" if subject.start and year and year < subject.start.year else "",
            f"năm {year} xếp loại không hoàn thành nhiệm vụ" if subject.code in poor else "",
            f"năm {year} có kỷ luật" if subject.code in punished else "",
        )
        for subject in subjects
    }
