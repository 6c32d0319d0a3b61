"""Step 7: files kept by what they hold, and which entry of which subject each of them proves.

Frozen: later changes of shape are steps of their own. What a clerk does is done to `proofs`; a row of `kept_files` says
only that such bytes lie in the folder, so it stays when the use of them is taken back.
"""

from __future__ import annotations

_TIES = {
    "award_id": "awards",
    "rating_id": "ratings",
    "initiative_id": "initiatives",
    "position_id": "positions",
    "attestation_id": "attestations",
    "indicator_id": "indicators",
    "contribution_id": "contributions",
    "household_status_id": "household_statuses",
    "discipline_id": "disciplines",
    "registration_id": "registrations",
}


def _to(column: str, table: str, kind: str = "INTEGER") -> str:
    return f"{column} {kind} REFERENCES {table} (id) DEFERRABLE INITIALLY DEFERRED"


_COLUMNS = ", ".join(_to(column, table) for column, table in _TIES.items())
_TIED = " + ".join(f"({column} IS NOT NULL)" for column in _TIES)

STATEMENTS = (
    """CREATE TABLE kept_files (
        id INTEGER NOT NULL PRIMARY KEY,
        sha256 TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64),
        name TEXT NOT NULL CHECK (name <> ''),
        size INTEGER NOT NULL CHECK (size > 0),
        media TEXT NOT NULL,
        added_at TEXT NOT NULL
    )""",
    f"""CREATE TABLE proofs (
        id INTEGER NOT NULL PRIMARY KEY,
        {_to("subject_id", "subjects", "INTEGER NOT NULL")},
        {_to("file_id", "kept_files", "INTEGER NOT NULL")},
        caption TEXT NOT NULL CHECK (caption <> ''),
        {_COLUMNS},
        CHECK ({_TIED} <= 1)
    )""",
    *(f"CREATE INDEX proofs_{column} ON proofs ({column})" for column in ("subject_id", "file_id", *_TIES)),
)
