"""Writing papers into a folder: one file each and one that binds them, all of them or none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from ...domain.documents import Form, PaperFormat, RegistrationList, WrittenFiles
from ...domain.errors import Cancelled
from ...domain.upkeep import Progress
from ...exchange import documents as drawn
from ...exchange.files import write_all

_DRAWN = {PaperFormat.PDF: drawn.form_pdf, PaperFormat.WORD: drawn.form_docx}
_BOUND = {PaperFormat.PDF: drawn.bound_pdf, PaperFormat.WORD: drawn.bound_docx}
_LISTS = {"pdf": drawn.list_pdf, "docx": drawn.list_docx}


def draw_list(content: RegistrationList, ending: str) -> bytes:
    """Return a list as the file of that ending; as a workbook where it is neither "pdf" nor "docx"."""
    return _LISTS.get(ending, drawn.list_xlsx)(content)


def draw_forms(forms: Mapping[str, Form], bound: str, written_as: PaperFormat, progress: Progress) -> dict[str, bytes]:
    """Return the papers, given by the stems of their file names, by file name; bound under `bound` where several.

    Raises what `progress` raises.
    """
    files: dict[str, bytes] = {}
    _draw(forms, bound, written_as, progress, files, {})
    return files


def _draw(
    forms: Mapping[str, Form],
    bound: str,
    written_as: PaperFormat,
    progress: Progress,
    files: dict[str, bytes],
    own: Mapping[str, bytes],
) -> None:
    """Put the papers into `files` one after the other; in Word those with an office's own template follow it."""
    draw, bind, ending = _DRAWN[written_as], _BOUND[written_as], written_as.value
    templates = own if written_as is PaperFormat.WORD else {}
    several = len(forms) > 1
    steps = len(forms) + several
    for number, (stem, form) in enumerate(forms.items()):
        progress(number, steps, f"Đang lập {number + 1}/{len(forms)} văn bản")
        template = templates.get(form.kind)
        files[f"{stem}.{ending}"] = draw(form) if template is None else drawn.templated_docx(template, form)
    if several:
        progress(len(forms), steps, "Đang đóng tập")
        files[f"{bound}.{ending}"] = bind(list(forms.values()))


def write_forms(
    forms: Sequence[Form],
    folder: Path,
    bound: str,
    written_as: PaperFormat,
    progress: Progress,
    own: Mapping[str, bytes] = MappingProxyType({}),
) -> WrittenFiles:
    """Write the papers under their stems, and bound under the stem `bound` where there are several.

    `own` are the office's own templates by kind of paper: single Word files follow them, the bound file does not.

    Stopped half way, the papers already made are written and nothing is bound; stopped before the first, Cancelled is
    raised. Raises UserError when the folder refuses, ValueError when there is no paper.
    """
    if not forms:
        raise ValueError("no paper to write")
    files: dict[str, bytes] = {}
    try:
        _draw({form.file_stem: form for form in forms}, bound, written_as, progress, files, own)
    except Cancelled:
        if not files:
            raise
        return WrittenFiles(files=_paths(write_all(folder, files)), stopped=True)
    written = _paths(write_all(folder, files))
    progress(len(files), len(files), "Đã ghi xong")
    return WrittenFiles(files=written[: len(forms)], bound=written[-1] if len(files) > len(forms) else None)


def _paths(written: Iterable[Path]) -> tuple[str, ...]:
    return tuple(str(path.absolute()) for path in written)
