"""Step 4: packages sent upward, packages received from units below, and whom the codes of their senders stand for.

Frozen: later changes of shape are steps of their own.
"""

from __future__ import annotations

_UNIT = "unit_id INTEGER NOT NULL REFERENCES subjects (id) DEFERRABLE INITIALLY DEFERRED"

STATEMENTS = (
    """CREATE TABLE sent_packages (
        id INTEGER NOT NULL PRIMARY KEY,
        plan TEXT NOT NULL,
        plan_version TEXT NOT NULL,
        round_id INTEGER REFERENCES rounds (id) DEFERRABLE INITIALLY DEFERRED,
        on_day TEXT NOT NULL,
        at TEXT NOT NULL,
        file TEXT NOT NULL,
        digest TEXT NOT NULL,
        fingerprint TEXT NOT NULL,
        subjects INTEGER NOT NULL
    )""",
    f"""CREATE TABLE received_packages (
        id INTEGER NOT NULL PRIMARY KEY,
        {_UNIT},
        plan TEXT NOT NULL,
        plan_version TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('da_nhan', 'can_sua', 'da_gop')),
        at TEXT NOT NULL,
        sent_at TEXT NOT NULL,
        file TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        digest TEXT NOT NULL UNIQUE,
        candidates TEXT NOT NULL,
        reason TEXT,
        due TEXT,
        merged_at TEXT
    )""",
    f"""CREATE TABLE sender_codes (
        id INTEGER NOT NULL PRIMARY KEY,
        {_UNIT},
        theirs TEXT NOT NULL,
        subject_id INTEGER NOT NULL REFERENCES subjects (id) DEFERRABLE INITIALLY DEFERRED,
        UNIQUE (unit_id, theirs)
    )""",
    "CREATE INDEX sent_packages_round ON sent_packages (round_id)",
    "CREATE INDEX received_packages_unit ON received_packages (unit_id)",
    "CREATE INDEX sender_codes_subject ON sender_codes (subject_id)",
)
