"""The list of records: its columns, its group headings, the words under it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import attrgetter

from PySide6.QtCore import QSettings

from ....domain.records import SubjectKind
from ....domain.text import join_words, number_text
from ....domain.views import SubjectPage, SubjectRow
from ...kit.columns import Align, CellKind, Column, Group
from ...kit.delegate import years_width
from ...kit.paint import years_in_words
from ...kit.table import Table
from ...texts import KINDS

LEGEND = "X xuất sắc · T tốt · H hoàn thành · ? chưa có · – chưa vào cơ quan"
NO_UNIT = "Không thuộc đơn vị nào"
NO_POST = "Chưa ghi chức vụ"


GROUPINGS = (("unit", "Đơn vị"), ("kind", "Loại"), ("position", "Chức vụ"), ("", "Không nhóm"))
_Further = Mapping[str, Mapping[str, str]]


def table(preferences: QSettings) -> Table:
    """Return the list, arranged as the clerk left it; the service sorts and groups its rows."""
    made = Table(
        "Danh sách hồ sơ", columns(), key=lambda row: row.code, many=True, groupings=GROUPINGS, sorts_itself=False
    )
    made.remember(preferences, "records")
    return made


def columns(years: str = "Xếp loại", further: _Further | None = None) -> tuple[Column, ...]:
    """Return the columns of the list; `years` is the heading of the year boxes, `further` words by column and code."""
    return (
        Column(key="pick", heading="", text=lambda _row: "", kind=CellKind.PICK, width=34),
        Column(
            key="name",
            heading="Họ và tên",
            text=lambda row: row.name,
            kind=CellKind.NAME,
            tip=lambda row: f"{row.name} · mã {row.code}",
            least=150,
        ),
        Column(
            key="position",
            heading="Chức vụ",
            text=lambda row: row.position or row.kind.label,
            tone=lambda row: "text" if row.position else "text3",
            width=150,
            optional=True,
        ),
        Column(
            key="years",
            heading=years,
            text=lambda row: "".join(box.grade.letter if box.grade else "?" for box in row.years),
            spoken=lambda row: years_in_words(row.years) or "không xếp loại hằng năm",
            kind=CellKind.YEARS,
            value=lambda row: row.years,
            width=years_width(5),
        ),
        Column(
            key="missing",
            heading="Thiếu",
            text=lambda row: str(row.missing) if row.missing else "",
            spoken=lambda row: f"thiếu xếp loại {row.missing} năm" if row.missing else "đủ",
            align=Align.CENTRE,
            tone=lambda _row: "miss",
            width=60,
        ),
        *_hidden_columns(further or {}),
    )


def _hidden_columns(further: _Further) -> tuple[Column, ...]:
    """Return the columns that are shown once they are chosen."""

    def words(key: str) -> Callable[[SubjectRow], str]:
        return lambda row: further.get(key, {}).get(row.code, "")

    return (
        Column(key="unit", heading="Đơn vị", text=lambda row: row.unit_name, width=170, extra=True),
        Column(key="kind", heading="Loại", text=lambda row: row.kind.label, width=96, extra=True),
        Column(key="chief", heading="Người đứng đầu", text=words("chief"), width=150, extra=True),
        Column(
            key="birth",
            heading="Năm sinh",
            text=lambda row: str(row.birth_year or ""),
            align=Align.RIGHT,
            width=84,
            extra=True,
        ),
        Column(key="highest", heading="Danh hiệu cao nhất", text=words("highest"), width=150, extra=True),
        Column(key="round", heading="Đợt gần nhất", text=words("round"), width=150, extra=True),
        Column(key="code", heading="Mã", text=lambda row: row.code, width=90, extra=True),
    )


def years_heading(page: SubjectPage) -> str:
    """Return "2021 – 2025", the years the boxes stand for."""
    boxes = next((row.years for row in page.rows if row.years), ())
    return f"{boxes[0].year} – {boxes[-1].year}" if boxes else "Xếp loại"


def grouped(rows: Sequence[SubjectRow], by: str = "unit") -> Iterator[SubjectRow | Group]:
    """Yield rows under a heading for each unit, kind or post; rows come in order of that."""
    if not by:
        yield from rows
        return
    key, words = _GROUPS[by]
    for _key, members in groupby(rows, key=key):
        block = list(members)
        yield Group(words(block[0]), _note(block))
        yield from block


_GROUPS: Mapping[str, tuple[Callable[[SubjectRow], object], Callable[[SubjectRow], str]]] = {
    "unit": (lambda row: row.unit, lambda row: row.unit_name or NO_UNIT),
    "kind": (lambda row: row.kind, lambda row: row.kind.label),
    "position": (lambda row: row.position, lambda row: row.position or NO_POST),
}


def _note(rows: Sequence[SubjectRow]) -> str:
    missing = sum(map(bool, map(attrgetter("missing"), rows)))
    return f"{_counted(rows)}, thiếu {missing}" if missing else _counted(rows)


def _counted(rows: Sequence[SubjectRow]) -> str:
    words = {**KINDS, SubjectKind.PERSON: "người"}
    counts = Counter(map(attrgetter("kind"), rows))
    return join_words(f"{counts[kind]} {words[kind]}" for kind in SubjectKind if counts[kind])


def foot(page: SubjectPage) -> str:
    """Say how many of how many are shown."""
    return f"{number_text(len(page.rows))} trong {number_text(page.total)} hồ sơ"
