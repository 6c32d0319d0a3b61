"""The package (gói) one office sends another: plain files under hashes in one zip, sealed with a passphrase if asked.

This is the one door of the folder; what opens a package does so in a process of its own.
"""

from __future__ import annotations

from .opening import check_package, is_package, open_package
from .packing import BOUND, FORMS, LIST, PAPERS, RECORDS, WORDS, pack, write_package

__all__ = [
    "BOUND",
    "FORMS",
    "LIST",
    "PAPERS",
    "RECORDS",
    "WORDS",
    "check_package",
    "is_package",
    "open_package",
    "pack",
    "write_package",
]
