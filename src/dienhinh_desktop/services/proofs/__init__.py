"""Proofs (minh chứng): files kept with the records they prove, opened as copies, compared with what was kept."""

from __future__ import annotations

from .changing import Added, add, bind, give_back, remove, rename, replace_file, tie, untie
from .checking import check
from .keeping import attach, keep_file, kept_of, tidy
from .looking import known_scans, of_subject, open_copy, picture, proofs_of_entries, said, unwell

__all__ = [
    "Added",
    "add",
    "attach",
    "bind",
    "check",
    "give_back",
    "keep_file",
    "kept_of",
    "known_scans",
    "of_subject",
    "open_copy",
    "picture",
    "proofs_of_entries",
    "remove",
    "rename",
    "replace_file",
    "said",
    "tidy",
    "tie",
    "untie",
    "unwell",
]
