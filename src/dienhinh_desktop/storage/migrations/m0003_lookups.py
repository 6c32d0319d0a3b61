"""Step 3: what one subject's verdict asks about others is found without looking at all of them."""

from __future__ import annotations

STATEMENTS = (
    # The agency is a collective that hangs on no unit: found among thousands of households that hang on none either.
    "DROP INDEX subjects_unit",
    "CREATE INDEX subjects_unit ON subjects (unit_id, kind)",
    "CREATE INDEX registrations_plan ON registrations (plan)",
    # The authors of one initiative are found by its folded name, kept beside it as `search.derive` writes it.
    "ALTER TABLE initiatives ADD COLUMN name_key TEXT",
    "UPDATE initiatives SET name_key = folded(name)",
    "CREATE INDEX initiatives_name ON initiatives (name_key)",
)
