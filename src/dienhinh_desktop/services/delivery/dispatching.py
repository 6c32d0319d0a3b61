"""The dossier leaves: its files laid into a plain folder, and the note of when, how and to whom it was sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from ...domain.dates import short_date
from ...domain.documents import PaperKind, WrittenFiles
from ...domain.eligibility import Stage
from ...domain.errors import UserError
from ...domain.issued import Dispatch, PaperRow, RoundPapers, SendingWay
from ...domain.plans import MilestoneInfo
from ...domain.records import PlanDocument
from ...domain.text import clean
from ...domain.upkeep import Changes, Kind, Progress, silent
from ...exchange.files import form_file_name, read_whole, write_all
from .. import kept_papers, plans, upkeep
from ..context import Context
from ..issued_papers import choose_papers, standing_papers
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


def set_goes(ctx: Context, round_id: int, keys: Sequence[str], *, goes: bool) -> Changes:
    """Leave papers of a round out of what is sent, or put them in. Raises UserError when the round is gone."""
    with ctx.db.read() as reader:
        reader.round(round_id)
    what = f"{len(keys)} văn bản"
    label = f"Đưa {what} vào bộ gửi" if goes else f"Bỏ {what} khỏi bộ gửi"
    with ctx.db.work(label, ctx.who, "issue") as work:
        choose_papers(work, round_id, keys, goes=goes)
        return Changes(CHANGED, f"Đã {label[0].lower()}{label[1:]}.", work.act if work.changed else None)


def sending_milestones(ctx: Context, round_id: int, day: date) -> tuple[tuple[MilestoneInfo, ...], str | None]:
    """Return the milestones the office itself may meet by sending on a day, and which one this round most likely is.

    They have a recipient and no document yet. A round that registers is for the milestone of lists; any other for one
    whose window holds the day and that goes where the plan sends lists. Nothing is presumed beyond that.
    """
    with ctx.db.read() as reader:
        current = reader.round(round_id)
    root = upkeep.office(ctx).root
    rows = {
        row.code: row
        for row in plans.milestone_rows(ctx, current.plan, day, current.readings)
        if row.unit in (None, root) and row.document_date is None
    }
    told = plans.pack_of(ctx, current.plan).shown(current.readings)
    found = tuple(
        replace(info, earliest=rows[info.code].earliest, latest=rows[info.code].latest)
        for info in told.milestones
        if info.code in rows and info.recipient
    )
    if current.stage is Stage.REGISTRATION:
        likely = [info.code for info in found if info.code in told.list_milestones]
    else:
        likely = [
            info.code
            for info in found
            if info.recipient == told.list_recipient and info.latest and (info.earliest or day) <= day <= info.latest
        ]
    return found, likely[0] if likely else None


def note_sent(
    ctx: Context,
    round_id: int,
    day: date,
    way: SendingWay,
    receiver: str,
    receipt: Path | None = None,
    milestone: str | None = None,
) -> Changes:
    """Note that the dossier of a round was sent, and with it the milestone of the plan that is met by it.

    Both are one act. Raises UserError for a day to come, no receiver, a bad receipt, or a milestone that is not the
    office's own or has its document already.
    """
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
    met = _met(ctx, round_id, day, milestone) if milestone else None
    with ctx.db.work(f"Ghi đã gửi: {current.name}", ctx.who, "send") as work:
        work.insert("dispatches", [noted])
        if met is not None:
            work.insert("plan_documents", [met])
        told = f"Đã ghi: gửi ngày {short_date(day)}, {way.label.lower()}; chờ kết quả."
        kinds = CHANGED if met is None else CHANGED | {Kind.RECORDS}
        return Changes(kinds, f"{told} Mốc {milestone} đã xong." if met else told, work.act)


def _met(ctx: Context, round_id: int, day: date, milestone: str) -> PlanDocument:
    """Return the document that meets a milestone: the request of the round, sent on that day."""
    offered, _likely = sending_milestones(ctx, round_id, day)
    if milestone not in {info.code for info in offered}:
        raise UserError(f"Mốc {milestone} đã có văn bản hoặc không phải mốc cơ quan gửi lên; chọn mốc khác, hoặc bỏ.")
    with ctx.db.read() as reader:
        current, held = reader.round(round_id), standing_papers(reader, round_id)
    request = held.get(PaperKind.REQUEST.value)
    return PlanDocument(
        plan=current.plan,
        milestone=milestone,
        unit=upkeep.office(ctx).root,
        number=request.number if request is not None else None,
        date=day,
    )
