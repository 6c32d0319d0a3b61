"""Frozen verdicts as JSON text and back: written once, never altered by later versions of the rules."""

from __future__ import annotations

import json

from ..domain.frozen import of_plain, plain
from ..domain.rounds import FrozenVerdict


def dump(frozen: FrozenVerdict) -> str:
    """Return the verdict as JSON."""
    return json.dumps(plain(frozen), ensure_ascii=False)


def load(text: str) -> FrozenVerdict:
    """Return the verdict `dump` wrote."""
    return of_plain(json.loads(text))
