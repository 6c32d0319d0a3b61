"""The papers of a plan (danh sách, biểu mẫu): built from the records at a day, checked, shown, written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from ...domain.blanks import Blank
from ...domain.documents import (
    CheckLevel,
    ExportCheck,
    Form,
    ListKind,
    ListScope,
    PaperFormat,
    PaperKind,
    RegistrationList,
    WrittenFiles,
)
from ...domain.errors import UserError
from ...domain.upkeep import Progress, silent
from ...exchange import documents as drawn
from ...exchange.files import form_file_name, write_all, write_atomically
from ..context import Context
from . import checks as checking
from . import templates
from .blanks import blanks, paper_of
from .dossier import Dossier, Entry, gather
from .exporting import draw_forms, draw_list, write_forms
from .papers import FORM_KINDS, compared_papers, forms_of, listed, offered, office_quotas, papers, stopped
from .parting import headed
from .parting import parts as parts_of
from .scan_checks import scans_lacking

FORMS, PAPERS = "bo_ho_so", "bo_van_ban"
"""Names of the files that bind all forms, and all other papers."""


def build_list(
    ctx: Context, plan: str, on: date, round_id: int | None = None, kind: ListKind = ListKind.REGISTRATION
) -> RegistrationList:
    """Return a list of a plan: who was registered by that day, or who was chosen in a round.

    It is a draft as long as a check blocks it. Raises UserError for an unknown plan or round, or when nobody is on it.
    """
    return listed(ctx, _filled(gather(ctx, plan, on, round_id)), kind)


def list_preview(
    ctx: Context, plan: str, on: date, round_id: int | None = None, kind: ListKind = ListKind.REGISTRATION
) -> bytes:
    """Return the PDF twin of a list. Raises UserError as `build_list` does."""
    return drawn.list_pdf(build_list(ctx, plan, on, round_id, kind))


def export_list(
    ctx: Context,
    plan: str,
    on: date,
    target: Path,
    round_id: int | None = None,
    kind: ListKind = ListKind.REGISTRATION,
) -> WrittenFiles:
    """Write a list as a workbook; under a name that ends in .pdf or .docx, its twin.

    Raises UserError as `build_list` does, and when the file cannot be written.
    """
    content = build_list(ctx, plan, on, round_id, kind)
    write_atomically(target, draw_list(content, target.suffix.lower().removeprefix(".")))
    return WrittenFiles(files=(str(target.absolute()),))


def export_parts(
    ctx: Context,
    plan: str,
    on: date,
    folder: Path,
    scope: ListScope,
    round_id: int | None = None,
    progress: Progress = silent,
    ending: str = "xlsx",
) -> WrittenFiles:
    """Write the registration list parted by unit or by movement, one file each, as .xlsx, .pdf or .docx.

    All files or none. Raises UserError as `build_list` does, and when the folder refuses.
    """
    dossier = _filled(gather(ctx, plan, on, round_id))
    parts = parts_of(dossier, scope)
    files: dict[str, bytes] = {}
    for number, (code, name, part) in enumerate(parts):
        progress(number, len(parts), f"Đang lập {number + 1}/{len(parts)} danh sách")
        content = headed(part, listed(ctx, part, ListKind.REGISTRATION), scope, code, name)
        files[f"{form_file_name(number + 1, name)}_{ListKind.REGISTRATION}.{ending}"] = draw_list(content, ending)
    written = write_all(folder, files)
    progress(len(parts), len(parts), "Đã ghi xong")
    return WrittenFiles(files=tuple(str(path.absolute()) for path in written))


def export_forms(
    ctx: Context,
    plan: str,
    on: date,
    folder: Path,
    subjects: Sequence[str] | None = None,
    round_id: int | None = None,
    progress: Progress = silent,
    written_as: PaperFormat = PaperFormat.PDF,
    *,
    with_sheets: bool = False,
) -> WrittenFiles:
    """Write a nomination form and an achievement report for everyone on the list (or some), and all of them bound.

    `with_sheets` adds the slip, summary and assessment sheet of each. All files, or those made when stopped. Raises
    UserError when nobody is on the list, when one of `subjects` is not, or when the folder refuses.
    """
    dossier = _filled(gather(ctx, plan, on, round_id))
    entries = _asked(dossier, subjects)
    drafts = stopped(dossier)
    forms = [form for entry in entries for form in forms_of(dossier, entry, drafts, with_sheets=with_sheets)]
    own = templates.in_use(ctx, {form.kind for form in forms})
    return write_forms(forms, folder, FORMS, written_as, progress, own)


def export_papers(
    ctx: Context,
    plan: str,
    on: date,
    folder: Path,
    kinds: Sequence[PaperKind] | None = None,
    subjects: Sequence[str] | None = None,
    round_id: int | None = None,
    progress: Progress = silent,
    written_as: PaperFormat = PaperFormat.PDF,
) -> WrittenFiles:
    """Write the other papers of the list, of some kinds or all, and where there are several, all of them bound.

    `subjects` narrows the papers of single subjects. All files, or those made when stopped. Raises UserError as
    `export_forms` does, and when only reminders are asked for and no unit owes anything.
    """
    forms = _papers(ctx, plan, on, kinds, subjects, round_id)
    own = templates.in_use(ctx, {form.kind for form in forms})
    return write_forms(forms, folder, PAPERS, written_as, progress, own)


def paper_preview(ctx: Context, plan: str, on: date, kind: PaperKind, round_id: int | None = None) -> bytes:
    """Return all papers of one kind in one PDF, each once. Raises UserError as `export_papers` does."""
    return drawn.bound_pdf([replace(form, copies=1) for form in _papers(ctx, plan, on, [kind], None, round_id)])


def _papers(
    ctx: Context,
    plan: str,
    on: date,
    kinds: Sequence[PaperKind] | None,
    subjects: Sequence[str] | None,
    round_id: int | None,
) -> list[Form]:
    dossier = gather(ctx, plan, on, round_id)
    if kinds is None or list(kinds) != [PaperKind.REMINDER]:
        _asked(_filled(dossier), subjects)
    forms: list[Form] = []
    for kind in offered(dossier.plan) if kinds is None else kinds:
        try:
            forms += papers(ctx, dossier, kind, subjects)
        except UserError:
            if not (kind is PaperKind.REMINDER and forms):  # nothing to remind of is no reason to keep the others back
                raise
    return forms


def papers_of(ctx: Context, dossier: Dossier, progress: Progress = silent) -> tuple[bytes, dict[str, bytes]]:
    """Return the list as a workbook, and the forms by file names that tell no person's name, all of them bound.

    Raises UserError when nobody is on the list.
    """
    filled = _filled(dossier)
    content, drafts = listed(ctx, filled, ListKind.REGISTRATION), stopped(filled)
    named = {
        f"{entry.number:02d}_{kind}": form
        for entry in filled.entries
        for kind, form in zip(FORM_KINDS, forms_of(filled, entry, drafts), strict=True)
    }
    return drawn.list_xlsx(content), draw_forms(named, FORMS, PaperFormat.PDF, progress)


def stops(dossier: Dossier) -> tuple[ExportCheck, ...]:
    """Return what keeps the papers of a dossier drafts."""
    return tuple(checking.blocking(dossier))


def form_previews(ctx: Context, plan: str, on: date, subject: str, round_id: int | None = None) -> bytes:
    """Return all papers of a subject in one PDF: both forms, then slip, summary and assessment sheet.

    Raises UserError when the subject is not on the list.
    """
    dossier = _filled(gather(ctx, plan, on, round_id))
    entries = _asked(dossier, [subject])
    drafts = stopped(dossier)
    return drawn.bound_pdf([form for entry in entries for form in forms_of(dossier, entry, drafts, with_sheets=True)])


def checks(ctx: Context, plan: str, on: date, round_id: int | None = None) -> tuple[ExportCheck, ...]:
    """Return what stops the papers, what to look at, and what is in order, in this order."""
    dossier = gather(ctx, plan, on, round_id)
    quotas = office_quotas(ctx, dossier)
    compared = compared_papers(dossier, quotas) if dossier.entries else ()
    unsigned = scans_lacking(ctx, round_id) if round_id is not None else ()
    found = (*checking.blocking(dossier), *checking.warnings(dossier, quotas), *compared, *unsigned)
    order = list(CheckLevel)
    return tuple(sorted((*found, *checking.fine(dossier, quotas)), key=lambda check: order.index(check.level)))


def page_images(pdf: bytes, width: int) -> list[bytes]:
    """Return every page of a PDF as a PNG picture `width` pixels wide, for the window."""
    return drawn.page_images(pdf, width)


def find_words(pdf: bytes, words: str) -> list[tuple[int, float, float, float, float]]:
    """Return where words stand in a PDF: page from 0, then left, top, width, height in parts of the page."""
    return drawn.find_words(pdf, words)


def find_each(pdf: bytes, texts: Sequence[str]) -> list[tuple[int, float, float, float, float]]:
    """Return where any of some words stand in a PDF, as `find_words` does."""
    return [place for words in texts for place in drawn.find_words(pdf, words)]


def _filled(dossier: Dossier) -> Dossier:
    if not dossier.entries:
        stop = checking.blocking(dossier)[0]
        raise UserError(f"{stop.text} nên chưa lập được văn bản; chọn đối tượng, hoặc đổi ngày.")
    return dossier


def _asked(dossier: Dossier, subjects: Sequence[str] | None) -> list[Entry]:
    if subjects is None:
        return list(dossier.entries)
    listed = {entry.subject.code for entry in dossier.entries}
    missing = [code for code in subjects if code not in listed]
    if missing:
        known = dossier.book.subjects.get(missing[0])
        name = known.name if known else f"Mã “{missing[0]}”"
        raise UserError(f"{name} không có trong danh sách nên chưa lập được biểu mẫu; đăng ký trước, hoặc xem lại mã.")
    return [entry for entry in dossier.entries if entry.subject.code in subjects]


def templated_papers(
    ctx: Context, plan: str, on: date, kind: PaperKind | None, subject: str | None, round_id: int | None = None
) -> tuple[tuple[str, Form], ...]:
    """Return the papers in hand whose templates may be changed, each with its name.

    They are the one paper of the whole list of that kind, or all papers of a subject. Raises UserError as
    `paper_preview` and `form_previews` do.
    """
    if kind is not None:
        return ((kind.label, _papers(ctx, plan, on, [kind], None, round_id)[0]),)
    dossier = _filled(gather(ctx, plan, on, round_id))
    (entry,) = _asked(dossier, [subject or ""])
    who = entry.subject.kind.label.lower()
    forms = forms_of(dossier, entry, stopped(dossier), with_sheets=True)
    return tuple((f"{form.name} {who}", form) for form in forms)


def blank_papers(
    ctx: Context, plan: str, on: date, kind: PaperKind | None, subject: str | None, round_id: int
) -> tuple[tuple[str, Form, tuple[Blank, ...]], ...]:
    """Return the papers in hand with their blanks and what was typed into them. Raises UserError as the previews do."""
    dossier = gather(ctx, plan, on, round_id)
    plain = replace(dossier, typed={})
    if kind is not None:
        forms = papers(ctx, plain, kind)[:1]
    else:
        (entry,) = _asked(_filled(plain), [subject or ""])
        forms = tuple(forms_of(plain, entry, stopped(plain), with_sheets=True))
    found = [(form, dossier.typed.get((paper_of(form), form.subject or None), {})) for form in forms]
    return tuple((form.name, form, made) for form, words in found if (made := blanks(form, words)))


def typed_count(ctx: Context, round_id: int) -> int:
    """Return in how many places of a round's papers words were typed."""
    with ctx.db.read() as reader:
        return len(reader.filled_blanks(round_id))


def office_papers(ctx: Context, plan: str, on: date, round_id: int | None = None) -> dict[PaperKind, int]:
    """Return which papers of the whole list there are, and how many of each kind; none while nobody is on it."""
    dossier = gather(ctx, plan, on, round_id)
    if not dossier.entries:
        return {}
    found: dict[PaperKind, int] = {
        kind: 1 for kind in offered(dossier.plan) if not kind.of_subject and kind is not PaperKind.REMINDER
    }
    try:
        return {**found, PaperKind.REMINDER: len(papers(ctx, dossier, PaperKind.REMINDER))}
    except UserError:
        return found
