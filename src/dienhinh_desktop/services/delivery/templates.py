"""What goes out to sub-units and comes back: templates to fill in, rows of their lists to mend."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from ...domain.delivery import ReturnedRows, UnitTemplate
from ...domain.errors import UserError
from ...domain.records import Position, Records, Subject, SubjectKind
from ...domain.text import fold, sort_key
from ...domain.tree import all_below
from ...domain.upkeep import Progress, silent
from ...exchange.documents import write_returned_xlsx
from ...exchange.files import safe_name, write_all, write_atomically
from ...exchange.records.template import template_workbook
from .. import upkeep
from ..context import Context

_MOST_NAMED = 5
NOT_STAFFED = {"TO_CHUC_DANG", "DOAN_THE"}
"""Kinds of collective that belong to an office and have nobody of their own."""


def receiving_units(ctx: Context) -> tuple[Subject, ...]:
    """Return the units a template is made for when all are asked, in order of name.

    These are the collectives right below the office, else those without a unit; party cells and mass organisations
    only where somebody belongs to them.
    """
    root = upkeep.office(ctx).root
    subjects = _subjects(ctx)
    staffed = {subject.unit for subject in subjects}
    found = [
        subject
        for subject in subjects
        if subject.kind is SubjectKind.COLLECTIVE
        and subject.unit == root
        and subject.code != root
        and (subject.category not in NOT_STAFFED or subject.code in staffed)
    ]
    return tuple(sorted(found, key=lambda subject: sort_key(subject.name)))


def find_unit(ctx: Context, words: str) -> Subject:
    """Return the collective of a code, a name, or words only its name begins with. Raises UserError where none is."""
    units = [subject for subject in _subjects(ctx) if subject.kind is SubjectKind.COLLECTIVE]
    key = fold(words)
    for exact in ([unit for unit in units if unit.code == words], [unit for unit in units if fold(unit.name) == key]):
        if len(exact) == 1:
            return exact[0]
    alike = [unit for unit in units if key and (fold(unit.code) == key or fold(unit.name).startswith(key))]
    if len(alike) == 1:
        return alike[0]
    if not alike:
        raise UserError(f"Không có đơn vị “{words}” trong hồ sơ; ghi mã hoặc tên như ở trang Hồ sơ.")
    names = ", ".join(f"{unit.name} ({unit.code})" for unit in alike[:_MOST_NAMED])
    raise UserError(f"“{words}” có thể là {len(alike)} đơn vị: {names}; ghi mã của một đơn vị.")


def unit_template(
    ctx: Context,
    unit: str,
    years: tuple[int, int] | None = None,
    *,
    citizen_ids: bool = False,
    only: Collection[str] | None = None,
) -> UnitTemplate:
    """Return what the template of a unit (its code) holds: the unit, all below it, their entries of some years.

    `only`: the unit and these subjects alone. Whoever has no unit belongs to the unit he lies in. Numbers of identity
    go out only when asked; the office's own remarks (Ghi chú) never do. Raises UserError when there is no such
    collective, or the years stand in no order.
    """
    if years is not None and years[0] > years[1]:
        raise UserError(f"Năm đầu {years[0]} đứng sau năm cuối {years[1]}; ghi năm trước đứng trước.")
    everyone = _subjects(ctx)
    top = next((row for row in everyone if row.code == unit and row.kind is SubjectKind.COLLECTIVE), None)
    if top is None:
        raise UserError(f"Không có đơn vị mã “{unit}” trong hồ sơ; chọn một đơn vị trong danh sách.")
    with ctx.db.read() as reader:
        kept = reader.records(below(everyone, unit) if only is None else {unit, *only})
    return UnitTemplate(
        unit=unit,
        unit_name=top.name,
        records=_shown(kept, years, citizen_ids=citizen_ids),
        agency=upkeep.office(ctx).name,
        years=years,
        first_code=_first_code(unit, everyone),
    )


def write_template(
    ctx: Context,
    unit: str,
    target: Path,
    years: tuple[int, int] | None = None,
    *,
    citizen_ids: bool = False,
    progress: Progress = silent,
) -> UnitTemplate:
    """Write the template of a unit and return what went out. Raises UserError as `unit_template` and the disk do."""
    content = unit_template(ctx, unit, years, citizen_ids=citizen_ids)
    write_atomically(target, template_workbook(content, ctx.catalogue, progress))
    return content


def write_templates(
    ctx: Context,
    folder: Path,
    years: tuple[int, int] | None = None,
    *,
    citizen_ids: bool = False,
    progress: Progress = silent,
) -> tuple[Path, ...]:
    """Write a template for every receiving unit into a folder, all of them or none.

    Raises UserError when the records hold no such unit, or the folder refuses.
    """
    units = receiving_units(ctx)
    if not units:
        raise UserError("Chưa có đơn vị nào dưới cơ quan nên không có mẫu để lập; nhập hồ sơ đơn vị trước.")
    files: dict[str, bytes] = {}
    for number, unit in enumerate(units):
        progress(number, len(units), f"Lập mẫu của {unit.name}")
        content = unit_template(ctx, unit.code, years, citizen_ids=citizen_ids)
        files[template_name(unit, files)] = template_workbook(content, ctx.catalogue)
    progress(len(units), len(units), "Ghi tệp")
    return write_all(folder, files)


def template_name(unit: Subject, taken: Iterable[str] = ()) -> str:
    """Return the file name of a unit's template; with its code where another file has the name already."""
    name = safe_name(f"Mẫu sổ dữ liệu {unit.name}.xlsx")
    held = {fold(other) for other in taken}
    return name if fold(name) not in held else safe_name(f"Mẫu sổ dữ liệu {unit.code} {unit.name}.xlsx")


