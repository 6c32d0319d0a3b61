"""Step 9: words typed by hand into the papers of a round.

Frozen: later changes of shape are steps of their own.
"""

from __future__ import annotations

STATEMENTS = (
    """CREATE TABLE filled_blanks (
        id INTEGER NOT NULL PRIMARY KEY,
        round_id INTEGER NOT NULL REFERENCES rounds (id) DEFERRABLE INITIALLY DEFERRED,
        paper TEXT NOT NULL,
        subject_id INTEGER REFERENCES subjects (id) DEFERRABLE INITIALLY DEFERRED,
        place TEXT NOT NULL,
        words TEXT NOT NULL
    )""",
    "CREATE INDEX filled_blanks_round ON filled_blanks (round_id)",
    "CREATE INDEX filled_blanks_subject ON filled_blanks (subject_id)",
)
