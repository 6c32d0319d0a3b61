"""Official papers as files of their own: kept as issued first, and bearing their codes."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path

from ...domain.documents import Form, ListKind, PaperKind, WrittenFiles
from ...domain.errors import Cancelled
from ...domain.issued import LIST, NOMINATION, OF_SUBJECT, REPORT, IssuedPaper, paper_key
from ...domain.rounds import Round
from ...domain.upkeep import Progress, silent
from ...exchange import documents as drawn
from ...exchange.files import write_all, write_atomically
from ..context import Context
from ..documents import FORMS, PAPERS
from ..documents.dossier import Dossier
from ..documents.papers import papers
from ..issued_papers import standing_papers
from .contents import Content, contents, filled_in
from .issuing import dossier_of, issue, keep_issued, pdf_of, versions_of

_KEYS = {ListKind.REGISTRATION: LIST}


def export_list(ctx: Context, round_id: int, target: Path, kind: ListKind = ListKind.REGISTRATION) -> WrittenFiles:
    """Issue a list of a round as the records tell it now and write it: as PDF under a name in .pdf, else a workbook.

    Both bear the code of the version kept. Raises UserError while a check keeps the list a draft, or the file cannot
    be written.
    """
    key = _KEYS.get(kind, kind.value)
    issue(ctx, round_id, [key])
    with ctx.db.read() as reader:
        held = standing_papers(reader, round_id)
    if target.suffix.lower() == ".pdf":
        data = pdf_of(ctx, held[key])
    else:
        _round, dossier = dossier_of(ctx, round_id)
        made = contents(ctx, dossier, filled_in(held))
        listed = next(item.listed for item in made if item.key == key)
        data = drawn.list_xlsx(replace(listed, code=held[key].code))
    write_atomically(target, data)
    return WrittenFiles(files=(str(target.absolute()),))


def export_papers(
    ctx: Context,
    round_id: int,
    folder: Path,
    kinds: Sequence[str],
    subjects: Collection[str] | None = None,
    progress: Progress = silent,
) -> WrittenFiles:
    """Issue papers of a round as the records tell them now, and write their PDFs, and where several, all of them bound.

    `kinds` are NOMINATION, REPORT or words of `PaperKind`; `subjects` narrows the papers of single subjects. Every page
    bears the code of the version kept, but for reminders, which are no papers of the round. Stopped half way, the
    papers already made are kept and written and nothing is bound; before the first, Cancelled is raised. Raises
    UserError while a check keeps the papers drafts, or a file cannot be written.
    """
    current, dossier = dossier_of(ctx, round_id)
    keys = _keys(dossier, kinds, subjects)
    made, stopped = _kept(ctx, current, dossier, keys, progress)
    with ctx.db.read() as reader:
        held = standing_papers(reader, round_id)
    wanted = [item for item in contents(ctx, dossier, filled_in(held), keys) if item.key in (made if stopped else keys)]
    files = {f"{_form(item).file_stem}.pdf": pdf_of(ctx, held[item.key]) for item in wanted}
    forms = [replace(_form(item), code=held[item.key].code) for item in wanted]
    if PaperKind.REMINDER.value in kinds and not stopped:
        letters = papers(ctx, dossier, PaperKind.REMINDER)
        files |= {f"{form.file_stem}.pdf": drawn.form_pdf(form) for form in letters}
        forms += letters
    if stopped or len(files) == 1:
        return WrittenFiles(files=_write(folder, files), stopped=stopped)
    progress(len(files), len(files) + 1, "Đang đóng tập")
    bound = FORMS if set(kinds) == {NOMINATION, REPORT} else PAPERS
    written = _write(folder, {**files, f"{bound}.pdf": drawn.bound_pdf(forms)})
    return WrittenFiles(files=written[:-1], bound=written[-1])


def _kept(
    ctx: Context, current: Round, dossier: Dossier, keys: Collection[str], progress: Progress
) -> tuple[set[str], bool]:
    """Issue papers and return the keys of the new versions, and whether the clerk stopped it half way."""
    assert current.id is not None  # read from the data folder
    with ctx.db.read() as reader:
        held = standing_papers(reader, current.id)
    made: list[IssuedPaper] = []
    stopped = False
    try:
        made.extend(versions_of(ctx, current, dossier, held, filled_in(held), keys, progress))
    except Cancelled:
        if not made:
            raise
        stopped = True
    keep_issued(ctx, current, made)
    return {item.key for item in made}, stopped


def _write(folder: Path, files: dict[str, bytes]) -> tuple[str, ...]:
    return tuple(str(path.absolute()) for path in write_all(folder, files))


def _keys(dossier: Dossier, kinds: Sequence[str], subjects: Collection[str] | None) -> list[str]:
    keys = [kind for kind in kinds if kind not in OF_SUBJECT and kind != PaperKind.REMINDER]
    for entry in dossier.entries:
        code = entry.subject.code
        if subjects is None or code in subjects:
            keys += [paper_key(kind, code) for kind in kinds if kind in OF_SUBJECT]
    return keys


def _form(item: Content) -> Form:
    assert isinstance(item.value, Form)  # lists are written by `export_list`
    return item.value
