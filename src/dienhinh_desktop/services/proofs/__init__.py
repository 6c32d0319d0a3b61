"""Proofs (minh chứng): files kept with the records they prove, opened as copies, compared with what was kept."""

from __future__ import annotations

from .changing import Added, add, bind, give_back, remove, rename, replace_file, tie, untie
from .checking import check
from .keeping import attach, keep_file, tidy
from .looking import files_of_entries, known_scans, of_subject, open_copy, said, unwell

__all__ = [
    "Added",
    "add",
    "attach",
    "bind",
    "check",
    "files_of_entries",
    "give_back",
    "keep_file",
    "known_scans",
    "of_subject",
    "open_copy",
    "remove",
    "rename",
    "replace_file",
    "said",
    "tidy",
    "tie",
    "untie",
    "unwell",
]
