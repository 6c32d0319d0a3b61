"""Writing papers into a folder: one file each and one that binds them, all of them or none."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ...domain.documents import Form, PaperFormat, WrittenFiles
from ...domain.upkeep import Progress
from ...exchange import documents as drawn
from ...exchange.files import write_all

_DRAWN = {PaperFormat.PDF: drawn.form_pdf, PaperFormat.WORD: drawn.form_docx}
_BOUND = {PaperFormat.PDF: drawn.bound_pdf, PaperFormat.WORD: drawn.bound_docx}


def write_forms(
    forms: Sequence[Form], folder: Path, bound: str, written_as: PaperFormat, progress: Progress
) -> WrittenFiles:
    """Write the papers under their stems, and bound under the stem `bound` where there are several.

    Raises UserError when the folder refuses, ValueError when there is no paper, and what `progress` raises.
    """
    if not forms:
        raise ValueError("no paper to write")
    draw, bind, ending = _DRAWN[written_as], _BOUND[written_as], written_as.value
    several = len(forms) > 1
    steps = len(forms) + several
    files: dict[str, bytes] = {}
    for number, form in enumerate(forms):
        progress(number, steps, f"Đang lập {number + 1}/{len(forms)} văn bản")
        files[f"{form.file_stem}.{ending}"] = draw(form)
    if several:
        progress(len(forms), steps, "Đang đóng tập")
        files[f"{bound}.{ending}"] = bind(forms)
    written = [str(path.absolute()) for path in write_all(folder, files)]
    progress(steps, steps, "Đã ghi xong")
    return WrittenFiles(files=tuple(written[: len(forms)]), bound=written[-1] if several else None)
