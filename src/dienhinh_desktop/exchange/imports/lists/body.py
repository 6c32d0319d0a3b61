"""What each row below the heading is: a subject, more about it, a group heading, a total, or the end of the list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum, auto
from itertools import pairwise

from dienhinh_desktop.domain.records import SubjectKind
from dienhinh_desktop.domain.text import clean, fold

from .ditto import is_ditto, says_nothing
from .grids import Grid, GridCell
from .layout import ListLayout
from .people import UNIT_START, collective_name

_NESTED = re.compile(r"^[IVX]{1,5}(?:\.\d{1,2})+[.)]?$")
_NAME = re.compile(r"^[^\W\d_a-z][^\W\d_]*(?: [^\W\d_]+){0,5}$")
_NUMBERED = re.compile(r"^\(?\d{1,5}(?:\.0)?[.)]?$")
_ROMAN = re.compile(r"^[IVX]{1,6}[.)]?$")
_LETTER = re.compile(r"^[A-HĐ][.)]?$")
_LEAD = re.compile(
    r"^\s*(?:(?P<roman>[IVX]{1,5})|(?P<letter>[A-HĐ])|(?P<digits>\d{1,2}(?:\.\d{1,2})*)|(?P<dot>[*+•-]))\s*[.)/:\s-]\s*(?=\S)"
)
_TOTAL = re.compile(
    r"^\W*(?:tổng(?:\s+(?:cộng|số|kết)\b|\s*[:.(]|\s*$)|danh\s+sách\s+(?:này\s+)?(?:có|gồm)|ấn\s+định\s+danh\s+sách"
    r"|(?:toàn\s+bộ\s+)?danh\s+sách\s+trên)",
    re.IGNORECASE,
)
_SUBTOTAL = re.compile(r"^\W*cộng(?=[\s:.(]|$)", re.IGNORECASE)
_SIGNING = re.compile(
    r"^(?:nguoi (?:lap|tong hop|ghi|viet)|can bo (?:lap|tong hop)|ky ghi ro|ky ten|thu truong|noi nhan|xac nhan cua"
    r"|lap bieu|tm |kt |t m |ky va ghi|dai dien)"
)
_COUNT = re.compile(r"\d{1,3}(?:[.,]\d{3})+|\d+")
_TAIL_COUNT = re.compile(
    r"\s*[:(–-]\s*\d+\s*(?:người|đồng chí|đ/c|cá nhân|tập thể|hộ|cán bộ)?\s*\)?\s*$|\s*\(\d+[^)]*\)\s*$", re.IGNORECASE
)
_BLOCK = re.compile(r"^(?:khoi|linh vuc|noi dung|phan|muc|nhom)\b")


class RowKind(Enum):
    """What a row is."""

    SUBJECT = auto()
    MORE = auto()
    NAMELESS = auto()
    TOTAL = auto()


@dataclass(slots=True)
class Group:
    """A group heading above rows: its rank (outer is smaller), words, and what it says of the rows below."""

    rank: int
    text: str
    kind: SubjectKind | None = None
    unit: str | None = None


@dataclass(slots=True)
class BodyRow:
    """One row that counts, with the groups it stands under; `counted`: the number a total row names."""

    number: int
    kind: RowKind
    groups: tuple[Group, ...] = ()
    counted: tuple[int, ...] = ()
    cells: dict[int, GridCell] = field(default_factory=dict)


class Body:
    """Walks through the rows below a heading, down to `end`; `groups` stand above it already."""

    def __init__(self, grid: Grid, layout: ListLayout, end: int, groups: tuple[Group, ...] = ()) -> None:
        self.grid, self.layout, self.end = grid, layout, end
        self.groups: list[Group] = list(groups) or _groups_above(grid, layout)
        self._stt = layout.one("stt")
        self._names = [place for name in ("name", "name_last", "name_first") for place in layout.places(name)]
        if not self._names:
            self._names = layout.places("model")
        self._last_place = max(column.place for column in layout.columns)
        self._first_place = 1
        self._areas = {(area[0], area[1]): area for area in grid.merges}
        self._masters = _masters(grid, layout)
        self._numbers = [row for row in sorted(grid.rows) if layout.last < row < end]
        self._counting = self._is_counted()
        sizes = sorted(len(grid.rows[row]) for row in self._numbers)
        self._usual = sizes[len(sizes) // 2] if sizes else 0
        self.passed: list[tuple[int, str]] = []
        """(row, why) of the rows that are passed over."""

    def master(self, row: int, column: int) -> int:
        """Return the row that holds the value of a cell merged downwards."""
        return self._masters.get((row, column), row)

    def cell(self, row: int, column: int) -> GridCell | None:
        """Return a cell, through merged areas."""
        return self.grid.rows.get(self.master(row, column), {}).get(column)

    def _is_counted(self) -> bool:
        """Tell whether nearly every named row has a number of its own, so that a row without one is no subject."""
        if self._stt is None:
            return False
        named = [row for row in self._numbers if len(self.grid.rows[row]) > 2 and self._name_text(row)]
        numbered = sum(self._is_numbered(row) for row in named)
        return numbered * 10 >= len(named) * 6

    def _name_text(self, row: int) -> str:
        return clean(" ".join(self.grid.text(row, place) for place in self._names))

    def _is_numbered(self, row: int) -> bool:
        return self._stt is not None and _NUMBERED.match(clean(self.grid.text(row, self._stt))) is not None

    def rows(self) -> Iterator[BodyRow]:
        """Yield the rows that count, in order."""
        ended = False
        for place, row in enumerate(self._numbers):
            cells = self._cells(row)
            if not cells:
                continue
            if row <= self.layout.last + 2 and self._is_number_row(cells):
                self.passed.append((row, "số thứ tự cột"))
                continue
            texts = [clean(cell.text) for cell in cells.values()]
            if not self._is_entry(row) and (total := self._total(row, cells, texts)) is not None:
                self.passed.append((row, "dòng cộng"))
                if total.kind is RowKind.TOTAL:
                    ended = True
                    yield total
                continue
            if not self._is_entry(row) and any(_SIGNING.match(fold(text)) for text in texts):
                ended = True
                self.passed.append((row, "phần ký tên"))
                continue
            if ended and not (self._is_numbered(row) and self._name_text(row) and len(cells) > 2):
                self.passed.append((row, "sau dòng cộng, phần ký tên"))
                continue
            ended = False
            group = self._group(row, cells, place)
            if group is not None:
                self.groups = [other for other in self.groups if other.rank < group.rank] + [group]
                self.passed.append((row, "tên nhóm"))
                continue
            kind = self._kind(row, cells)
            if kind is None:
                self.passed.append((row, "không có số thứ tự và quá ít ô"))
            else:
                yield BodyRow(row, kind, tuple(self.groups), cells=cells)

    def filled(self) -> list[set[int]]:
        """Return the columns that say something, of every row of a subject."""
        return [
            {place for place, cell in self._cells(row).items() if not says_nothing(cell.text)}
            for row in self._numbers
            if self._name_text(row) and len(self.grid.rows[row]) > 2
        ]

    def _cells(self, row: int) -> dict[int, GridCell]:
        return {
            place: cell
            for place, cell in sorted(self.grid.rows[row].items())
            if self._first_place <= place <= self._last_place and (clean(cell.text) or cell.error)
        }

    def _is_number_row(self, cells: dict[int, GridCell]) -> bool:
        """Tell whether a row only numbers the columns: (1) (2) (3)."""
        texts = [clean(cell.text).strip("()[]") for cell in cells.values()]
        numbers = [int(text) for text in texts if text.isdigit()]
        plain = all(re.fullmatch(r"\d{1,2}|[A-Za-z]|\d{1,2}\s*=.*", text) for text in texts)
        rising = all(later == first + 1 for first, later in pairwise(numbers))
        marked = all(cell.text.strip().startswith(("(", "[")) for cell in cells.values())
        return plain and len(numbers) >= 2 and (rising or marked) and len(texts) >= min(3, len(self.layout.columns))

    def _is_entry(self, row: int) -> bool:
        return self._is_numbered(row) and bool(self._name_text(row))

    def _total(self, row: int, cells: dict[int, GridCell], texts: list[str]) -> BodyRow | None:
        if any(map(_SUBTOTAL.match, texts)):
            return BodyRow(row, RowKind.MORE)
        label = next(filter(_TOTAL.match, texts), None)
        if label is None:
            return None
        counts = _counts(label)
        if not counts:
            near = [text for place, text in zip(cells, texts, strict=True) if place <= max(self._names) + 1]
            counts = tuple(int(text) for text in near if re.fullmatch(r"\d{1,5}", text))[:1]
        return BodyRow(row, RowKind.TOTAL, counted=counts)

    def _group(self, row: int, cells: dict[int, GridCell], place: int) -> Group | None:
        if len(cells) > 2:
            return None
        texts = [clean(cell.text) for cell in cells.values()]
        text = texts[-1]
        marker = texts[0] if len(texts) == 2 else ""
        places = list(cells)
        wide = any(self._width(row, at) >= max(3, (self._last_place - self._first_place + 1) // 2) for at in places)
        found = _LEAD.match(text) if len(texts) == 1 else None
        if found and (wide or not self._counting or self._stt in places or self._speaks_of_group(text[found.end() :])):
            marker, text = found[0].strip(" .)/:-") or found[0].strip(), text[found.end() :]
        outline = (
            _ROMAN.match(marker) or _NESTED.match(marker) or _LETTER.match(marker) or marker in ("*", "+", "•", "-")
        )
        if is_ditto(text) or not re.search(r"[^\W\d_]", text):
            return None
        headed = wide and (len(texts) == 2 or places[0] <= max(self._names))
        alone = (
            len(texts) == 1
            and (self._counting or self._usual > 2)
            and places[0] <= max(self._names)
            and self._speaks_of_group(text)
        )
        restarts = (
            len(texts) == 2 and self._is_numbered(row) and UNIT_START.match(text.lower()) and self._restarts(place)
        )
        if not (headed or outline or alone or restarts):
            return None
        return _group_of(marker, text)

    @staticmethod
    def _speaks_of_group(text: str) -> bool:
        return UNIT_START.match(text.lower()) is not None or _kind_of_group(fold(text)) is not None

    def _restarts(self, place: int) -> bool:
        for row in self._numbers[place + 1 :]:
            if self._stt is not None and self._is_numbered(row):
                return clean(self.grid.text(row, self._stt)).strip("().") == "1"
        return False

    def _width(self, row: int, column: int) -> int:
        area = self._areas.get((row, column))
        return area[3] - area[1] + 1 if area else 1

    def _says_facts(self, cells: dict[int, GridCell]) -> bool:
        """Tell whether a cell of titles, grades or initiatives holds words."""
        places = {column.place for column in self.layout.columns if column.field in ("award", "rating", "proposed")}
        return any(any(map(str.isalpha, cells[place].text)) for place in places & cells.keys())

    def uncounted(self, row: BodyRow) -> bool:
        """Tell whether a subject has no number in a list that numbers its subjects."""
        return self._counting and not self._is_numbered(row.number)

    def _kind(self, row: int, cells: dict[int, GridCell]) -> RowKind | None:
        if self._name_text(row):
            if self._counting and not self._is_numbered(row) and len(cells) < 3 and not self._says_facts(cells):
                return RowKind.NAMELESS if len(cells) == 2 and _NAME.match(self._name_text(row)) else None
            return RowKind.SUBJECT
        if any(self.master(row, name) != row for name in self._names):
            return RowKind.MORE
        if self._is_numbered(row):
            others = [place for place in cells if place != self._stt]
            return RowKind.NAMELESS if others else None
        facts = {column.place for column in self.layout.columns if column.field in FACT_FIELDS}
        if set(cells) & facts and set(cells) <= facts:
            return RowKind.MORE
        return RowKind.NAMELESS if len(cells) >= 3 else None


def _groups_above(grid: Grid, layout: ListLayout) -> list[Group]:
    """Return the section a table is headed by: "I. TẬP THỂ" right above its heading row."""
    for row in (layout.first - 1, layout.first - 2):
        texts = [clean(cell.text) for _, cell in sorted(grid.rows.get(row, {}).items())]
        if 1 <= len(texts) <= 2 and (
            found := _LEAD.match(texts[-1]) or _ROMAN.match(texts[0]) or _LETTER.match(texts[0])
        ):
            text = texts[-1][found.end() :] if found.re is _LEAD else texts[-1]
            group = _group_of(found[0].strip(" .)/:-"), text)
            return [group] if group.kind is not None else []
    return []


FACT_FIELDS = {
    "award",
    "award_year",
    "decision",
    "decision_no",
    "decision_date",
    "issuer",
    "rating",
    "initiative",
    "proposed",
    "note",
    "achievement",
    "content",
}


def _masters(grid: Grid, layout: ListLayout) -> dict[tuple[int, int], int]:
    found: dict[tuple[int, int], int] = {}
    for first_row, first_column, last_row, last_column in grid.merges:
        if first_row > layout.last and last_row > first_row and first_column == last_column:
            found.update(
                {(row, first_column): first_row for row in range(first_row + 1, min(last_row, first_row + 500) + 1)}
            )
    return found


def _counts(text: str) -> tuple[int, ...]:
    plain = re.sub(r"(?:năm|ngày|tháng|giai đoạn)\s*\d[\d/.\-\s–]*", " ", text, flags=re.IGNORECASE)
    return tuple(int(re.sub(r"[.,]", "", number)) for number in _COUNT.findall(plain))


def _kind_of_group(key: str) -> SubjectKind | None:
    for words, kind in (
        ("tap the", SubjectKind.COLLECTIVE),
        ("ca nhan", SubjectKind.PERSON),
        ("ho gia dinh", SubjectKind.HOUSEHOLD),
        ("gia dinh", SubjectKind.HOUSEHOLD),
    ):
        if key == words or (key.startswith(words) and len(key.split()) <= len(words.split()) + 4):
            return kind
    return None


def _group_of(marker: str, text: str) -> Group:
    bare = collective_name(_TAIL_COUNT.sub("", text))
    key = fold(bare)
    rank = (
        0
        if _LETTER.match(marker) and not _ROMAN.match(marker)
        else 1
        if _ROMAN.match(marker)
        else 2
        if marker[:1].isdigit() or _NESTED.match(marker)
        else 3
    )
    kind = _kind_of_group(key)
    is_unit = kind is None and not _BLOCK.match(key) and UNIT_START.match(bare.lower())
    return Group(rank, bare, kind, bare if is_unit else None)
