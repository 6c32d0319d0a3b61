"""Papers as content, before they are drawn: built once from the records, written as Excel, PDF and Word alike."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """The head of a paper (Decree 30/2020, boxes 1–4 and 5b). `day` None leaves the date to be filled by hand.

    `number`: number and symbol, "Số:        /TTr-SNgV". `about`: what a letter without a kind is about, "V/v …".
    `practice`: the office is a made-up one, and every page says so. `dated`: minutes have no line of place and day (the
    decree's form 1.9), their day stands in their text.
    """

    superior: str
    agency: str
    place: str
    day: date | None
    number: str = ""
    about: str = ""
    dated: bool = True
    practice: bool = False

    def across(self, *, draft: bool) -> str:
        """Return the words across every page of a paper under this head: that it is practice, or a draft, or none."""
        return "TẬP LÀM" if self.practice else "DỰ THẢO" if draft else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """A signature block: lines of authority and post ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"), a hint, the name or ""."""

    lines: tuple[str, ...]
    name: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRow:
    """One subject of a list; `cells` are its texts where the list has columns of its own."""

    number: int
    subject: str
    name: str
    birth_year: str
    sex: str
    position: str
    unit: str
    field: str
    achievements: tuple[str, ...]
    verdict: str
    missing: str
    introducers: tuple[str, ...]
    model: str
    registered: date | None
    note: str
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ListColumn:
    """A column of a list: its heading, its width in millimetres, and whether its short texts are centred.

    A `spare` column is left out where no row has a text in it, such as the year of birth of collectives.
    """

    heading: str
    width: float
    centred: bool = False
    spare: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ListUnit:
    """The rows of one unit."""

    unit: str
    rows: tuple[ListRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListGroup:
    """Collectives, individuals, households or models, by unit. The title has no number: "TẬP THỂ"."""

    title: str
    units: tuple[ListUnit, ...]

    @property
    def count(self) -> int:
        """Number of subjects."""
        return sum(len(unit.rows) for unit in self.units)


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistrationList:
    """The registration list of a plan at a day (danh sách đăng ký). A `draft` carries the words DỰ THẢO.

    `columns` are those of another list (danh sách trích ngang, bảng tổng hợp), whose rows hold a cell for each; a group
    without a title has no line of its own. `who` heads the names, by the kinds of subject the list holds.
    The `code` of an issued version stands at the foot of every page.
    """

    letterhead: Letterhead
    title: tuple[str, ...]
    attached_to: str
    groups: tuple[ListGroup, ...]
    total: str
    quota: str
    recipients: tuple[str, ...]
    signature: Signature
    data_date: date
    footnotes: tuple[str, ...] = ()
    draft: bool = False
    columns: tuple[ListColumn, ...] = ()
    who: str = "Họ và tên,\ntên tập thể, hộ"
    code: str = ""

    @property
    def across(self) -> str:
        """The words across every page, "" for none."""
        return self.letterhead.across(draft=self.draft)


@dataclass(frozen=True, slots=True, kw_only=True)
class FormTable:
    """A table in a form: headings, rows of text, and relative column widths.

    Columns of short texts are centred, but for those in `flush_left` (counted from 0), such as names.
    """

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    empty: str = "Chưa có."
    flush_left: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FormLine:
    """A "label: value" line of a form; an empty value leaves a dotted line to be filled by hand."""

    label: str
    value: str = ""
    lines: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class FormSection:
    """A titled part of a form. `level` 1 is "I. …", 2 is "1. …". Parts come in the order lines, paragraphs, table."""

    title: str
    level: int = 1
    lines: tuple[FormLine, ...] = ()
    paragraphs: tuple[str, ...] = ()
    table: FormTable | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A paper of running text, lines and tables: of one subject (bản đăng ký …) or of the office (tờ trình …).

    `subject` and `subject_name` are "" for a paper of the office. `title` is its kind and what it is about; a letter
    has none. `addressees` (Kính gửi) and `bases` (căn cứ) stand before the text. `signatures` stand side by side in
    rows: first row left to right, then the next; `recipients` (nơi nhận) stand left of the only one. The `code` of an
    issued version stands at the foot of every page. `kind` names the template it is written in; `facts` are counts a
    template may use besides (so_ca_nhan: "04"). `copies` are printed one after the other, as ballots are.
    """

    file_stem: str
    letterhead: Letterhead
    title: tuple[str, ...]
    intro: tuple[FormLine, ...]
    sections: tuple[FormSection, ...]
    signatures: tuple[tuple[Signature, ...], ...]
    draft: bool = False
    keywords: tuple[str, ...] = field(default=())
    addressees: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    subject: str = ""
    subject_name: str = ""
    copies: int = 1
    code: str = ""
    kind: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)

    @property
    def across(self) -> str:
        """The words across every page, "" for none."""
        return self.letterhead.across(draft=self.draft)

    @property
    def name(self) -> str:
        """The kind of paper, for outlines and titles of files: "Báo cáo thành tích"; of a letter, "Công văn"."""
        return self.title[0].capitalize() if self.title else "Công văn"


class PaperFormat(StrEnum):
    """As what a paper is written: PDF to print and sign, Word to change by hand first."""

    PDF = "pdf"
    WORD = "docx"


class PaperKind(StrEnum):
    """The papers beside list and forms, by the words of the command line, in the order of the work."""

    DISCOVERY = "phieu_phat_hien"
    SUMMARY = "tom_tat_thanh_tich"
    ASSESSMENT = "phieu_xet"
    NURTURING = "ke_hoach_boi_duong"
    REQUEST = "to_trinh"
    BALLOT = "phieu_bau"
    TALLY = "bang_ghi_phieu"
    COUNT = "bien_ban_kiem_phieu"
    MINUTES = "bien_ban_hop"
    MIDTERM = "bao_cao_so_ket"
    FINAL = "bao_cao_tong_ket"
    REMINDER = "cong_van_nhac"

    @property
    def label(self) -> str:
        """The words of the window."""
        return {
            "phieu_phat_hien": "Phiếu phát hiện",
            "tom_tat_thanh_tich": "Tóm tắt thành tích",
            "phieu_xet": "Phiếu xét điều kiện",
            "ke_hoach_boi_duong": "Kế hoạch bồi dưỡng",
            "to_trinh": "Tờ trình",
            "phieu_bau": "Phiếu bầu",
            "bang_ghi_phieu": "Bảng ghi phiếu",
            "bien_ban_kiem_phieu": "Biên bản kiểm phiếu",
            "bien_ban_hop": "Biên bản họp",
            "bao_cao_so_ket": "Báo cáo sơ kết",
            "bao_cao_tong_ket": "Báo cáo tổng kết",
            "cong_van_nhac": "Công văn nhắc đơn vị",
        }[self.value]

    @property
    def of_subject(self) -> bool:
        """Whether there is one for everyone on the list; the others are of the whole list."""
        return self in (PaperKind.DISCOVERY, PaperKind.SUMMARY, PaperKind.ASSESSMENT)


class ListKind(StrEnum):
    """The lists of a plan or round, by the stems of their files: what each row says differs, who stands on it not."""

    REGISTRATION = "danh_sach_dang_ky"
    PARTICULARS = "danh_sach_trich_ngang"
    OVERVIEW = "bang_tong_hop"

    @property
    def label(self) -> str:
        """The words of the window."""
        return {
            "danh_sach_dang_ky": "Danh sách đăng ký",
            "danh_sach_trich_ngang": "Danh sách trích ngang",
            "bang_tong_hop": "Bảng tổng hợp theo đơn vị",
        }[self.value]


class ListScope(StrEnum):
    """Into what a list may be parted, each part a list of its own."""

    UNIT = "don_vi"
    FIELD = "phong_trao"

    @property
    def label(self) -> str:
        """The words of the window."""
        return {"don_vi": "theo từng đơn vị", "phong_trao": "theo từng phong trào, lĩnh vực"}[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenFiles:
    """Files an export wrote, in order, as absolute paths. `stopped`: those made before the clerk pressed "Dừng"."""

    files: tuple[str, ...]
    bound: str | None = None
    stopped: bool = False


class CheckLevel(StrEnum):
    """How loud a check before export is."""

    BLOCKING = "loi"
    WARNING = "canh_bao"
    FINE = "dat"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportCheck:
    """One line of the check before export: what, where, and the subject whose record mends it, or the page that does.

    `page` is the name of a page of the window, "" where nothing is to be mended there; `section` a part of it.
    """

    level: CheckLevel
    text: str
    where: str = ""
    subject: str | None = None
    page: str = ""
    section: str = ""
