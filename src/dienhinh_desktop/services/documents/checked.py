"""Lines of the check before export, as every check makes them."""

from __future__ import annotations

from dataclasses import replace

from ...domain.documents import CheckLevel, ExportCheck
from .dossier import Entry


def stop(text: str, where: str, entry: Entry | None, page: str = "") -> ExportCheck:
    """Return a line that keeps papers drafts; `entry`: whose record mends it, else the page that does."""
    return _line(CheckLevel.BLOCKING, text, where, entry, page)


def warn(text: str, where: str, entry: Entry | None) -> ExportCheck:
    """Return a line to look at before sending."""
    return _line(CheckLevel.WARNING, text, where, entry, "")


def page_warn(text: str, where: str, page: str, section: str = "") -> ExportCheck:
    """Return a line to look at that is mended on a page of the window, or a section of it."""
    return replace(_line(CheckLevel.WARNING, text, where, None, page), section=section)


def _line(level: CheckLevel, text: str, where: str, entry: Entry | None, page: str) -> ExportCheck:
    return ExportCheck(level=level, text=text, where=where, subject=entry.subject.code if entry else None, page=page)
