"""Step 6: the papers of a round as they were issued, their signed copies, and how a dossier was sent.

Frozen: later changes of shape are steps of their own.
"""

from __future__ import annotations

_ROUND = "round_id INTEGER NOT NULL REFERENCES rounds (id) DEFERRABLE INITIALLY DEFERRED"

STATEMENTS = (
    f"""CREATE TABLE issued_papers (
        id INTEGER NOT NULL PRIMARY KEY,
        {_ROUND},
        paper TEXT NOT NULL,
        subject_id INTEGER REFERENCES subjects (id) DEFERRABLE INITIALLY DEFERRED,
        name TEXT NOT NULL,
        place INTEGER NOT NULL,
        number TEXT,
        day TEXT,
        code TEXT NOT NULL,
        digest TEXT NOT NULL,
        pages INTEGER NOT NULL,
        basis TEXT NOT NULL,
        copies INTEGER NOT NULL CHECK (copies BETWEEN 0 AND 99),
        printed INTEGER NOT NULL,
        at TEXT NOT NULL,
        who TEXT NOT NULL
    )""",
    """CREATE TABLE signed_copies (
        id INTEGER NOT NULL PRIMARY KEY,
        issued_id INTEGER NOT NULL REFERENCES issued_papers (id) DEFERRABLE INITIALLY DEFERRED,
        way TEXT NOT NULL CHECK (way IN ('ky_so', 'nhan_ban_ky_so', 'ban_quet')),
        at TEXT NOT NULL,
        who TEXT NOT NULL,
        digest TEXT NOT NULL,
        file TEXT NOT NULL,
        signers TEXT,
        verdict TEXT,
        reasons TEXT
    )""",
    f"""CREATE TABLE dispatches (
        id INTEGER NOT NULL PRIMARY KEY,
        {_ROUND},
        day TEXT NOT NULL,
        way TEXT NOT NULL CHECK (way IN ('van_thu', 'truc_lien_thong', 'email', 'zalo', 'truc_tiep')),
        receiver TEXT NOT NULL,
        receipt TEXT,
        receipt_file TEXT,
        at TEXT NOT NULL,
        who TEXT NOT NULL
    )""",
    "CREATE INDEX issued_papers_round ON issued_papers (round_id)",
    "CREATE INDEX issued_papers_subject ON issued_papers (subject_id)",
    "CREATE INDEX issued_papers_code ON issued_papers (code)",
    "CREATE INDEX signed_copies_issued ON signed_copies (issued_id)",
    "CREATE INDEX dispatches_round ON dispatches (round_id)",
)
