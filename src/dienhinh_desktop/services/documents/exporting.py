"""Writing papers into a folder: one file each and one that binds them, all of them or none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from ...domain.documents import Form, PaperFormat, WrittenFiles
from ...domain.upkeep import Progress
from ...exchange import documents as drawn
from ...exchange.files import write_all

_DRAWN = {PaperFormat.PDF: drawn.form_pdf, PaperFormat.WORD: drawn.form_docx}
_BOUND = {PaperFormat.PDF: drawn.bound_pdf, PaperFormat.WORD: drawn.bound_docx}


def draw_forms(forms: Mapping[str, Form], bound: str, written_as: PaperFormat, progress: Progress) -> dict[str, bytes]:
    """Return the papers, given by the stems of their file names, by file name; bound under `bound` where several."""
    draw, bind, ending = _DRAWN[written_as], _BOUND[written_as], written_as.value
    several = len(forms) > 1
    steps = len(forms) + several
    files: dict[str, bytes] = {}
    for number, (stem, form) in enumerate(forms.items()):
        progress(number, steps, f"Đang lập {number + 1}/{len(forms)} văn bản")
        files[f"{stem}.{ending}"] = draw(form)
    if several:
        progress(len(forms), steps, "Đang đóng tập")
        files[f"{bound}.{ending}"] = bind(list(forms.values()))
    return files


def write_forms(
    forms: Sequence[Form], folder: Path, bound: str, written_as: PaperFormat, progress: Progress
) -> WrittenFiles:
    """Write the papers under their stems, and bound under the stem `bound` where there are several.

    Raises UserError when the folder refuses, ValueError when there is no paper, and what `progress` raises.
    """
    if not forms:
        raise ValueError("no paper to write")
    files = draw_forms({form.file_stem: form for form in forms}, bound, written_as, progress)
    written = [str(path.absolute()) for path in write_all(folder, files)]
    progress(len(files), len(files), "Đã ghi xong")
    return WrittenFiles(files=tuple(written[: len(forms)]), bound=written[-1] if len(files) > len(forms) else None)
