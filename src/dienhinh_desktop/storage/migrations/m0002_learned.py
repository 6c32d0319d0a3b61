"""Step 2: what clerks decided while bringing lists in: meanings of words by sender, and who is not one person.

Frozen: later changes of shape are steps of their own. Pairs name subjects by code, the smaller code first.
"""

from __future__ import annotations

STATEMENTS = (
    """CREATE TABLE learned_words (
        id INTEGER NOT NULL PRIMARY KEY,
        sender TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('danh_hieu', 'xep_loai', 'don_vi', 'cot')),
        words TEXT NOT NULL CHECK (words <> ''),
        meaning TEXT NOT NULL,
        UNIQUE (sender, kind, words)
    )""",
    """CREATE TABLE distinct_pairs (
        id INTEGER NOT NULL PRIMARY KEY,
        first TEXT NOT NULL,
        second TEXT NOT NULL,
        UNIQUE (first, second),
        CHECK (first < second)
    )""",
)
