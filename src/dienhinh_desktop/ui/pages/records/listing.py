"""The list of records: its columns, its group headings, the words under it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from ....domain.records import SubjectKind
from ....domain.text import join_words, name_sort_key, number_text
from ....domain.views import SubjectPage, SubjectRow
from ...kit.columns import Align, CellKind, Column, Group
from ...kit.delegate import years_width
from ...kit.paint import years_in_words
from ...texts import KINDS

LEGEND = "X xuất sắc · T tốt · H hoàn thành · ? chưa có · – chưa vào cơ quan"
NO_UNIT = "Không thuộc đơn vị nào"


def columns(years: str = "Xếp loại") -> tuple[Column, ...]:
    """Return the columns of the list; `years` is the heading of the year boxes."""
    return (
        Column(
            key="name",
            heading="Họ và tên",
            text=lambda row: row.name,
            kind=CellKind.NAME,
            sort=lambda row: name_sort_key(row.name),
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
            sort=lambda row: [-(box.grade or 0) for box in row.years],
        ),
        Column(
            key="missing",
            heading="Thiếu",
            text=lambda row: str(row.missing) if row.missing else "",
            spoken=lambda row: f"thiếu xếp loại {row.missing} năm" if row.missing else "đủ",
            align=Align.CENTRE,
            tone=lambda _row: "miss",
            width=54,
            sort=lambda row: -row.missing,
        ),
    )


def years_heading(page: SubjectPage) -> str:
    """Return "2021 – 2025", the years the boxes stand for."""
    boxes = next((row.years for row in page.rows if row.years), ())
    return f"{boxes[0].year} – {boxes[-1].year}" if boxes else "Xếp loại"


def grouped(rows: Sequence[SubjectRow]) -> Iterator[SubjectRow | Group]:
    """Yield rows under a heading for each unit; rows come in order of unit."""
    for name, members in groupby(rows, key=lambda row: row.unit_name):
        block = list(members)
        yield Group(name or NO_UNIT, _note(block))
        yield from block


def _note(rows: Sequence[SubjectRow]) -> str:
    missing = sum(1 for row in rows if row.missing)
    return f"{_counted(rows)}, thiếu {missing}" if missing else _counted(rows)


def _counted(rows: Sequence[SubjectRow]) -> str:
    words = {**KINDS, SubjectKind.PERSON: "người"}
    counts = {kind: sum(row.kind is kind for row in rows) for kind in SubjectKind}
    return join_words(f"{number} {words[kind]}" for kind, number in counts.items() if number)


def foot(page: SubjectPage) -> str:
    """Say how many of how many are shown."""
    return f"{number_text(len(page.rows))} trong {number_text(page.total)} hồ sơ"
