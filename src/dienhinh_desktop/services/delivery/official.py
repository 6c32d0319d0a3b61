"""The official list as a file of its own: kept as issued first, and bearing its code, as workbook or PDF."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from ...domain.documents import WrittenFiles
from ...domain.issued import LIST
from ...exchange import documents as drawn
from ...exchange.files import write_atomically
from ..context import Context
from .contents import contents, filled_in
from .issuing import dossier_of, issue, newest, pdf_of


def export_list(ctx: Context, round_id: int, target: Path) -> WrittenFiles:
    """Issue the list of a round as the records tell it now and write it: as PDF under a name in .pdf, else a workbook.

    Both bear the code of the version kept. Raises UserError while a check keeps the list a draft, or the file cannot
    be written.
    """
    issue(ctx, round_id, [LIST])
    with ctx.db.read() as reader:
        held = newest(reader, round_id)
    if target.suffix.lower() == ".pdf":
        data = pdf_of(ctx, held[LIST])
    else:
        _round, dossier = dossier_of(ctx, round_id)
        made = contents(ctx, dossier, filled_in(held))
        listed = next(item.listed for item in made if item.key == LIST)
        data = drawn.list_xlsx(replace(listed, code=held[LIST].code))
    write_atomically(target, data)
    return WrittenFiles(files=(str(target.absolute()),))
