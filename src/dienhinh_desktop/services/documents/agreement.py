"""Whether the papers say the same: as many on the list as in the request, every name and post as the list spells it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ...domain.documents import CheckLevel, ExportCheck, Form, ListRow, RegistrationList
from ...domain.text import householder, two_digits
from .checked import stop, warn
from .dossier import Dossier

_TOTAL = re.compile(r"Tổng số: (\d+)")
_HOUSEHOLDER = "Họ và tên chủ hộ"
_NAMES = ("Họ và tên", "Tên tập thể", _HOUSEHOLDER)
_POST = "Chức vụ"


def agreement(
    dossier: Dossier, listed: RegistrationList, request: Form, forms: Sequence[Form]
) -> Iterator[ExportCheck]:
    """Yield what differs between the list, the request and the forms, or that nothing does."""
    rows = {row.subject: row for group in listed.groups for unit in group.units for row in unit.rows}
    differing = [*_counts(rows, request, forms), *_names(dossier, rows, forms)]
    yield from differing
    if not any(check.level is CheckLevel.BLOCKING for check in differing):
        count = two_digits(len(rows))
        yield _fine(f"Số dòng danh sách khớp tờ trình, số bản đăng ký, báo cáo: {count}")
    if not any(check.level is CheckLevel.WARNING for check in differing):
        yield _fine("Tên, chức vụ khớp giữa danh sách và biểu mẫu")


def _fine(text: str) -> ExportCheck:
    return ExportCheck(level=CheckLevel.FINE, text=text)


def _counts(rows: dict[str, ListRow], request: Form, forms: Sequence[Form]) -> Iterator[ExportCheck]:
    text = "\n".join(text for section in request.sections for text in section.paragraphs)
    told = _TOTAL.search(text)
    if told is None or int(told[1]) != len(rows):
        said = told[1] if told else "không rõ"
        yield stop(
            f"Tờ trình ghi tổng số {said}, danh sách có {len(rows)} dòng", "Tờ trình, mục Số lượng", None, "rounds"
        )
    missing = rows.keys() - {form.subject for form in forms}
    if missing:
        yield stop(f"Thiếu bản đăng ký của {rows[min(missing)].name}", "Biểu mẫu", None, "rounds")


def _names(dossier: Dossier, rows: dict[str, ListRow], forms: Sequence[Form]) -> Iterator[ExportCheck]:
    entries = {entry.subject.code: entry for entry in dossier.entries}
    for form in forms:
        row = rows.get(form.subject)
        if row is None:
            continue
        lines = {line.label: line.value for part in form.sections for line in part.lines}
        name = next((lines[label] for label in _NAMES if label in lines), row.name)
        listed = householder(row.name) if _HOUSEHOLDER in lines else row.name
        pairs = [("tên", name, listed), ("chức vụ", lines.get(_POST, row.position), row.position)]
        for what, said, listed in pairs:
            if said != listed:
                words = f"{form.name} ghi {what} “{said or 'để trống'}”, danh sách ghi “{listed or 'để trống'}”"
                yield warn(f"{row.name}: {words}", f"{form.name}; danh sách, dòng {row.number}", entries[form.subject])
