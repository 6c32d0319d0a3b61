"""Receiving packages of units below: proved, kept, laid beside the records, merged as one act or given back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from ...domain.backups import BackupReason
from ...domain.dates import short_date
from ...domain.errors import UserError
from ...domain.identity import DistinctPair
from ...domain.imports import ImportReport, RowState
from ...domain.packages import (
    NEW_SUBJECT,
    MergeDecisions,
    OpenedPackage,
    PackageManifest,
    PackageState,
    ReceivedPackage,
    SenderCode,
)
from ...domain.text import clean
from ...domain.upkeep import Changes, Kind, Progress, silent
from ...exchange import delivery as package
from ...exchange.files import write_all
from ...storage.work import Work
from .. import backups, upkeep
from ..context import Context
from ..imports.writing import write_matches
from ..plans import pack_of
from .merging import MergePreview, lay, preview, sender_of

KEPT = Path("attachments", "packages")
"""Folder of the data folder where packages are kept as they came."""
_CHANGED = frozenset({Kind.RECORDS, Kind.IMPORTS})
_NOTHING = MergeDecisions()


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeReport:
    """What a merge did: the package as it is kept now, counts of rows, the batch that takes it back.

    `batch` is None when the package was merged before; nothing was changed then.
    """

    package: ReceivedPackage
    added: int
    updated: int
    unchanged: int
    batch: int | None


def open_package(ctx: Context, path: Path, passphrase: str | None = None, progress: Progress = silent) -> OpenedPackage:
    """Read a package and prove it whole. Raises UserError when it is not, or its plan is not installed here."""
    opened = package.open_package(path, ctx.catalogue, passphrase, progress)
    told = opened.manifest
    if told.plan not in ctx.packs:
        raise UserError(
            f"Gói {opened.file} lập theo kế hoạch {told.plan} ({told.plan_title}) mà máy này chưa có; thêm kế hoạch ấy"
            " rồi nhận lại."
        )
    return opened


def verify_package(path: Path, passphrase: str | None = None) -> PackageManifest:
    """Prove a package whole and return what it says of itself; no data folder is needed. Raises UserError."""
    return package.check_package(path, passphrase)


def is_package(path: Path) -> bool:
    """Tell whether a file can be a package, sealed or not, by how it begins."""
    return package.is_package(path)


def look(ctx: Context, opened: OpenedPackage, decisions: MergeDecisions = _NOTHING) -> MergePreview:
    """Lay a package beside what is kept; nothing is written. Raises UserError when it is the office's own."""
    return preview(ctx, opened, decisions)


def received(ctx: Context, plan: str | None = None) -> tuple[ReceivedPackage, ...]:
    """Return the packages received, oldest first."""
    with ctx.db.read() as reader:
        return tuple(item for item in reader.received_packages() if plan in (None, item.plan))


def kept_file(ctx: Context, sha256: str) -> Path:
    """Return where a package lies as it came."""
    return ctx.db.folder / KEPT / f"{sha256}.zip"


def keep_package(ctx: Context, opened: OpenedPackage, path: Path) -> ReceivedPackage:
    """Keep a package as received, to be merged or given back later; one received before is only returned.

    Raises UserError when its sender is not among the units kept.
    """
    found = preview(ctx, opened, _NOTHING)
    if found.before is not None:
        return found.before
    if found.unit.code in found.identified.new:
        raise UserError(
            f"Chưa có đơn vị “{sender_of(opened).name}” trong hồ sơ nên chưa ghi nhận gói; thêm đơn vị, hoặc gộp luôn."
        )
    new = _package(ctx, opened, found.unit.code, PackageState.RECEIVED)
    _keep_file(ctx, opened, path)
    with ctx.db.work(f"Nhận gói của {found.unit.name}", ctx.who, "receive") as work:
        return replace(new, id=work.insert("received_packages", [new])[0])


def _package(ctx: Context, opened: OpenedPackage, unit: str, state: PackageState) -> ReceivedPackage:
    told = opened.manifest
    return ReceivedPackage(
        unit=unit,
        plan=told.plan,
        plan_version=told.plan_version,
        state=state,
        at=ctx.now().replace(microsecond=0),
        sent_at=told.at,
        file=opened.file,
        sha256=opened.sha256,
        digest=opened.digest,
        candidates=opened.candidates,
    )


def _keep_file(ctx: Context, opened: OpenedPackage, path: Path) -> None:
    target = kept_file(ctx, opened.sha256)
    if not target.exists():
        try:
            data = path.read_bytes()
        except OSError:
            raise UserError(f"Không đọc lại được {path.name} nên chưa nhận; chép lại tệp rồi nhận.") from None
        write_all(target.parent, {target.name: data})


