"""Step 11: ballots entered one by one.

Frozen: later changes of shape are steps of their own.
"""

from __future__ import annotations

STATEMENTS = (
    """CREATE TABLE ballots (
        id INTEGER NOT NULL PRIMARY KEY,
        meeting_id INTEGER NOT NULL REFERENCES meetings (id) DEFERRABLE INITIALLY DEFERRED,
        number INTEGER NOT NULL CHECK (number > 0),
        valid INTEGER NOT NULL CHECK (valid IN (0, 1))
    )""",
    """CREATE TABLE ballot_lines (
        id INTEGER NOT NULL PRIMARY KEY,
        ballot_id INTEGER NOT NULL REFERENCES ballots (id) DEFERRABLE INITIALLY DEFERRED,
        voted_id INTEGER NOT NULL REFERENCES subjects (id) DEFERRABLE INITIALLY DEFERRED,
        field TEXT NOT NULL,
        answer TEXT NOT NULL CHECK (answer IN ('dong_y', 'khong', 'trong'))
    )""",
    "CREATE INDEX ballots_meeting ON ballots (meeting_id)",
    "CREATE INDEX ballot_lines_ballot ON ballot_lines (ballot_id)",
    "CREATE INDEX ballot_lines_voted ON ballot_lines (voted_id)",
)
