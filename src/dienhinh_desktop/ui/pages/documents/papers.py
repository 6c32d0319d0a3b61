"""Which papers a round has, and how each stands after the check."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal

from ....domain.documents import CheckLevel, ExportCheck, ListKind, PaperKind
from ....domain.rounds import CandidateRow, Round
from ....domain.text import two_digits
from ....services import documents, rounds
from ....services.context import Context
from ....services.documents import templates
from ... import theme
from ...kit.boxes import Card, CardHead
from ...kit.columns import Align, CellKind, Column, Group
from ...kit.labels import hairline
from ...kit.marks import CHECKS, Mark
from ...kit.table import Table

LISTS = {
    ListKind.REGISTRATION: ("Danh sách đăng ký", "Danh_sach_dang_ky.xlsx"),
    ListKind.PARTICULARS: ("DS trích ngang", "Danh_sach_trich_ngang.xlsx"),
    ListKind.OVERVIEW: ("Bảng tổng hợp", "Bang_tong_hop.xlsx"),
}
"""The lists of a round: what each is called in a narrow pane, and the name of its file."""


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper: a list, a paper of the whole list (its `kind`), or the papers of a candidate (its `subject`)."""

    subject: str | None
    name: str
    about: str
    level: CheckLevel | None
    kind: PaperKind | None = None
    listed: ListKind | None = None

    @property
    def key(self) -> str:
        """What tells papers apart."""
        return self.listed or self.kind or self.subject or ""

    @property
    def file_name(self) -> str:
        """The name of the workbook of a list; "" for other papers."""
        return LISTS[self.listed][1] if self.listed is not None else ""

    @property
    def icon(self) -> str:
        """The icon of its kind."""
        if self.kind is not None:
            return "scroll-text"
        return "files" if self.subject else "file-spreadsheet"

    @property
    def mark(self) -> Mark:
        """How it stands."""
        return Mark.HOLLOW if self.level is None else CHECKS[self.level]

    @property
    def word(self) -> str:
        """How it stands, in words."""
        return {
            None: "chưa lập",
            CheckLevel.BLOCKING: "có lỗi chặn",
            CheckLevel.WARNING: "có cảnh báo",
            CheckLevel.FINE: "đạt",
        }[self.level]


@dataclass(frozen=True, slots=True)
class Papers:
    """The papers of one round and the check over them. `own`: kinds of paper with a template of the office's own."""

    round: Round
    candidates: tuple[CandidateRow, ...]
    checks: tuple[ExportCheck, ...]
    office: Mapping[PaperKind, int]
    own: frozenset[str] = frozenset()

    def templated(self, paper: Paper) -> bool:
        """Whether the office's own template is in use for a paper: its Word file differs from the pages shown."""
        if paper.kind is not None:
            return paper.kind.value in self.own
        return paper.subject is not None and any("." in kind for kind in self.own)

    @property
    def blocking(self) -> int:
        """How many checks keep the papers drafts."""
        return sum(check.level is CheckLevel.BLOCKING for check in self.checks)

    def papers(self) -> list[Paper]:
        """Return the lists first, then the papers of the whole list, then those of everyone in its order."""
        count = len(self.candidates)
        rows = f"{two_digits(count)} dòng"
        lists = [
            Paper(None, name, rows if kind is not ListKind.OVERVIEW else "theo đơn vị", self._level(None), listed=kind)
            for kind, (name, _) in LISTS.items()
        ]
        if not count:
            return lists[:1]
        seen = dict.fromkeys((row.candidate.subject, row.name) for row in self.candidates)
        forms = [Paper(code, name, "Bản đăng ký, báo cáo, các phiếu", self._level(code)) for code, name in seen]
        office = [
            Paper(None, kind.label, _about(kind, number), self._level(None), kind)
            for kind, number in self.office.items()
        ]
        return [*lists, *office, *forms]

    def _level(self, subject: str | None) -> CheckLevel | None:
        if not self.candidates:
            return None
        order = list(CheckLevel)
        levels = [check.level for check in self.checks if subject is None or check.subject == subject]
        return min(levels, key=order.index, default=CheckLevel.FINE)


def _about(kind: PaperKind, number: int) -> str:
    return f"{two_digits(number)} đơn vị; PDF, Word" if kind is PaperKind.REMINDER else "PDF, Word"


def read(ctx: Context, current: Round) -> Papers:
    """Read the candidates of the round and check the papers."""
    assert current.id is not None  # rounds in hand come from the data folder
    return Papers(
        current,
        rounds.candidates(ctx, current.id),
        documents.checks(ctx, current.plan, current.on, current.id),
        documents.office_papers(ctx, current.plan, current.on, current.id),
        templates.kinds_in_use(ctx),
    )


def columns() -> list[Column]:
    """Return the columns of the list of papers."""
    return [
        Column(key="icon", heading="", text=lambda _paper: "", value=lambda p: p.icon, kind=CellKind.ICON, width=34,
               tone=lambda _paper: "text2"),
        Column(key="name", heading="", text=lambda p: p.name, value=lambda p: p.about, kind=CellKind.TWO_LINE,
               least=100),
        Column(key="mark", heading="", text=lambda p: p.word, value=lambda p: p.mark, kind=CellKind.MARK, width=34,
               align=Align.CENTRE, tip=lambda p: p.word),
    ]  # fmt: skip


class PaperList(Card):
    """The papers. `chosen(paper)` tells which is to be seen."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__(CardHead("Văn bản của đợt"), hairline())
        self.table = Table("Văn bản của đợt", columns(), key=lambda p: p.key, described=lambda p: p.word, row_height=47)
        self.table.horizontalHeader().hide()
        self.table.chosen.connect(self.chosen.emit)
        self.body.addWidget(self.table, 1)
        self.setMinimumWidth(theme.current().px(216))

    def show_papers(self, papers: Sequence[Paper]) -> None:
        """Show other papers; the one in hand stays in hand."""
        rows: list[object] = [paper for paper in papers if paper.listed is not None]
        office = [paper for paper in papers if paper.kind is not None]
        forms = [paper for paper in papers if paper.subject is not None]
        for name, group in (("Văn bản chung", office), ("Biểu mẫu từng đối tượng", forms)):
            if group:
                rows += [Group(name, two_digits(len(group))), *group]
        self.table.show_rows(rows, choose_first=True)
