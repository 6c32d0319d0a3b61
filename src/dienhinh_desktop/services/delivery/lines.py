"""What an issued paper was made of, line by line, and which of its lines the records tell otherwise now."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ...domain.dates import short_date
from ...domain.documents import Form, FormSection, Letterhead, ListColumn, ListRow, RegistrationList, Signature
from ...domain.issued import LineChange

_HEAD, _END = "Đầu văn bản", "Cuối văn bản"


class Line(NamedTuple):
    """One line: what tells it from others in any version, where it stands in words, its cells by their labels."""

    key: str
    where: str
    cells: tuple[tuple[str, str], ...]


def lines_of(content: Form | RegistrationList) -> tuple[Line, ...]:
    """Return the lines of a paper; number and day of its head are no lines, they are filled in."""
    found = _of_list(content) if isinstance(content, RegistrationList) else _of_form(content)
    seen: Counter[str] = Counter()
    lines = []
    for line in found:
        seen[line.key] += 1
        lines.append(line if seen[line.key] == 1 else line._replace(key=f"{line.key}#{seen[line.key]}"))
    return tuple(lines)


def dump(lines: Sequence[Line]) -> str:
    """Return lines as they are kept with an issued paper."""
    return json.dumps(lines, ensure_ascii=False, separators=(",", ":"))


def load(text: str) -> tuple[Line, ...]:
    """Read what `dump` wrote."""
    return tuple(
        Line(key, where, tuple((label, said) for label, said in cells)) for key, where, cells in json.loads(text)
    )


def compare(before: Sequence[Line], now: Sequence[Line]) -> tuple[LineChange, ...]:
    """Return the cells that differ, in the order of the paper; lines that are gone come last."""
    held = {line.key: line for line in before}
    changes: list[LineChange] = []
    for line in now:
        old = held.pop(line.key, None)
        said = dict(old.cells) if old is not None else {}
        told = dict(line.cells)
        changes += [
            LineChange(line.where, label, said.get(label, ""), told.get(label, ""))
            for label in dict.fromkeys([*told, *said])
            if said.get(label, "") != told.get(label, "")
        ]
    changes += [LineChange(line.where, label, said, "") for line in held.values() for label, said in line.cells if said]
    return tuple(changes)


def _line(key: str, where: str, *cells: tuple[str, str]) -> Line:
    return Line(key, where, cells)


def _of_head(head: Letterhead) -> Line:
    return _line(
        "head", _HEAD, ("Cơ quan chủ quản", head.superior), ("Cơ quan", head.agency), ("Nơi ghi ngày", head.place)
    )


def _of_list(content: RegistrationList) -> Iterator[Line]:
    yield _of_head(content.letterhead)
    yield _line("title", "Tên danh sách", ("", " ".join(content.title)))
    yield _line("attached", "Dòng kèm theo", ("", content.attached_to))
    for group in content.groups:
        for unit in group.units:
            for row in unit.rows:
                yield _of_row(row) if not content.columns else _of_cells(row, content.columns)
    yield _line("total", "Dòng tổng số", ("", content.total))
    yield _line("quota", "Dòng chỉ tiêu", ("", content.quota))
    yield from _of_end(content.recipients, (content.signature,))


def _of_cells(row: ListRow, columns: Sequence[ListColumn]) -> Line:
    """Return the line of a row whose list has columns of its own."""
    headings = [column.heading.replace("\n", " ") for column in columns]
    name = row.name or row.subject
    return _line(f"row:{row.subject or name}", name, *zip(headings, row.cells, strict=True))


def _of_row(row: ListRow) -> Line:
    return _line(
        f"row:{row.subject}",
        row.name or row.subject,
        ("TT", str(row.number)),
        ("Họ và tên", row.name),
        ("Năm sinh", row.birth_year),
        ("Giới tính", row.sex),
        ("Chức vụ", row.position),
        ("Đơn vị", row.unit),
        ("Nhóm xét", row.field),
        ("Thành tích", "; ".join(row.achievements)),
        ("Kết quả xét", row.verdict),
        ("Còn thiếu", row.missing),
        ("Đơn vị giới thiệu", "; ".join(row.introducers)),
        ("Mô hình", row.model),
        ("Ngày đăng ký", short_date(row.registered) if row.registered else ""),
        ("Ghi chú", row.note),
    )


def _of_form(form: Form) -> Iterator[Line]:
    yield _of_head(form.letterhead)
    yield _line("title", "Tên văn bản", ("", " ".join(form.title)))
    if form.addressees:
        yield _line("to", "Kính gửi", ("", "; ".join(form.addressees)))
    for text in form.bases:
        yield _line("basis", "Căn cứ", ("", text))
    for line in form.intro:
        yield _line(f"intro/{line.label}", _HEAD, (line.label, line.value))
    where = ""
    for section in form.sections:
        where = section.title or where or "Nội dung"
        yield from _of_section(section, where)
    yield from _of_end(form.recipients, [block for row in form.signatures for block in row])


def _of_section(section: FormSection, where: str) -> Iterator[Line]:
    for line in section.lines:
        yield _line(f"{where}/{line.label}", where, (line.label, line.value))
    for text in section.paragraphs:
        yield _line(f"{where}/text", where, ("", text))
    if section.table is not None:
        headings = section.table.headings
        for row in section.table.rows:
            cells = tuple((heading, said) for heading, said in zip(headings, row, strict=True))
            named = ": ".join(row[:2])
            yield _line(f"{where}/row/{named}", f"{where}, dòng {named}", *cells)


def _of_end(recipients: Sequence[str], signatures: Sequence[Signature]) -> Iterator[Line]:
    if recipients:
        yield _line("recipients", _END, ("Nơi nhận", "; ".join(recipients)))
    for block in signatures:
        yield _line("signature", _END, ("Người ký", " ".join((*block.lines, block.name)).strip()))