def give_back(ctx: Context, package_id: int, reason: str, due: date | None = None) -> Changes:
    """Note that a package goes back to its unit, why, and by when the mended one is wanted.

    Raises UserError when no reason is given, when it was merged, or when it is gone.
    """
    words = clean(reason)
    if not words:
        raise UserError("Chưa ghi lý do trả lại; ghi rõ chỗ cần sửa để đơn vị biết.")
    with ctx.db.work("Trả lại gói", ctx.who, "receive") as work:
        held = next((item for item in work.received_packages() if item.id == package_id), None)
        if held is None:
            raise UserError("Gói này không còn trong sổ nhận; mở lại trang Đơn vị dưới.")
        if held.state is PackageState.MERGED:
            raise UserError("Gói đã gộp nên không trả lại được; hoàn tác lần gộp trước.")
        unit = work.subject(held.unit)
        name = unit.name if unit else held.unit
        work.name_act(f"Trả lại gói của {name}")
        work.update("received_packages", [replace(held, state=PackageState.RETURNED, reason=words, due=due)])
        until = f", hạn {short_date(due)}" if due else ""
        return Changes(_CHANGED, f"Đã ghi trả lại gói của {name}{until}.", work.act)


def merge(
    ctx: Context,
    opened: OpenedPackage,
    path: Path,
    decisions: MergeDecisions = _NOTHING,
    progress: Progress = silent,
) -> MergeReport:
    """Merge a package into the records, all of it or nothing, as one act “Gộp gói của …”.

    A package merged before changes nothing. Raises UserError, and changes nothing, while conflicts or doubts about who
    is who are open, or when the package holds errors.
    """
    pack_of(ctx, opened.manifest.plan)
    found = preview(ctx, opened, decisions)
    if found.before is not None and found.before.state is PackageState.MERGED:
        return MergeReport(package=found.before, added=0, updated=0, unchanged=len(found.rows), batch=None)
    _refuse_open(found)
    backups.before(ctx, BackupReason.IMPORT, opened.file, progress)
    _keep_file(ctx, opened, path)
    root = upkeep.office(ctx).root
    with ctx.db.work(f"Gộp gói của {found.unit.name}", ctx.who, "import") as work:
        if work.last_act() != found.as_of:
            found = lay(ctx, root, opened, decisions, work)
            _refuse_open(found)
        write_matches(work, found.matches, progress)
        _remember(work, found)
        kept = _note(ctx, work, found)
        report = ImportReport(
            file=opened.file,
            added=found.count(RowState.NEW),
            updated=found.count(RowState.CHANGED),
            unchanged=found.count(RowState.SAME),
        )
        batch = work.note_import(report)
        return MergeReport(
            package=kept, added=report.added, updated=report.updated, unchanged=report.unchanged, batch=batch
        )


def _refuse_open(found: MergePreview) -> None:
    if found.errors:
        raise UserError(
            f"Chưa gộp gói của {found.unit.name} vì có {len(found.errors)} chỗ sai, đầu tiên:"
            f" {found.errors[0].message} Trả lại đơn vị sửa.",
            details=tuple(item.message for item in found.errors),
        )
    doubts = found.identified.open
    if doubts:
        first = doubts[0]
        other = first.alike[0]
        raise UserError(
            f"Chưa gộp gói của {found.unit.name} vì có {len(doubts)} đối tượng chưa rõ là ai: {first.name}"
            f" ({first.code}) có thể là {other.subject.code} ({other.words}); chọn cho từng đối tượng rồi gộp.",
            details=tuple(f"{item.name} ({item.code})" for item in doubts),
        )
    conflicts = found.open_conflicts
    if conflicts:
        one = conflicts[0]
        raise UserError(
            f"Chưa gộp gói của {found.unit.name} vì còn {len(conflicts)} chỗ mâu thuẫn, đầu tiên: {one.name},"
            f" {one.heading} ở sổ “{one.ours}”, ở gói “{one.theirs}”; chọn bên giữ rồi gộp.",
            details=tuple(f"{item.name}, {item.heading}: {item.ours} / {item.theirs}" for item in conflicts),
        )


def _remember(work: Work, found: MergePreview) -> None:
    """Keep whom the sender's codes stand for where that is not plain, and who was found to be another."""
    unit, told = found.unit.code, found.identified
    known = {item.theirs: item for item in work.sender_codes() if item.unit == unit}
    answered = {doubt.code for doubt in told.doubts}
    wanted = [
        SenderCode(unit, theirs, ours)
        for theirs, ours in sorted(told.codes.items())
        if (theirs != ours or theirs in answered) and known.get(theirs) != SenderCode(unit, theirs, ours)
    ]
    work.insert("sender_codes", [item for item in wanted if item.theirs not in known])
    work.update("sender_codes", [replace(item, id=known[item.theirs].id) for item in wanted if item.theirs in known])
    pairs = {
        DistinctPair.of(told.codes[doubt.code], one.subject.code)
        for doubt in told.doubts
        if doubt.who == NEW_SUBJECT
        for one in doubt.alike
    } - set(work.distinct_pairs())
    work.insert("distinct_pairs", sorted(pairs, key=lambda pair: (pair.first, pair.second)))


def _note(ctx: Context, work: Work, found: MergePreview) -> ReceivedPackage:
    """Keep the package as merged, whether it was received before or comes now."""
    now = ctx.now().replace(microsecond=0)
    reason = clean(found.decisions.reason) or None
    new = replace(
        found.before or _package(ctx, found.opened, found.unit.code, PackageState.MERGED),
        state=PackageState.MERGED,
        merged_at=now,
        reason=reason,
        due=None,
    )
    if new.id is None:
        return replace(new, id=work.insert("received_packages", [new])[0])
    work.update("received_packages", [new])
    return new
