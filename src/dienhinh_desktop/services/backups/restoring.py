"""Putting a backup back: proved first, what is there is saved, then all of it or nothing."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from ...domain.backups import BackupManifest, BackupReason, head_of
from ...domain.errors import Damaged, UserError
from ...domain.upkeep import Changes, Kind, Progress, silent
from ...exchange.files import placing
from ...exchange.upkeep import archive
from ...storage import copies
from ...storage.refusals import in_words
from ...storage.rescue import replace_damaged
from ..context import Context
from . import making
from .staging import refuse_without_room, staging

_PAGE_SIZE = 4096


def restore(ctx: Context, file: Path, progress: Progress = silent) -> Changes:
    """Make the folder what it was when a backup was made; first what it is now is saved "trước khi khôi phục".

    The database changes in one transaction; attachments are never written over by others, so those of the backup are
    put in before it. Raises UserError, and nothing has changed, when the backup is damaged, is of a newer program,
    or what is there could not be saved first.
    """
    with _proved(ctx.db.folder, file, progress) as (manifest, parts):
        kept = _save_what_is_there(ctx, progress)
        _put_in_attachments(ctx.db.folder, manifest, parts)
        ctx.db.put_back(parts[archive.DATABASE], progress)
    ctx.memory.book, ctx.memory.act = None, -1
    return Changes(
        frozenset(Kind),
        f"Đã khôi phục bản sao lưu {manifest.at:%H:%M %d/%m/%Y}; sổ trước đó giữ ở {kept.name}.",
    )


@contextmanager
def _proved(folder: Path, file: Path, progress: Progress) -> Iterator[tuple[BackupManifest, Mapping[str, Path]]]:
    """Yield what a backup says and its parts, unpacked and read to their end."""
    manifest = archive.read_manifest(file)
    with staging(folder) as working:
        refuse_without_room(working.parent, 3 * sum(part.size for part in manifest.parts))
        parts = archive.extract(file, manifest, working, progress)
        held = copies.inspect(parts[archive.DATABASE])
        told = (dict(manifest.counts), manifest.schema, manifest.last_act, manifest.head)
        if told != (dict(held.counts), held.schema, held.last_act, head_of(held.acts)):
            raise UserError(archive.BROKEN.format(file=file.name, why="số dòng hoặc nhật ký khác bản kê"))
        yield manifest, parts


def _save_what_is_there(ctx: Context, progress: Progress) -> Path:
    try:
        return making.make(ctx, BackupReason.RESTORE, progress=progress).file
    except Damaged:
        # What is there is not sound, and that may be why a backup is asked for: keep it as it is.
        aside = ctx.db.folder / "backups" / f"hong_{ctx.now():%Y%m%d_%H%M%S}.sqlite"
        with in_words():
            ctx.db.copy_to(aside)
        return aside


def _put_in_attachments(folder: Path, manifest: BackupManifest, parts: Mapping[str, Path]) -> None:
    for part in manifest.parts:
        if part.name == archive.DATABASE:
            continue
        target = folder / part.name
        if _sha256(target) != part.sha256:
            target.parent.mkdir(parents=True, exist_ok=True)
            with placing(target) as beside:
                shutil.copyfile(parts[part.name], beside)


def _sha256(path: Path) -> str:
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except FileNotFoundError:
        return ""


def restore_over_damaged(
    folder: Path, file: Path, now: Callable[[], datetime] = datetime.now, progress: Progress = silent
) -> str:
    """Put a backup in the place of a database that cannot be opened any more; return the sentence that says so.

    The damaged files are kept beside the backups. Raises UserError as `restore` does.
    """
    folder = Path(folder).resolve()
    with _proved(folder, file, progress) as (manifest, parts):
        with in_words():
            copies.lead_to_today(parts[archive.DATABASE], _PAGE_SIZE)
        _put_in_attachments(folder, manifest, parts)
        aside = replace_damaged(folder, parts[archive.DATABASE], now())
    return f"Đã khôi phục bản sao lưu {manifest.at:%H:%M %d/%m/%Y}; tệp hỏng giữ ở thư mục backups/{aside.name}."
