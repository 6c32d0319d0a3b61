"""Backups (sao lưu): made by hand and unasked, listed, looked into, put back; nothing is ever lost."""

from __future__ import annotations

from .keeping import listed, look_into, standing, suggested_name
from .making import adopt_copies, back_up_if_due, before, make
from .restoring import restore, restore_over_damaged
from .staging import count_attachments

__all__ = [
    "adopt_copies",
    "back_up_if_due",
    "before",
    "count_attachments",
    "listed",
    "look_into",
    "make",
    "restore",
    "restore_over_damaged",
    "standing",
    "suggested_name",
]
