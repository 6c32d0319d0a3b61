"""Marks that repeat the cell above, and words that say there is nothing."""

from __future__ import annotations

import re
from functools import lru_cache

from dienhinh_desktop.domain.text import clean, fold

_DITTO = re.compile(
    r"""^(?:["”“″〃']{1,3}|''|``|//+|\\\\|-\s*["”“″]\s*-|[-–.\s]*n\s*t[-–.\s]*|n/t|-\s*//\s*-|như trên)$""",
    re.IGNORECASE,
)
_NOTHING = {
    "",
    "khong",
    "khong co",
    "chua co",
    "chua",
    "ko",
    "k",
    "ts",
    "thai san",
    "khong dat",
    "khong xet",
    "chua xet",
    "khong de nghi",
    "khong dang ky",
    "nghi thai san",
    "0",
    "khong xl",
    "khong xep loai",
    "chua xep loai",
    "cxl",
    "khong khen",
    "nghi huu",
    "moi tuyen",
    "tap su",
    "khong danh gia",
    "khong dk",
    "o",
    "na",
    "n a",
}


@lru_cache(maxsize=16384)
def is_ditto(text: str) -> bool:
    """Tell whether a cell only says "as above": nt, //, " and their like."""
    return _DITTO.match(clean(text)) is not None


@lru_cache(maxsize=16384)
def says_nothing(text: str) -> bool:
    """Tell whether a cell says that there is nothing: -, không, chưa có, TS."""
    key = fold(re.sub(r"\([^)]*\)", " ", text))
    return key in _NOTHING or re.sub(r"[^a-z0-9]", "", key) in _NOTHING
