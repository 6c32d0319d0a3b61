"""What was understood of a list a sub-unit made itself: rows, facts, how sure, and what a careful person would ask."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from .dates import PartialDate
from .imports import IssueLevel
from .records import SubjectKind


class ListIssueKind(StrEnum):
    """Why something in a list is told or asked; the words are those of the command line contract."""

    PASSWORD = "TEP_CO_MAT_KHAU"
    BROKEN = "TEP_HONG"
    EMPTY = "TEP_RONG"
    TOO_LARGE = "TEP_QUA_LON"
    WRONG_SUFFIX = "TEP_SAI_DUOI"
    MACROS = "CO_MACRO"
    FOREIGN_LINKS = "CO_LIEN_KET_NGOAI"
    MORE_SHEETS = "NHIEU_TRANG"
    HIDDEN_SHEET = "TRANG_AN"
    HIDDEN_COLUMN = "COT_AN"
    HIDDEN_ROW = "DONG_AN"
    OLD_ENCODING = "BANG_MA_CU"
    COLUMN_UNKNOWN = "COT_KHONG_HIEU"
    NO_NAME = "THIEU_TEN"
    WRONG_TOTAL = "TONG_LECH"
    SAME_PERSON = "TRUNG_NGUOI"
    SAME_NAME = "TRUNG_TEN"
    ID_ZERO_BACK = "CCCD_THIEU_SO_0"
    ID_WRONG = "CCCD_SAI"
    ID_NINE_DIGITS = "CMND_CU"
    ID_SHARED = "CCCD_TRUNG"
    ID_MISFIT = "CCCD_LECH"
    NO_SUCH_DAY = "NGAY_KHONG_CO"
    FUTURE_DAY = "NGAY_TUONG_LAI"
    YEAR_MISFIT = "NAM_LECH"
    SCHOOL_YEAR = "NAM_HOC"
    TITLE_UNCLEAR = "DANH_HIEU_KHONG_RO"
    TITLE_SLIP = "DANH_HIEU_GO_SAI"
    GRADES_DIFFER = "XEP_LOAI_TRAI_NHAU"
    FORMULA_ERROR = "CONG_THUC_LOI"
    FORMULA_LIKE = "CONG_THUC_LA"
    DITTO_UNCLEAR = "LAP_LAI_KHONG_RO"


class Sureness(StrEnum):
    """How sure a word was matched: taken as it is, shown to be accepted with one key, or asked."""

    CERTAIN = "chac"
    LIKELY = "gan_chac"
    UNKNOWN = "chua_ro"


@dataclass(frozen=True, slots=True)
class ListIssue:
    """One thing to tell or to ask: row as the file counts (None: the whole file), heading, level, kind, sentence.

    `words`: what was written, where it is a word that a decision of the clerk can settle.
    """

    row: int | None
    column: str | None
    level: IssueLevel
    kind: ListIssueKind
    message: str
    words: str | None = None


class WordKind(StrEnum):
    """What sort of thing a word of a list names."""

    TITLE = "danh_hieu"
    GRADE = "xep_loai"
    UNIT = "don_vi"
    COLUMN = "cot"

    @property
    def label(self) -> str:
        """The word of the window."""
        return {
            "danh_hieu": "Danh hiệu, hình thức",
            "xep_loai": "Mức xếp loại",
            "don_vi": "Đơn vị",
            "cot": "Cột",
        }[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class LearnedWord:
    """What a clerk decided a word of one sender means; kept, seen and edited under that sender.

    `meaning`: a code of the catalogue (title, grade), the code of a collective (unit), a field of the contract
    (column); empty where the word is to be passed over. `sender` is empty where no sender was named.
    """

    sender: str
    kind: WordKind
    words: str
    meaning: str
    id: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class ListChoices:
    """What the clerk chose about the reading of one list: sheet, heading row, fields of columns, meanings of words.

    `fields` maps a heading (as in `ListReading.columns`) to a field, or None to pass the column over. `words` maps
    (kind, words) to a meaning as in `LearnedWord`.
    """

    sheet: str | None = None
    header_row: int | None = None
    fields: Mapping[str, str | None] = field(default_factory=dict)
    words: Mapping[tuple[WordKind, str], str] = field(default_factory=dict)


class ColumnReason(StrEnum):
    """Why a column was given its field."""

    HEADING = "theo tiêu đề"
    CONTENT = "theo nội dung ô"
    CHOSEN = "đã chọn"
    NONE = "chưa hiểu"


@dataclass(frozen=True, slots=True)
class ListColumnView:
    """One column as the clerk corrects it: heading, letter, field (None: passed over), why, and a few of its cells."""

    heading: str
    letter: str
    field: str | None
    reason: ColumnReason
    samples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PassedRow:
    """A row that is no subject, and why it was passed over ("tên nhóm", "dòng cộng", "chữ ký")."""

    row: int
    why: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListAward:
    """A title or reward a cell names; `title_code` is None where its level is not said. `text`: as written."""

    title_code: str | None
    year: int | None = None
    decision: str | None = None
    date: PartialDate | None = None
    issuer: str | None = None
    sureness: Sureness = Sureness.CERTAIN
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListProposal:
    """A title asked for or registered, not yet won."""

    title_code: str | None
    year: int | None = None
    sureness: Sureness = Sureness.CERTAIN
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRating:
    """A yearly grade (code of the catalogue's list of grades)."""

    year: int | None
    grade: str
    decision: str | None = None
    date: PartialDate | None = None
    issuer: str | None = None
    sureness: Sureness = Sureness.CERTAIN
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListInitiative:
    """An initiative named in a cell."""

    title: str
    year: int | None = None
    level: str | None = None
    decision: str | None = None
    date: PartialDate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRow:
    """One subject of the list under the first row it fills, with everything its rows say. None: not said."""

    row: int
    kind: SubjectKind
    name: str
    birth: PartialDate | None = None
    sex: str | None = None
    unit: str | None = None
    position: str | None = None
    cccd: str | None = None
    ethnic: str | None = None
    model: str | None = None
    field: str | None = None
    proposer: str | None = None
    registered: int | None = None
    note: str | None = None
    awards: tuple[ListAward, ...] = ()
    ratings: tuple[ListRating, ...] = ()
    initiatives: tuple[ListInitiative, ...] = ()
    proposals: tuple[ListProposal, ...] = ()
    groups: tuple[str, ...] = ()
    """The group headings it stands under, outer first."""
    lines: tuple[int, ...] = ()
    """Every row of the file that speaks of this subject, `row` first."""


@dataclass(frozen=True, slots=True)
class Conversion:
    """Text in an old encoding, before and after, at its place (row, column letter)."""

    row: int
    column: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListReading:
    """How the program understood one list; nothing of it has been written anywhere.

    `columns` maps each heading, as far as the sheet goes, to a field of the contract, or None where not understood.
    `refused`: the sentence why the file was not read at all; then there is one issue and there are no rows.
    """

    file: str
    sheet: str = ""
    header_row: int | None = None
    columns: dict[str, str | None] = field(default_factory=dict)
    rows: tuple[ListRow, ...] = ()
    issues: tuple[ListIssue, ...] = ()
    conversions: tuple[Conversion, ...] = ()
    sheets: tuple[str, ...] = ()
    title: str = ""
    """The words above the heading."""
    shown_columns: tuple[ListColumnView, ...] = ()
    passed: tuple[PassedRow, ...] = ()
    refused: str | None = None


FIELD_LABELS: dict[str, str] = {
    "stt": "Số thứ tự",
    "name": "Họ tên, tên tập thể",
    "name_last": "Họ và tên đệm",
    "name_first": "Tên",
    "honorific": "Ông, bà",
    "kind": "Loại đối tượng",
    "birth": "Ngày, năm sinh",
    "birth_male": "Năm sinh của nam",
    "birth_female": "Năm sinh của nữ",
    "sex": "Giới tính",
    "ethnic": "Dân tộc",
    "cccd": "Số CCCD, CMND",
    "position": "Chức vụ",
    "unit": "Đơn vị",
    "position_unit": "Chức vụ và đơn vị",
    "award": "Danh hiệu, khen thưởng",
    "award_year": "Năm của danh hiệu",
    "decision": "Số và ngày quyết định",
    "decision_no": "Số quyết định",
    "decision_date": "Ngày quyết định",
    "issuer": "Cơ quan ban hành",
    "rating": "Xếp loại",
    "initiative": "Sáng kiến",
    "proposed": "Đề nghị, đăng ký",
    "model": "Tên mô hình, điển hình",
    "field": "Lĩnh vực",
    "proposer": "Nơi giới thiệu",
    "year": "Năm đăng ký",
    "note": "Ghi chú",
    "income": "Thu nhập",
    "achievement": "Thành tích",
    "content": "Nội dung",
    "rank": "Cấp bậc",
    "code": "Mã của đơn vị gửi",
    "address": "Địa chỉ",
    "phone": "Điện thoại",
    "votes": "Kết quả bỏ phiếu",
    "other": "Không nhập",
}
"""Field of the contract → the words of the window."""
KEPT_FIELDS = tuple(list(FIELD_LABELS)[: list(FIELD_LABELS).index("income")])
"""Fields whose cells become records; the others are read and left out."""


def short_heading(heading: str) -> str:
    """Return a heading over several rows with what tells it from its neighbours first: "2021 – Danh hiệu đã đạt"."""
    first, *rest = heading.split(" / ")
    return f"{' / '.join(rest)} – {first}" if rest else first


def field_label(field: str | None) -> str:
    """Return the words for a field, with its year: "Danh hiệu 2023"."""
    if field is None:
        return "Chưa hiểu"
    name, _, year = field.partition(":")
    return f"{FIELD_LABELS[name].partition(',')[0]} {year}" if year else FIELD_LABELS[name]
