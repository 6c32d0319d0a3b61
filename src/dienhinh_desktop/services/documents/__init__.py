"""The papers of a plan (danh sách, biểu mẫu): built from the records at a day, checked, shown, written."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from ...domain.documents import ExportCheck, Form, RegistrationList, WrittenFiles
from ...domain.errors import UserError
from ...domain.plans import QuotaRow
from ...domain.upkeep import Progress, silent
from ...exchange import documents as drawn
from ...exchange.files import write_all
from .. import plans
from ..context import Context
from . import checks as checking
from .dossier import Dossier, Entry, gather
from .listing import registration_list
from .nomination import nomination
from .reports import report

BOUND = "bo_ho_so.pdf"
"""Name of the file that binds all forms."""
KINDS = ("ban_dang_ky", "bao_cao_thanh_tich")
"""How the file names of the two forms of a subject end."""


def build_list(ctx: Context, plan: str, on: date, round_id: int | None = None) -> RegistrationList:
    """Return the registration list of a plan: who was registered by that day, or who was chosen in a round.

    It is a draft as long as a check blocks it. Raises UserError for an unknown plan or round, or when nobody is on it.
    """
    dossier = _filled(gather(ctx, plan, on, round_id))
    return registration_list(dossier, _quotas(ctx, dossier), draft=bool(checking.blocking(dossier)))


def list_preview(ctx: Context, plan: str, on: date, round_id: int | None = None) -> bytes:
    """Return the PDF twin of the list. Raises UserError as `build_list` does."""
    return drawn.list_pdf(build_list(ctx, plan, on, round_id))


def export_list(ctx: Context, plan: str, on: date, target: Path, round_id: int | None = None) -> WrittenFiles:
    """Write the list as a workbook; under a name that ends in .pdf, its twin.

    Raises UserError as `build_list` does, and when the file cannot be written.
    """
    content = build_list(ctx, plan, on, round_id)
    if target.suffix.lower() == ".pdf":
        drawn.write_list_pdf(content, target)
    else:
        drawn.write_list_xlsx(content, target)
    return WrittenFiles(files=(str(target.absolute()),))


def export_forms(
    ctx: Context,
    plan: str,
    on: date,
    folder: Path,
    subjects: Sequence[str] | None = None,
    round_id: int | None = None,
    progress: Progress = silent,
) -> WrittenFiles:
    """Write a nomination form and an achievement report for everyone on the list (or some), and all of them bound.

    All files or none. Raises UserError when nobody is on the list, when one of `subjects` is not, or when the folder
    refuses.
    """
    dossier = _filled(gather(ctx, plan, on, round_id))
    files = _form_files(dossier, _asked(dossier, subjects), progress)
    written = write_all(folder, files)
    progress(len(files), len(files), "Đã ghi xong")
    paths = [str(path.absolute()) for path in written]
    return WrittenFiles(files=tuple(paths[:-1]), bound=paths[-1])


def _form_files(
    dossier: Dossier, entries: Sequence[Entry], progress: Progress, *, named: bool = True
) -> dict[str, bytes]:
    """Return both forms of everyone by file name, and all of them bound; not `named`, no file name tells whose."""
    drafted = [
        (entry, form, kind) for entry in entries for form, kind in zip(_forms(dossier, entry), KINDS, strict=True)
    ]
    files: dict[str, bytes] = {}
    for number, (entry, form, kind) in enumerate(drafted):
        progress(number, len(drafted) + 1, f"Đang lập {number + 1}/{len(drafted)} văn bản")
        stem = form.file_stem if named else f"{entry.number:02d}_{kind}"
        files[f"{stem}.pdf"] = drawn.form_pdf(form)
    progress(len(drafted), len(drafted) + 1, "Đang đóng tập")
    files[BOUND] = drawn.bound_pdf([form for _entry, form, _kind in drafted])
    return files


def papers_of(ctx: Context, dossier: Dossier, progress: Progress = silent) -> tuple[bytes, dict[str, bytes]]:
    """Return the list as a workbook, and the forms by file names that tell no person's name, all of them bound.

    Raises UserError when nobody is on the list.
    """
    filled = _filled(dossier)
    content = registration_list(filled, _quotas(ctx, filled), draft=bool(checking.blocking(filled)))
    return drawn.list_xlsx(content), _form_files(filled, filled.entries, progress, named=False)


def stops(dossier: Dossier) -> tuple[ExportCheck, ...]:
    """Return what keeps the papers of a dossier drafts."""
    return tuple(checking.blocking(dossier))


def form_previews(ctx: Context, plan: str, on: date, subject: str, round_id: int | None = None) -> bytes:
    """Return both forms of a subject in one PDF. Raises UserError when the subject is not on the list."""
    dossier = _filled(gather(ctx, plan, on, round_id))
    return drawn.bound_pdf([form for entry in _asked(dossier, [subject]) for form in _forms(dossier, entry)])


def checks(ctx: Context, plan: str, on: date, round_id: int | None = None) -> tuple[ExportCheck, ...]:
    """Return what stops the papers, what to look at, and what is in order, in this order."""
    dossier = gather(ctx, plan, on, round_id)
    quotas = _quotas(ctx, dossier)
    return (*checking.blocking(dossier), *checking.warnings(dossier, quotas), *checking.fine(dossier, quotas))


def page_images(pdf: bytes, width: int) -> list[bytes]:
    """Return every page of a PDF as a PNG picture `width` pixels wide, for the window."""
    return drawn.page_images(pdf, width)


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


def _forms(dossier: Dossier, entry: Entry) -> tuple[Form, Form]:
    draft = any(stop.subject == entry.subject.code for stop in checking.blocking(dossier))
    return nomination(dossier, entry, draft=draft), report(dossier, entry, draft=draft)


def _quotas(ctx: Context, dossier: Dossier) -> list[QuotaRow]:
    """Return the quotas of the agency as a whole, which a list of the agency answers; in a round those of its year."""
    rows = plans.quota_rows(ctx, dossier.plan.code, dossier.on, dossier.readings)
    years = {None, dossier.year}
    return [
        row for row in rows if row.unit in (None, dossier.office.root) and (dossier.year is None or row.year in years)
    ]
