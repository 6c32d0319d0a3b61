"""What a clerk may not save: the sentence names the field, why, and what to do."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import fields
from datetime import date
from typing import Any

from ..domain.catalogue import Catalogue
from ..domain.errors import UserError
from ..domain.records import (
    Award,
    Contribution,
    Indicator,
    Initiative,
    Registration,
    Subject,
    SubjectKind,
)
from ..exchange.imports.sheets import SHEETS
from .record_checks import FIRST_YEAR, date_order, odd_years

HEADINGS = {
    (sheet.table, field): column.heading for sheet in SHEETS for column in sheet.columns for field in column.fields
}
"""(table, field) → the heading of the workbook, which the forms use as well."""

REQUIRED = {(sheet.table, column.fields[0]) for sheet in SHEETS for column in sheet.columns if column.required}
_TABLES = {sheet.record: sheet.table for sheet in SHEETS}

_LISTS: dict[type[Any], dict[str, str]] = {
    Initiative: {"kind": "initiative_kinds", "level": "initiative_levels"},
    Indicator: {"indicator": "indicators"},
    Contribution: {"kind": "contribution_kinds"},
    Registration: {"level": "registration_levels"},
}
REFERENCES = ("subject", "unit", "locality", "collective", "introducer", "successor")
"""Fields that hold the code of another subject."""

_CITIZEN_ID_LENGTHS = (12, 9)


def heading(record: Any, field: str) -> str:
    """Return the words for a field of a record."""
    return HEADINGS[_TABLES[type(record)], field]


def refuse_subject(subject: Subject, everyone: Sequence[Subject], catalogue: Catalogue, today: date) -> None:
    """Raise UserError for the first thing that keeps a subject from being saved."""
    if not subject.code:
        raise UserError("Mã để trống nên chưa ghi được hồ sơ; ghi một mã riêng cho đối tượng này.")
    if "," in subject.code or ";" in subject.code:
        raise UserError(f"Mã “{subject.code}” có dấu phẩy nên không dùng được; chỉ dùng chữ, số, dấu gạch.")
    if not subject.name:
        raise UserError("Tên để trống nên chưa ghi được hồ sơ; ghi họ tên hoặc tên đơn vị.")
    others = {other.code: other for other in everyone if other.id != subject.id}
    if subject.code in others:
        raise UserError(f"Mã “{subject.code}” đã dùng cho {others[subject.code].name}; chọn Mã khác.")
    _refuse_category(subject, catalogue)
    was = {other.code for other in everyone if subject.id is not None and other.id == subject.id}
    _refuse_places(subject, others, {subject.code, *was})
    _refuse_birth(subject, today)
    _refuse_citizen_id(subject, everyone)


def _refuse_citizen_id(subject: Subject, everyone: Sequence[Subject]) -> None:
    number = subject.citizen_id
    if number is None or any(other.id == subject.id and other.citizen_id == number for other in everyone):
        return  # an odd number that came in with a list may stay until somebody knows better
    if not (number.isascii() and number.isdigit() and len(number) in _CITIZEN_ID_LENGTHS):
        raise UserError(f"CCCD “{number}” phải là 12 chữ số (CMND cũ 9 chữ số); sửa lại hoặc để trống.")


def _refuse_category(subject: Subject, catalogue: Catalogue) -> None:
    if subject.category is not None:
        term = catalogue.lists["categories"].get(subject.category)
        if term is None:
            raise UserError(f"Phân loại “{subject.category}” không có trong danh mục; chọn trong danh sách.")
        if term.kind is not subject.kind:
            raise UserError(
                f"Phân loại “{term.name}” không dùng cho {subject.kind.label.lower()}; chọn phân loại khác."
            )
    for trait in subject.traits:
        if trait not in catalogue.lists["traits"]:
            raise UserError(f"Đặc điểm “{trait}” không có trong danh mục; chọn trong danh sách.")


def _refuse_places(subject: Subject, others: dict[str, Subject], itself: Collection[str]) -> None:
    """Refuse a place that is none; `itself` holds its Mã and the one it had, by which its parts still name it."""
    for field, code in (("unit", subject.unit), ("locality", subject.locality)):
        if code is None:
            continue
        word = heading(subject, field)
        if code in itself:
            raise UserError(f"{word} không thể là chính đối tượng này; chọn tập thể khác hoặc để trống.")
        if code not in others:
            raise UserError(f"{word} “{code}” không có trong dữ liệu; chọn trong danh sách hoặc thêm trước.")
        if others[code].kind is not SubjectKind.COLLECTIVE:
            raise UserError(f"{word} phải là tập thể, “{others[code].name}” thì không; chọn lại.")
    place, steps = subject.unit, 0
    while place is not None and steps <= len(others):
        if place in itself:
            raise UserError(f"Đơn vị “{subject.unit}” lại nằm dưới chính {subject.name}; chọn Đơn vị khác.")
        place, steps = others[place].unit if place in others else None, steps + 1


def _refuse_birth(subject: Subject, today: date) -> None:
    for field, value in (("birth", subject.birth), ("start", subject.start)):
        if value is not None and value.first > today:
            raise UserError(f"{heading(subject, field)} {value} ở tương lai; sửa lại.")


def referred_to(entry: Any) -> set[str]:
    """Return the codes of the subjects an entry refers to."""
    return {code for field in REFERENCES if (code := getattr(entry, field, None)) is not None}


def refuse_entry(
    entry: Any, subject: Subject | None, known: Collection[str], catalogue: Catalogue, today: date
) -> None:
    """Raise UserError for the first thing that keeps an entry from being saved."""
    table = _TABLES[type(entry)]
    for item in fields(entry):
        value = getattr(entry, item.name)
        if (table, item.name) in REQUIRED and value in (None, ""):
            raise UserError(f"{heading(entry, item.name)} để trống nên chưa ghi được; ghi đủ rồi lưu lại.")
        if item.name in REFERENCES and value is not None and value not in known:
            raise UserError(f"{heading(entry, item.name)} “{value}” không có trong dữ liệu; chọn trong danh sách.")
    _refuse_unknown_code(entry, subject, catalogue)
    for field, year in odd_years(entry, today.year + 1):
        raise UserError(
            f"{heading(entry, field)} ghi năm {year}, ngoài khoảng {FIRST_YEAR}–{today.year + 1}; sửa lại năm."
        )
    for _field, sentence in date_order(entry):
        raise UserError(f"{sentence}; sửa lại một trong hai ngày.")


def _refuse_unknown_code(entry: Any, subject: Subject | None, catalogue: Catalogue) -> None:
    for field, terms in _LISTS.get(type(entry), {}).items():
        code = getattr(entry, field)
        if code is not None and code not in catalogue.lists[terms]:
            raise UserError(f"{heading(entry, field)} “{code}” không có trong danh mục; chọn trong danh sách.")
    if isinstance(entry, Award):
        form = catalogue.awards.get(entry.form)
        if form is None:
            raise UserError(f"Hình thức “{entry.form}” không có trong danh mục; chọn trong danh sách.")
        if subject is not None and subject.kind not in form.kinds:
            raise UserError(
                f"Hình thức “{form.name}” không dành cho {subject.kind.label.lower()}; chọn hình thức khác."
            )
        if form.yearly and entry.year is None:
            raise UserError(f"Năm để trống; danh hiệu “{form.name}” xét theo năm nên phải ghi năm đạt.")
