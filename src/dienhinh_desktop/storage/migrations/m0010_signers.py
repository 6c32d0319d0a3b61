"""Step 10: who signs for the office, from when to when, by which authority, for which papers.

Frozen: later changes of shape are steps of their own.
"""

from __future__ import annotations

STATEMENTS = (
    """CREATE TABLE signers (
        id INTEGER NOT NULL PRIMARY KEY,
        name TEXT NOT NULL CHECK (name <> ''),
        post TEXT NOT NULL CHECK (post <> ''),
        authority TEXT NOT NULL CHECK (authority IN ('', 'TM', 'KT', 'TL', 'TUQ', 'Q')),
        principal TEXT NOT NULL,
        start_day TEXT,
        end_day TEXT,
        papers TEXT,
        place INTEGER NOT NULL
    )""",
)
