"""Step 8: the life of candidates, their registers, locks of lists, and what units were granted about quotas.

Frozen: later changes of shape are steps of their own.
"""

from __future__ import annotations

_SUBJECT = "subject_id INTEGER NOT NULL REFERENCES subjects (id) DEFERRABLE INITIALLY DEFERRED"
_UNIT = "unit_id INTEGER REFERENCES subjects (id) DEFERRABLE INITIALLY DEFERRED"

_LEFT = (
    "ALTER TABLE candidates ADD COLUMN left_as TEXT CHECK (left_as IN ('rut', 'thay'))",
    "ALTER TABLE candidates ADD COLUMN left_day TEXT",
    "ALTER TABLE candidates ADD COLUMN left_reason TEXT",
    "ALTER TABLE candidates ADD COLUMN left_number TEXT",
    "ALTER TABLE candidates ADD COLUMN successor_id INTEGER REFERENCES subjects (id) DEFERRABLE INITIALLY DEFERRED",
    "ALTER TABLE candidates ADD COLUMN supplemented INTEGER",
    # No reference: the row the choice wrote may be removed by itself.
    "ALTER TABLE candidates ADD COLUMN registration INTEGER",
)

_TABLES = (
    f"""CREATE TABLE candidate_steps (
        id INTEGER NOT NULL PRIMARY KEY,
        candidate_id INTEGER NOT NULL REFERENCES candidates (id) DEFERRABLE INITIALLY DEFERRED,
        state TEXT NOT NULL,
        day TEXT NOT NULL,
        {_UNIT},
        people TEXT,
        number TEXT,
        document_day TEXT,
        note TEXT
    )""",
    """CREATE TABLE candidate_results (
        id INTEGER NOT NULL PRIMARY KEY,
        candidate_id INTEGER NOT NULL REFERENCES candidates (id) DEFERRABLE INITIALLY DEFERRED,
        outcome TEXT NOT NULL CHECK (outcome IN ('duoc_tang', 'muc_khac', 'khong')),
        form TEXT,
        year INTEGER,
        number TEXT,
        day TEXT,
        issuer TEXT,
        note TEXT,
        award INTEGER
    )""",
    f"""CREATE TABLE nurturing (
        id INTEGER NOT NULL PRIMARY KEY,
        {_SUBJECT},
        plan TEXT NOT NULL,
        day TEXT NOT NULL,
        leader TEXT,
        help TEXT,
        difficulty TEXT,
        evaluation TEXT
    )""",
    f"""CREATE TABLE replications (
        id INTEGER NOT NULL PRIMARY KEY,
        {_SUBJECT},
        plan TEXT NOT NULL,
        day TEXT NOT NULL,
        {_UNIT},
        place TEXT,
        result TEXT
    )""",
    f"""CREATE TABLE publicity (
        id INTEGER NOT NULL PRIMARY KEY,
        {_SUBJECT},
        plan TEXT NOT NULL,
        day TEXT NOT NULL,
        channel TEXT NOT NULL,
        title TEXT,
        source TEXT
    )""",
    f"""CREATE TABLE inspections (
        id INTEGER NOT NULL PRIMARY KEY,
        {_SUBJECT},
        plan TEXT NOT NULL,
        day TEXT NOT NULL,
        people TEXT,
        effect TEXT,
        prospects TEXT,
        influence TEXT,
        difficulty TEXT,
        number TEXT
    )""",
    """CREATE TABLE round_locks (
        id INTEGER NOT NULL PRIMARY KEY,
        round_id INTEGER NOT NULL REFERENCES rounds (id) DEFERRABLE INITIALLY DEFERRED,
        at TEXT NOT NULL,
        who TEXT NOT NULL,
        locked INTEGER NOT NULL CHECK (locked IN (0, 1)),
        reason TEXT
    )""",
    f"""CREATE TABLE quota_waivers (
        id INTEGER NOT NULL PRIMARY KEY,
        plan TEXT NOT NULL,
        quota TEXT NOT NULL,
        {_UNIT},
        year INTEGER,
        kind TEXT NOT NULL CHECK (kind IN ('mien', 'gia_han')),
        reason TEXT NOT NULL,
        until TEXT,
        who TEXT NOT NULL
    )""",
)

_INDEXES = (
    "CREATE INDEX candidates_successor ON candidates (successor_id)",
    "CREATE INDEX candidate_steps_candidate ON candidate_steps (candidate_id)",
    "CREATE INDEX candidate_results_candidate ON candidate_results (candidate_id)",
    "CREATE INDEX candidate_steps_unit ON candidate_steps (unit_id)",
    *(
        f"CREATE INDEX {table}_subject ON {table} (subject_id)"
        for table in ("nurturing", "replications", "publicity", "inspections")
    ),
    "CREATE INDEX replications_unit ON replications (unit_id)",
    "CREATE INDEX round_locks_round ON round_locks (round_id)",
    "CREATE INDEX quota_waivers_unit ON quota_waivers (unit_id)",
)

STATEMENTS = (*_LEFT, *_TABLES, *_INDEXES)
