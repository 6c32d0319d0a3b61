"""The manifest of a backup as JSON, and back: what is read from a file is checked field by field."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from ...domain.backups import BackupManifest, BackupPart, BackupReason
from ...domain.errors import UserError

FORMAT = "dienhinh-backup"
VERSION = 1
"""Moves on when an older program could no longer restore the file."""

NEWER = (
    "Bản sao lưu {file} do bản chương trình mới hơn ({program}) tạo ra nên chưa khôi phục được;"
    " cập nhật chương trình rồi làm lại, dữ liệu được giữ nguyên."
)


def dump(manifest: BackupManifest) -> dict[str, Any]:
    """Return the manifest for JSON."""
    return {
        "format": FORMAT,
        "format_version": VERSION,
        "program": manifest.program,
        "schema": manifest.schema,
        "at": manifest.at.isoformat(timespec="seconds"),
        "reason": manifest.reason.value,
        "note": manifest.note,
        "counts": dict(manifest.counts),
        "last_act": manifest.last_act,
        "head": manifest.head,
        "left_out": manifest.left_out,
        "parts": [{"name": part.name, "size": part.size, "sha256": part.sha256} for part in manifest.parts],
    }


def load(told: Any, file: str) -> BackupManifest:
    """Read what `dump` wrote.

    Raises UserError when a newer program wrote it, KeyError, TypeError or ValueError when it is no manifest of ours.
    """
    held = _fields(told)
    if held["format"] != FORMAT:
        raise ValueError("not our format")
    program = _text(held["program"])[:40]
    if _number(held["format_version"]) > VERSION:
        raise UserError(NEWER.format(file=file, program=program))
    return BackupManifest(
        program=program,
        schema=_number(held["schema"]),
        at=datetime.fromisoformat(_text(held["at"])).replace(tzinfo=None),
        reason=BackupReason(_text(held["reason"])),
        note=_text(held["note"])[:200],
        counts={_text(name): _number(count) for name, count in _fields(held["counts"]).items()},
        last_act=_number(held["last_act"]),
        head=_text(held["head"]),
        parts=tuple(_part(part) for part in _list(held["parts"])),
        left_out=_number(held["left_out"]),
    )


def _part(told: Any) -> BackupPart:
    held = _fields(told)
    return BackupPart(name=_text(held["name"]), size=_number(held["size"]), sha256=_text(held["sha256"]))


def _fields(told: Any) -> Mapping[str, Any]:
    if not isinstance(told, dict):
        raise TypeError("not an object")
    return told


def _list(told: Any) -> list[Any]:
    if not isinstance(told, list):
        raise TypeError("not a list")
    return told


def _text(told: Any) -> str:
    if not isinstance(told, str):
        raise TypeError("not a text")
    return told


def _number(told: Any) -> int:
    if not isinstance(told, int) or isinstance(told, bool) or told < 0:
        raise TypeError("not a count")
    return told
