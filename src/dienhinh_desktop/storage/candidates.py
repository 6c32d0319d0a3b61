"""Who a received package put forward, as JSON text and back."""

from __future__ import annotations

import json
from collections.abc import Sequence

from ..domain.frozen import candidate_of_plain, plain_candidate
from ..domain.packages import PackagedCandidate


def dump(candidates: Sequence[PackagedCandidate]) -> str:
    """Return the candidates as JSON."""
    return json.dumps([plain_candidate(item) for item in candidates], ensure_ascii=False)


def load(text: str) -> tuple[PackagedCandidate, ...]:
    """Return the candidates `dump` wrote."""
    return tuple(candidate_of_plain(item) for item in json.loads(text))
