"""Making a backup: copy, pack, read back, put in place; unasked at opening and before large work."""

from __future__ import annotations

import contextlib
import logging
import shutil
from datetime import datetime
from pathlib import Path

from ... import __version__
from ...domain.backups import (
    HEAD,
    Backup,
    BackupManifest,
    BackupReason,
    DatabaseCopy,
    expendable,
    head_of,
)
from ...domain.errors import Damaged, UserError
from ...domain.upkeep import Progress, silent
from ...exchange.upkeep import archive
from ...storage import copies
from ...storage.migrations.run import BEFORE
from ..context import Context
from . import keeping
from .staging import FOLDER, attachments_of, refuse_without_room, staging

log = logging.getLogger(__name__)


def make(
    ctx: Context,
    reason: BackupReason = BackupReason.BY_HAND,
    note: str = "",
    out: Path | None = None,
    progress: Progress = silent,
) -> Backup:
    """Save everything of the folder into one file, `out` or a new one among the backups, and read it back.

    Raises UserError when the disk refuses, and Damaged when the data themselves do not pass the reading back; then
    there is no new file and an older one at `out` is as it was.
    """
    with staging(ctx.db.folder) as working:
        refuse_without_room(working.parent, 3 * _size(ctx.db.path))
        copy = working / "copy"
        progress(0, 0, "Sao lưu")
        ctx.db.copy_to(copy)
        return pack(ctx.db.folder, copy, ctx.now(), reason, note=note, out=out, progress=progress)


def pack(
    folder: Path,
    copy: Path,
    at: datetime,
    reason: BackupReason,
    *,
    note: str = "",
    out: Path | None = None,
    progress: Progress = silent,
) -> Backup:
    """Pack a copy of the database and the attachments of the folder; `copy` lies in a working folder."""
    held = copies.describe(copy)
    attached, left_out = attachments_of(folder)
    manifest = BackupManifest(
        program=__version__,
        schema=held.schema,
        at=at.replace(microsecond=0),
        reason=reason,
        note=note,
        counts=held.counts,
        last_act=held.last_act,
        head=head_of(held.acts),
        left_out=left_out,
    )
    target = out or _free_name(folder / FOLDER, manifest)
    refuse_without_room(target.parent, _size(copy) + sum(_size(path) for path in attached.values()))
    parts = {archive.DATABASE: copy, **attached}
    with archive.writing(target, manifest, parts, progress) as (written, manifest):
        _read_back(written, manifest, held, copy.with_name("proof"))
    return keeping.described(target)


def _read_back(written: Path, manifest: BackupManifest, held: DatabaseCopy, proof: Path) -> None:
    """Open what was written as a restore would: every part by its hash, the database by reading all of it.

    Raises UserError when the disk gave back other bytes, Damaged when they are right and yet not sound.
    """
    told = archive.read_manifest(written)
    for part in told.parts:
        archive.prove(written, part, proof if part.name == archive.DATABASE else None)
    if told != manifest or copies.inspect(proof) != held:
        raise UserError("Bản sao lưu vừa ghi đọc lại không khớp nên đã bỏ; kiểm tra ổ đĩa hoặc chọn ổ khác.")


def _free_name(place: Path, manifest: BackupManifest) -> Path:
    stem = f"sao_luu_{manifest.at:%Y%m%d_%H%M%S}_{manifest.reason.value}"
    target, number = place / f"{stem}{archive.SUFFIX}", 2
    while target.exists():
        target, number = place / f"{stem}_{number}{archive.SUFFIX}", number + 1
    return target


def _size(path: Path) -> int:
    with contextlib.suppress(OSError):
        return path.stat().st_size
    return 0


def back_up_if_due(ctx: Context, progress: Progress = silent) -> Backup | None:
    """Make the backup of the day, unless there is one or nothing to keep; then take away what rotation lets go.

    Raises UserError when it cannot be made.
    """
    ctx.memory.trouble = ""
    try:
        adopt_copies(ctx)
        made = make(ctx, BackupReason.OPENING, progress=progress) if _due(ctx) else None
        rotate(ctx.db.folder)
    except UserError as refused:
        ctx.memory.trouble = refused.sentence
        raise
    return made


def _due(ctx: Context) -> bool:
    now = keeping.standing(ctx)
    return not now.empty and (now.newest is None or now.newest.at.date() != ctx.now().date())


def before(ctx: Context, reason: BackupReason, note: str = "", progress: Progress = silent) -> None:
    """Make a backup before large work, unless the newest one already holds all there is.

    Never stands in the way of the work: why it could not be made is kept in `ctx.memory.trouble` for the window and
    the command line to say.
    """
    ctx.memory.trouble = ""
    try:
        if not _held_already(ctx):
            make(ctx, reason, note, progress=progress)
            rotate(ctx.db.folder)
    except UserError as refused:
        log.warning("No backup before %s: %s", reason.value, refused.sentence)
        ctx.memory.trouble = refused.sentence


def _held_already(ctx: Context) -> bool:
    newest = next((item for item in keeping.listed(ctx.db.folder) if item.good), None)
    with ctx.db.read() as reader:
        last, head = reader.last_act(), head_of(reader.acts(HEAD))
    if last == 0:
        return True
    told = newest.manifest if newest else None
    return told is not None and (told.last_act, told.head) == (last, head)


def rotate(folder: Path) -> None:
    """Take away the automatic backups that newer ones make needless; one that is held open stays for another day."""
    for item in expendable(keeping.listed(folder)):
        with contextlib.suppress(OSError):
            item.file.unlink()


def adopt_copies(ctx: Context) -> None:
    """Turn the plain copies made before an upgrade of the data into backups like all others.

    A copy goes only once its backup was read back. Raises UserError for what the disk refuses.
    """
    folder = ctx.db.folder
    for left in sorted((folder / FOLDER).glob(f"{BEFORE}*.sqlite")):
        with staging(folder) as working:
            copy = working / "copy"
            try:
                shutil.copyfile(left, copy)
                at = datetime.fromtimestamp(left.stat().st_mtime)  # noqa: DTZ006 - the office's clock
                pack(folder, copy, at, BackupReason.UPGRADE)
            except Damaged as refused:
                log.warning("A copy made before an upgrade is of no use: %s", refused.sentence)
                continue
        left.unlink(missing_ok=True)
