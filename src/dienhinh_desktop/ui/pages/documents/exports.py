"""What may be written from the page of papers, and the menu that offers it."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from pathlib import Path

from PySide6.QtWidgets import QMenu, QWidget

from ....domain.documents import ListKind, ListScope, PaperFormat, PaperKind, WrittenFiles
from ....domain.issued import NOMINATION, REPORT
from ....domain.rounds import Round
from ....domain.upkeep import Progress
from ....services import delivery, documents
from ....services.context import Context
from ... import icons
from ...kit.menus import fleeting_menu
from .papers import Paper

_FORMATS = ((PaperFormat.WORD, "Word"), (PaperFormat.PDF, "PDF"))


class Bundle(Enum):
    """What is written for everybody at once."""

    FORMS = "biểu mẫu của mọi đối tượng"
    SHEETS = "phiếu xét của mọi đối tượng"
    SUMMARIES = "tóm tắt thành tích của mọi đối tượng"
    DISCOVERIES = "phiếu phát hiện của mọi đối tượng"
    OFFICE = "các văn bản chung"


_OF_SUBJECTS = {
    Bundle.SHEETS: PaperKind.ASSESSMENT,
    Bundle.SUMMARIES: PaperKind.SUMMARY,
    Bundle.DISCOVERIES: PaperKind.DISCOVERY,
}
_FORMS = [NOMINATION, REPORT]
_SHEETS = [kind for kind in PaperKind if kind.of_subject]


def export_menu(
    owner: QWidget,
    paper: Paper | None,
    shown: Callable[[PaperFormat], object],
    everybody: Callable[[Bundle, PaperFormat], object],
    parted: Callable[[ListScope, str], object],
    *,
    draft: bool,
) -> QMenu:
    """Return the menu: the paper in hand first, then what is written for everybody; as drafts while they are."""
    menu = fleeting_menu(owner)
    verb = "Xuất nháp" if draft else "Xuất"
    if paper is not None:
        for written_as, words in _FORMATS:
            act = menu.addAction(icons.icon("scroll-text"), f"{verb} {words}: {paper.name}…")
            act.triggered.connect(lambda _checked=False, chosen=written_as: shown(chosen))
        menu.addSeparator()
    for written_as, words in _FORMATS:
        more = menu.addMenu(icons.icon("files"), f"{verb} {words} hàng loạt")
        for what in Bundle:
            act = more.addAction(f"{verb} {words}: {what.value}…")
            act.triggered.connect(lambda _checked=False, one=what, chosen=written_as: everybody(one, chosen))
    menu.addSeparator()
    for scope in ListScope:
        split = menu.addMenu(icons.icon("file-spreadsheet"), f"{verb} danh sách {scope.label}")
        for ending, words in (("xlsx", "Excel"), ("docx", "Word"), ("pdf", "PDF")):
            act = split.addAction(f"{verb} {words}: danh sách {scope.label}…")
            act.triggered.connect(lambda _checked=False, chosen=scope, end=ending: parted(chosen, end))
    return menu


def drawn(ctx: Context, held: Round, paper: Paper) -> bytes:
    """Return the pages of a paper as they will leave."""
    if paper.kind is not None:
        return documents.paper_preview(ctx, held.plan, held.on, paper.kind, held.id)
    if paper.subject is not None:
        return documents.form_previews(ctx, held.plan, held.on, paper.subject, held.id)
    return documents.list_preview(ctx, held.plan, held.on, held.id, paper.listed or ListKind.REGISTRATION)


def write_list(ctx: Context, held: Round, kind: ListKind, target: Path, *, official: bool) -> WrittenFiles:
    """Write a list; an official one is kept as issued and bears its code. Word is to be changed, so it bears none."""
    if official and held.id is not None and target.suffix.lower() != ".docx":
        return delivery.export_list(ctx, held.id, target, kind)
    return documents.export_list(ctx, held.plan, held.on, target, held.id, kind)


def written(
    ctx: Context,
    held: Round,
    paper: Paper,
    folder: Path,
    written_as: PaperFormat,
    progress: Progress,
    *,
    official: bool,
) -> WrittenFiles:
    """Write a paper of the whole list, or all papers of one subject, into a folder; see `write_list` for codes."""
    subjects = [paper.subject] if paper.subject is not None else None
    if official and held.id is not None and written_as is PaperFormat.PDF:
        kinds = [paper.kind.value] if paper.kind is not None else [*_FORMS, *(kind.value for kind in _SHEETS)]
        return delivery.export_papers(ctx, held.id, folder, kinds, subjects, progress)
    if paper.kind is not None:
        return documents.export_papers(
            ctx, held.plan, held.on, folder, [paper.kind], None, held.id, progress, written_as
        )
    return documents.export_forms(
        ctx, held.plan, held.on, folder, subjects, held.id, progress, written_as, with_sheets=True
    )


def bundle(
    ctx: Context,
    held: Round,
    what: Bundle,
    folder: Path,
    written_as: PaperFormat,
    progress: Progress,
    *,
    official: bool,
) -> WrittenFiles:
    """Write the papers of everybody, or all papers of the whole list, into a folder; see `write_list` for codes."""
    kinds = (
        [_OF_SUBJECTS[what]]
        if what in _OF_SUBJECTS
        else list(documents.office_papers(ctx, held.plan, held.on, held.id))
        if what is Bundle.OFFICE
        else []
    )
    if official and held.id is not None and written_as is PaperFormat.PDF:
        words = [kind.value for kind in kinds] or _FORMS
        return delivery.export_papers(ctx, held.id, folder, words, None, progress)
    if what is Bundle.FORMS:
        return documents.export_forms(ctx, held.plan, held.on, folder, None, held.id, progress, written_as)
    return documents.export_papers(ctx, held.plan, held.on, folder, kinds, None, held.id, progress, written_as)