def write_returned(ctx: Context, returned: ReturnedRows, target: Path) -> None:
    """Write the rows of a list that go back to its sender, read today where no day is given.

    Raises UserError when there is no row, or the file cannot be written.
    """
    if not returned.rows:
        raise UserError("Không có dòng nào phải trả lại nên không lập tệp; ghi danh sách vào sổ.")
    write_returned_xlsx(returned if returned.read else replace(returned, read=ctx.now().date()), target)


def _subjects(ctx: Context) -> tuple[Subject, ...]:
    with ctx.db.read() as reader:
        return reader.records(kinds={"subjects"}).subjects


def below(subjects: Iterable[Subject], top: str) -> set[str]:
    """Return the codes of a collective, of all below it, and of who has no unit and lies in one of these."""
    parts: dict[str, list[str]] = defaultdict(list)
    for subject in subjects:
        parts[subject.unit or subject.locality or ""].append(subject.code)
    return all_below(top, parts)


def _shown(kept: Records, years: tuple[int, int] | None, *, citizen_ids: bool) -> Records:
    """Return what may be shown: collectives, people, households; their entries in the same order and by year."""
    shown = sorted(kept.subjects, key=lambda row: (_KINDS[row.kind], row.id or 0))
    places = {row.code: place for place, row in enumerate(shown)}
    tables: dict[str, tuple[Any, ...]] = {}
    for table, rows in kept.tables():
        within = [row for row in rows if years is None or _is_within(row, years)]
        tables[table] = tuple(sorted(within, key=lambda row: (places.get(getattr(row, "subject", ""), 0), _year(row))))
    tables["subjects"] = tuple(
        replace(row, note=None, citizen_id=row.citizen_id if citizen_ids else None) for row in shown
    )
    return Records(**tables)


_KINDS = {SubjectKind.COLLECTIVE: 0, SubjectKind.PERSON: 1, SubjectKind.HOUSEHOLD: 2}


def _year(row: Any) -> int:
    """Return the year an entry speaks of, 0 where it names none."""
    day = getattr(row, "date", None) or getattr(row, "start", None)
    return getattr(row, "year", None) or (day.year if day else 0)


def _is_within(row: Any, years: tuple[int, int]) -> bool:
    """Tell whether a row speaks of one of the years; rows that name no year do."""
    first, last = years
    if isinstance(row, Subject):
        return True
    if isinstance(row, Position):
        return row.start.year <= last and (row.end is None or row.end.year >= first)
    year = _year(row)
    return not year or first <= year <= last


def _first_code(unit: str, subjects: Iterable[Subject]) -> str:
    taken = {fold(subject.code) for subject in subjects}
    number = 1
    while fold(f"{unit}-{number:02d}") in taken:
        number += 1
    return f"{unit}-{number:02d}"
