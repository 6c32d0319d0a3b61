"""The dossier leaves: its files laid into a plain folder, and the note of when, how and to whom it was sent."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from ...domain.dates import short_date
from ...domain.documents import WrittenFiles
from ...domain.errors import UserError
from ...domain.issued import Dispatch, PaperRow, RoundPapers, SendingWay
from ...domain.text import clean
from ...domain.upkeep import Changes, Progress, silent
from ...exchange.files import form_file_name, read_whole, write_all
from .. import kept_papers
from ..context import Context
from .issuing import CHANGED
from .round_papers import round_papers
from .signed import LARGEST


def write_folder(ctx: Context, round_id: int, folder: Path, progress: Progress = silent) -> WrittenFiles:
    """Write the dossier as plain files in its order, signed copies where there are, for an office without the program.

    All files or none. Raises UserError when nothing was issued, or the folder refuses.
    """
    files = dossier_files(ctx, round_papers(ctx, round_id), progress)
    if not files:
        raise UserError("Chưa có văn bản nào được lập nên chưa ghi ra thư mục; lập văn bản trước.")
    written = write_all(folder, files)
    return WrittenFiles(files=tuple(str(path.absolute()) for path in written))


def dossier_files(ctx: Context, papers: RoundPapers, progress: Progress = silent) -> dict[str, bytes]:
    """Return the files of a dossier by names that tell order and paper; a signed copy stands for its paper."""
    rows = [row for row in papers.dossier if row.issued is not None]
    files: dict[str, bytes] = {}
    for place, row in enumerate(rows):
        progress(place, len(rows), f"Đang lấy {place + 1}/{len(rows)} văn bản")
        name, digest = _file(row)
        files[name] = kept_papers.kept(ctx, digest).read_bytes()
    return files


def _file(row: PaperRow) -> tuple[str, str]:
    assert row.issued is not None  # asked of issued papers only
    stem = form_file_name(row.issued.place, f"{row.name} {row.about if row.issued.subject else ''}")
    if row.signed is None:
        return f"{stem}.pdf", row.issued.digest
    return f"{stem}_da_ky{Path(row.signed.file).suffix.lower()}", row.signed.digest


def note_sent(
    ctx: Context, round_id: int, day: date, way: SendingWay, receiver: str, receipt: Path | None = None
) -> Changes:
    """Note that the dossier of a round was sent. Raises UserError for a day to come, no receiver, or a bad receipt."""
    if day > ctx.now().date():
        raise UserError(f"Ngày gửi {short_date(day)} chưa tới; ghi ngày đã gửi thật.")
    if not clean(receiver):
        raise UserError("Chưa ghi người nhận, nơi nhận; ghi để sau còn tra lại.")
    with ctx.db.read() as reader:
        current, issued = reader.round(round_id), reader.issued_papers(round_id)
    if not issued:
        raise UserError("Chưa có văn bản nào được lập trong đợt này nên chưa ghi đã gửi; lập văn bản trước.")
    data = read_whole(receipt, LARGEST) if receipt is not None else None
    ending = receipt.suffix.lower().lstrip(".") if receipt is not None else ""
    noted = Dispatch(
        round_id=round_id,
        day=day,
        way=way,
        receiver=clean(receiver),
        receipt=kept_papers.keep(ctx, data, ending or "bin") if data is not None else None,
        receipt_file=receipt.name if receipt is not None else None,
        at=ctx.now().replace(microsecond=0),
        who=ctx.who,
    )
    with ctx.db.work(f"Ghi đã gửi: {current.name}", ctx.who, "send") as work:
        work.insert("dispatches", [noted])
        return Changes(CHANGED, f"Đã ghi: gửi ngày {short_date(day)}, {way.label.lower()}; chờ kết quả.", work.act)
