"""The backups there are: listed, looked into, and how safe the folder is by them."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from ...domain.backups import Backup, BackupStanding, BackupView
from ...domain.errors import UserError
from ...exchange.upkeep import archive
from ...storage import copies
from ..context import Context
from .staging import FOLDER, refuse_without_room, staging


def listed(folder: Path) -> tuple[Backup, ...]:
    """Return the backups of a data folder, newest first; damaged files, and those that are none, stand last."""
    try:
        files = [path for path in (folder / FOLDER).glob(f"*{archive.SUFFIX}") if not path.name.startswith(".")]
    except OSError:
        files = []
    found = [item for item in map(_described_or_gone, files) if item is not None]
    return tuple(sorted(found, key=lambda item: (item.good, item.at, item.file.name), reverse=True))


def _described_or_gone(path: Path) -> Backup | None:
    try:
        return described(path)
    except OSError:  # taken away meanwhile by rotation
        return None


def described(path: Path) -> Backup:
    """Return what a file says of itself as a backup, or why it is none. Raises OSError when it is gone."""
    stat = path.stat()
    try:
        manifest = archive.read_manifest(path)
    except UserError as refused:
        at = datetime.fromtimestamp(stat.st_mtime).replace(microsecond=0)  # noqa: DTZ006 - the office's clock
        return Backup(file=path, at=at, size=stat.st_size, fault=refused.sentence)
    return Backup(file=path, at=manifest.at, size=stat.st_size, manifest=manifest)


def standing(ctx: Context) -> BackupStanding:
    """Tell how safe the folder is."""
    with ctx.db.read() as reader:
        empty = reader.last_act() == 0
    newest = next((item for item in listed(ctx.db.folder) if item.good), None)
    return BackupStanding(newest=newest, empty=empty, trouble=ctx.memory.trouble)


def look_into(ctx: Context, file: Path) -> BackupView:
    """Read a backup to its end, as a restore would, and lay what it holds beside what is kept; nothing is changed.

    Raises UserError when it is no backup, is damaged, or is of a newer program.
    """
    manifest = archive.read_manifest(file)
    with staging(ctx.db.folder) as working:
        refuse_without_room(working.parent, sum(part.size for part in manifest.parts))
        held = copies.inspect(archive.extract(file, manifest, working)[archive.DATABASE])
    with ctx.db.read() as reader:
        return BackupView(
            backup=described(file),
            held=held.counts,
            now=reader.counts(),
            acts=held.acts,
            later=sum(act.id > held.last_act for act in reader.acts(max(0, reader.last_act() - held.last_act))),
        )


def suggested_name(now: datetime) -> str:
    """Return the name offered for a backup on a USB stick; nothing of the office stands in it."""
    return f"sao_luu_{now:%Y%m%d_%H%M}{archive.SUFFIX}"
