"""The records workbook, version 1: its twelve sheets, their columns, and what each column holds.

Reader and writer both work from these tables, so the file that goes out is the file that comes in.
"""

from __future__ import annotations

from dataclasses import dataclass

from dienhinh_desktop.domain.records import RECORD_TYPES, HouseholdState, Sex, SubjectKind
from dienhinh_desktop.domain.text import fold

from .figures import Day, Number, PartialDay, Share, Year
from .values import Kind
from .words import AwardOf, Choice, CitizenId, Codes, GradeOf, Lines, TermOf, Text


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, the record's field (two where a cell holds both), its kind, its width in characters."""

    heading: str
    fields: tuple[str, ...]
    kind: Kind
    required: bool = False
    width: int = 16

    @property
    def key(self) -> str:
        """The heading as it is recognised."""
        return heading_key(self.heading)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its name, the table of `Records` it fills, its columns in the order of the contract."""

    name: str
    table: str
    columns: tuple[Column, ...]

    @property
    def record(self) -> type:
        """The dataclass of one row."""
        return RECORD_TYPES[self.table]

    @property
    def key(self) -> str:
        """The name as it is recognised."""
        return heading_key(self.name)


def heading_key(text: str) -> str:
    """Return the form in which names and headings are compared: no case, marks, spaces or signs."""
    return fold(text).replace(" ", "").replace("%", "")


_TEXT = Text()
_CODE = Text(text_format=True)
_YES_NO = Choice({"Có": True, "Không": False} | {"TRUE": True, "FALSE": False, "1": True, "0": False}, 2, ticks=True)
_PASSED = Choice({"Đạt": True, "Không đạt": False, "Chưa đạt": False}, 2)
_REFUSED = Choice({"Đạt": False, "Không đạt": True}, 2, silent=(False,))
_SEX = Choice({"Nam": Sex.MALE, "Nữ": Sex.FEMALE}, 2)
_KIND = Choice(
    {**{kind.label: kind for kind in SubjectKind}, "Hộ": SubjectKind.HOUSEHOLD, "CN": SubjectKind.PERSON}
    | {"TT": SubjectKind.COLLECTIVE, "HGĐ": SubjectKind.HOUSEHOLD},
    3,
)
_STATE = Choice(
    {state.value: state for state in HouseholdState}
    | {"Hộ nghèo": HouseholdState.POOR, "Hộ cận nghèo": HouseholdState.NEAR_POOR}
    | {"Không nghèo": HouseholdState.NEITHER, "Thoát nghèo": HouseholdState.NEITHER},
    3,
)


def _column(heading: str, field: str, kind: Kind = _TEXT, width: int = 16) -> Column:
    """Return a column; a heading ending in * must stand in the sheet and be filled in every row."""
    return Column(heading.rstrip("*"), tuple(field.split()), kind, heading.endswith("*"), width)


def _subject() -> Column:
    return _column("Mã đối tượng*", "subject", _CODE)


SHEETS: tuple[Sheet, ...] = (
    Sheet(
        "Đối tượng",
        "subjects",
        (
            _column("Mã*", "code", _CODE, 14),
            _column("Loại*", "kind", _KIND, 13),
            _column("Tên*", "name", width=40),
            _column("Phân loại", "category", TermOf("categories", "phân loại")),
            _column("Đơn vị", "unit", _CODE, 14),
            _column("Ngày sinh", "birth", PartialDay(), 13),
            _column("Giới tính", "sex", _SEX, 10),
            _column("CCCD", "citizen_id", CitizenId(), 16),
            _column("Dân tộc", "ethnicity", width=12),
            _column("Ngày bắt đầu", "start", PartialDay(), 14),
            _column("Địa bàn", "locality", _CODE, 14),
            _column("Đặc điểm", "traits", Codes("traits", "đặc điểm"), 22),
            _column("Chủ trì", "leads", Codes(), 18),
            _column("Ghi chú", "note", Lines(), 40),
        ),
    ),
    Sheet(
        "Chức vụ",
        "positions",
        (
            _subject(),
            _column("Chức vụ*", "title", width=28),
            _column("Lãnh đạo", "leading", _YES_NO, 11),
            _column("Đứng đầu", "head", _YES_NO, 11),
            _column("Tập thể phụ trách", "collective", _CODE, 19),
            _column("Từ ngày*", "start", Day(), 13),
            _column("Đến ngày", "end", Day(), 13),
        ),
    ),
    Sheet(
        "Xếp loại",
        "ratings",
        (
            _subject(),
            _column("Năm*", "year", Year(), 8),
            _column("Mức*", "grade", GradeOf(), 11),
            _column("Số quyết định", "decision", _CODE, 20),
            _column("Ngày", "date", Day(), 13),
            _column("Cơ quan", "issuer", width=32),
        ),
    ),
    Sheet(
        "Khen thưởng",
        "awards",
        (
            _subject(),
            _column("Hình thức*", "form written", AwardOf(), 24),
            _column("Năm", "year", Year(), 8),
            _column("Số quyết định", "decision", _CODE, 20),
            _column("Ngày ký", "date", Day(), 13),
            _column("Cơ quan ban hành", "issuer", width=32),
            _column("Kết quả", "refused", _REFUSED, 12),
            _column("Ngày thu hồi", "revoked", Day(), 14),
            _column("Nội dung", "content", Lines(), 44),
        ),
    ),
    Sheet(
        "Sáng kiến",
        "initiatives",
        (
            _subject(),
            _column("Tên*", "name", width=44),
            _column("Loại", "kind", TermOf("initiative_kinds", "loại sáng kiến", named=True), 13),
            _column("Cấp", "level", TermOf("initiative_levels", "cấp công nhận", named=True), 12),
            _column("Số quyết định", "decision", _CODE, 20),
            _column("Ngày", "date", Day(), 13),
            _column("Cơ quan công nhận", "issuer", width=32),
            _column("Tỷ lệ đóng góp", "share", Share(), 16),
            _column("Áp dụng hiệu quả", "effective", _YES_NO, 18),
            _column("Ngày xác nhận hiệu quả", "effective_on", Day(), 23),
        ),
    ),
    Sheet(
        "Số liệu",
        "indicators",
        (
            _subject(),
            _column("Chỉ số*", "indicator", TermOf("indicators", "chỉ số"), 20),
            _column("Năm*", "year", Year(), 8),
            _column("Chỉ tiêu", "target", Number(), 14),
            _column("Thực hiện", "actual", Number(), 14),
            _column("Đơn vị tính", "unit_of_measure", width=13),
            _column("Nguồn", "source", width=36),
        ),
    ),
    Sheet(
        "Tình trạng hộ",
        "household_statuses",
        (_subject(), _column("Năm*", "year", Year(), 8), _column("Tình trạng*", "state", _STATE, 14)),
    ),
    Sheet(
        "Đóng góp",
        "contributions",
        (
            _subject(),
            _column("Loại*", "kind", TermOf("contribution_kinds", "loại đóng góp", named=True), 13),
            _column("Số lượng", "amount", Number(), 14),
            _column("Đơn vị tính", "unit_of_measure", width=13),
            _column("Ngày", "date", Day(), 13),
            _column("Nơi", "place", width=32),
        ),
    ),
    Sheet(
        "Xác nhận",
        "attestations",
        (
            _subject(),
            _column("Mã tiêu chí*", "criterion", _CODE),
            _column("Kết quả*", "passed", _PASSED, 12),
            _column("Người xác nhận", "attester", width=32),
            _column("Ngày", "date", Day(), 13),
            _column("Minh chứng", "evidence", Lines(), 44),
        ),
    ),
    Sheet(
        "Kỷ luật",
        "disciplines",
        (
            _subject(),
            _column("Hình thức*", "form", width=22),
            _column("Số quyết định", "decision", _CODE, 20),
            _column("Ngày*", "date", Day(), 13),
            _column("Hết hiệu lực", "expires", Day(), 14),
        ),
    ),
    Sheet(
        "Đăng ký",
        "registrations",
        (
            _subject(),
            _column("Kế hoạch*", "plan", _CODE, 24),
            _column("Lĩnh vực", "field", _CODE, 20),
            _column("Cấp", "level", TermOf("registration_levels", "cấp đăng ký", named=True), 12),
            _column("Đơn vị giới thiệu", "introducer", _CODE, 18),
            _column("Ngày đăng ký", "date", Day(), 14),
            _column("Năm giới thiệu", "year", Year(), 16),
            _column("Mô hình", "model", width=36),
        ),
    ),
    Sheet(
        "Văn bản",
        "plan_documents",
        (
            _column("Kế hoạch*", "plan", _CODE, 24),
            _column("Mã mốc*", "milestone", _CODE, 14),
            _column("Đơn vị", "unit", _CODE, 14),
            _column("Số", "number", _CODE, 20),
            _column("Ngày*", "date", Day(), 13),
        ),
    ),
)
"""The twelve sheets in the order of the contract."""

SHEET_BY_KEY = {sheet.key: sheet for sheet in SHEETS}
"""Recognised name of a sheet → the sheet."""
