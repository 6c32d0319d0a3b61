"""Step 5: the council, its meetings on a round, who was there, the votes, and when a meeting was closed.

Frozen: later changes of shape are steps of their own. Votes name whom they are for by subject and field, so that they
stay what they were when the candidate leaves the list.
"""

from __future__ import annotations

_OF_MEETING = "meeting_id INTEGER NOT NULL REFERENCES meetings (id) DEFERRABLE INITIALLY DEFERRED"
_POST = "TEXT NOT NULL CHECK (post IN ('chu_tich', 'pho_chu_tich', 'thu_ky', 'uy_vien'))"


def _count(name: str, needed: str = "") -> str:
    return f"{name} INTEGER {needed} CHECK ({name} >= 0)"


STATEMENTS = (
    f"""CREATE TABLE council_members (
        id INTEGER NOT NULL PRIMARY KEY,
        name TEXT NOT NULL CHECK (name <> ''),
        post {_POST},
        position TEXT NOT NULL,
        agency TEXT NOT NULL,
        start_day TEXT,
        end_day TEXT,
        place INTEGER NOT NULL
    )""",
    f"""CREATE TABLE meetings (
        id INTEGER NOT NULL PRIMARY KEY,
        round_id INTEGER NOT NULL REFERENCES rounds (id) DEFERRABLE INITIALLY DEFERRED,
        day TEXT NOT NULL,
        purpose TEXT NOT NULL CHECK (purpose IN ('binh_xet', 'suy_ton', 'xet_tang')),
        manner TEXT NOT NULL CHECK (manner IN ('bo_phieu_kin', 'bieu_quyet')),
        place TEXT NOT NULL,
        begins TEXT NOT NULL,
        ends TEXT NOT NULL,
        chair TEXT NOT NULL,
        secretary TEXT NOT NULL,
        {_count("members")},
        {_count("present")},
        {_count("written", "NOT NULL")},
        {_count("given")},
        {_count("collected")},
        {_count("valid")},
        threshold TEXT,
        basis TEXT NOT NULL,
        discussion TEXT NOT NULL,
        conclusion TEXT NOT NULL
    )""",
    f"""CREATE TABLE attendances (
        id INTEGER NOT NULL PRIMARY KEY,
        {_OF_MEETING},
        name TEXT NOT NULL CHECK (name <> ''),
        post {_POST},
        position TEXT NOT NULL,
        agency TEXT NOT NULL,
        present INTEGER NOT NULL CHECK (present IN (0, 1)),
        reason TEXT NOT NULL,
        written INTEGER NOT NULL CHECK (written IN (0, 1)),
        teller TEXT CHECK (teller IN ('to_truong', 'thu_ky', 'thanh_vien')),
        place INTEGER NOT NULL
    )""",
    f"""CREATE TABLE tallies (
        id INTEGER NOT NULL PRIMARY KEY,
        {_OF_MEETING},
        voted_id INTEGER NOT NULL REFERENCES subjects (id) DEFERRABLE INITIALLY DEFERRED,
        field TEXT NOT NULL,
        {_count("agree", "NOT NULL")},
        {_count("disagree")},
        {_count("other", "NOT NULL")},
        reason TEXT NOT NULL
    )""",
    f"""CREATE TABLE meeting_locks (
        id INTEGER NOT NULL PRIMARY KEY,
        {_OF_MEETING},
        at TEXT NOT NULL,
        who TEXT NOT NULL,
        closed INTEGER NOT NULL CHECK (closed IN (0, 1)),
        reason TEXT NOT NULL
    )""",
    "CREATE INDEX meetings_round ON meetings (round_id)",
    *(f"CREATE INDEX {table}_meeting ON {table} (meeting_id)" for table in ("attendances", "tallies", "meeting_locks")),
    "CREATE INDEX tallies_voted ON tallies (voted_id)",
)
