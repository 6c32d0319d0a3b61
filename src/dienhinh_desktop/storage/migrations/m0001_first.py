"""Step 1: records, rounds, settings and the journal.

Frozen: later changes of shape are steps of their own. References are checked when a transaction ends, so that rows may
come in any order inside it. Text ending in `_key` is derived, for search and comparison. Days are ISO text.
"""

from __future__ import annotations

_SUBJECT = "subject_id INTEGER NOT NULL REFERENCES subjects (id) DEFERRABLE INITIALLY DEFERRED"


def _to_subject(column: str) -> str:
    return f"{column} INTEGER REFERENCES subjects (id) DEFERRABLE INITIALLY DEFERRED"


_TABLES = (
    f"""CREATE TABLE subjects (
        id INTEGER NOT NULL PRIMARY KEY,
        code TEXT NOT NULL UNIQUE CHECK (code <> ''),
        kind TEXT NOT NULL CHECK (kind IN ('CA_NHAN', 'TAP_THE', 'HO_GIA_DINH')),
        name TEXT NOT NULL CHECK (name <> ''),
        category TEXT,
        {_to_subject("unit_id")},
        birth TEXT,
        sex TEXT CHECK (sex IN ('Nam', 'Nữ')),
        citizen_id TEXT,
        ethnicity TEXT,
        start TEXT,
        {_to_subject("locality_id")},
        traits TEXT,
        leads TEXT,
        note TEXT,
        search_key TEXT NOT NULL
    )""",
    f"""CREATE TABLE positions (
        id INTEGER NOT NULL PRIMARY KEY,
        {_SUBJECT},
        title TEXT NOT NULL,
        leading INTEGER CHECK (leading IN (0, 1)),
        head INTEGER CHECK (head IN (0, 1)),
        {_to_subject("collective_id")},
        start_day TEXT NOT NULL,
        end_day TEXT
    )""",
    f"""CREATE TABLE ratings (
        id INTEGER NOT NULL PRIMARY KEY,
        {_SUBJECT},
        year INTEGER NOT NULL,
        grade INTEGER NOT NULL CHECK (grade BETWEEN 1 AND 4),
        decision TEXT,
        day TEXT,
        issuer TEXT,
        decision_key TEXT
    )""",
    f"""CREATE TABLE awards (
        id INTEGER NOT NULL PRIMARY KEY,
        {_SUBJECT},
        form TEXT NOT NULL,
        written TEXT,
        year INTEGER,
        decision TEXT,
        day TEXT,
        issuer TEXT,
        refused INTEGER NOT NULL CHECK (refused IN (0, 1)),
        revoked TEXT,
        content TEXT,
        decision_key TEXT
    )""",
    f"""CREATE TABLE initiatives (
        id INTEGER NOT NULL PRIMARY KEY,
        {_SUBJECT},
        name TEXT NOT NULL,
        kind TEXT,
        level TEXT,
        decision TEXT,
        day TEXT,
        issuer TEXT,
        share REAL,
        effective INTEGER CHECK (effective IN (0, 1)),
        effective_on TEXT,
        decision_key TEXT
    )""",
    f"""CREATE TABLE indicators (
        id INTEGER NOT NULL PRIMARY KEY,
        {_SUBJECT},
        indicator TEXT NOT NULL,
        year INTEGER NOT NULL,
        target REAL,
        actual REAL,
        unit_of_measure TEXT,
        source TEXT
    )""",
    f"""CREATE TABLE household_statuses (
        id INTEGER NOT NULL PRIMARY KEY,
        {_SUBJECT},
        year INTEGER NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('Nghèo', 'Cận nghèo', 'Không'))
    )""",
    f"""CREATE TABLE contributions (
        id INTEGER NOT NULL PRIMARY KEY,
        {_SUBJECT},
        kind TEXT NOT NULL,
        amount REAL,
        unit_of_measure TEXT,
        day TEXT,
        place TEXT
    )""",
    f"""CREATE TABLE attestations (
        id INTEGER NOT NULL PRIMARY KEY,
        {_SUBJECT},
        criterion TEXT NOT NULL,
        passed INTEGER NOT NULL CHECK (passed IN (0, 1)),
        attester TEXT,
        day TEXT,
        evidence TEXT
    )""",
    f"""CREATE TABLE disciplines (
        id INTEGER NOT NULL PRIMARY KEY,
        {_SUBJECT},
        form TEXT NOT NULL,
        decision TEXT,
        day TEXT NOT NULL,
        expires TEXT,
        decision_key TEXT
    )""",
    f"""CREATE TABLE registrations (
        id INTEGER NOT NULL PRIMARY KEY,
        {_SUBJECT},
        plan TEXT NOT NULL,
        field TEXT,
        level TEXT,
        {_to_subject("introducer_id")},
        day TEXT,
        year INTEGER,
        model TEXT
    )""",
    f"""CREATE TABLE plan_documents (
        id INTEGER NOT NULL PRIMARY KEY,
        plan TEXT NOT NULL,
        milestone TEXT NOT NULL,
        {_to_subject("unit_id")},
        number TEXT,
        day TEXT NOT NULL
    )""",
    """CREATE TABLE rounds (
        id INTEGER NOT NULL PRIMARY KEY,
        plan TEXT NOT NULL,
        stage TEXT NOT NULL CHECK (stage IN ('dang_ky', 'cong_nhan')),
        year INTEGER NOT NULL,
        name TEXT NOT NULL,
        on_day TEXT NOT NULL,
        readings TEXT NOT NULL
    )""",
    f"""CREATE TABLE candidates (
        id INTEGER NOT NULL PRIMARY KEY,
        round_id INTEGER NOT NULL REFERENCES rounds (id) DEFERRABLE INITIALLY DEFERRED,
        {_SUBJECT},
        field TEXT NOT NULL,
        frozen TEXT NOT NULL,
        place INTEGER NOT NULL,
        chosen_at TEXT NOT NULL,
        {_to_subject("introducer_id")},
        model TEXT,
        reason TEXT,
        reason_by TEXT
    )""",
    """CREATE TABLE settings (
        id INTEGER NOT NULL PRIMARY KEY,
        name TEXT NOT NULL UNIQUE,
        value TEXT NOT NULL
    )""",
    """CREATE TABLE acts (
        id INTEGER NOT NULL PRIMARY KEY,
        at TEXT NOT NULL,
        who TEXT NOT NULL,
        label TEXT NOT NULL,
        kind TEXT NOT NULL,
        undone_by INTEGER REFERENCES acts (id) DEFERRABLE INITIALLY DEFERRED
    )""",
    # A run of inserts is one row: `row_id` to `last_id`, `before` empty. An update or a delete keeps the row before it.
    """CREATE TABLE changes (
        act INTEGER NOT NULL REFERENCES acts (id) DEFERRABLE INITIALLY DEFERRED,
        seq INTEGER NOT NULL,
        table_name TEXT NOT NULL,
        row_id INTEGER NOT NULL,
        last_id INTEGER NOT NULL,
        before TEXT,
        PRIMARY KEY (act, seq)
    )""",
    """CREATE TABLE imports (
        id INTEGER NOT NULL PRIMARY KEY,
        act INTEGER NOT NULL REFERENCES acts (id) DEFERRABLE INITIALLY DEFERRED,
        file TEXT NOT NULL,
        added INTEGER NOT NULL,
        updated INTEGER NOT NULL,
        unchanged INTEGER NOT NULL,
        skipped INTEGER NOT NULL,
        issues TEXT NOT NULL
    )""",
    # Identities are never used twice, so that the journal cannot mistake one row for another.
    "CREATE TABLE sequences (table_name TEXT NOT NULL PRIMARY KEY, last INTEGER NOT NULL)",
)

_OF_SUBJECT = (
    "positions",
    "ratings",
    "awards",
    "initiatives",
    "indicators",
    "household_statuses",
    "contributions",
    "attestations",
    "disciplines",
    "registrations",
    "candidates",
)

_INDEXES = (
    *(f"CREATE INDEX {table}_subject ON {table} (subject_id)" for table in _OF_SUBJECT),
    "CREATE INDEX subjects_unit ON subjects (unit_id)",
    "CREATE INDEX subjects_locality ON subjects (locality_id)",
    "CREATE INDEX positions_collective ON positions (collective_id)",
    "CREATE INDEX registrations_introducer ON registrations (introducer_id)",
    "CREATE INDEX plan_documents_unit ON plan_documents (unit_id)",
    "CREATE INDEX candidates_round ON candidates (round_id)",
    "CREATE INDEX candidates_introducer ON candidates (introducer_id)",
    "CREATE INDEX changes_row ON changes (table_name, row_id)",
    "CREATE INDEX imports_act ON imports (act)",
    "CREATE INDEX acts_undone_by ON acts (undone_by)",
)

STATEMENTS = (*_TABLES, *_INDEXES)
