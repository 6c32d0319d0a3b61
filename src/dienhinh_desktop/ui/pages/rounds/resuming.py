"""Which card of Bình xét, chọn something is being typed into, as plain values, and how that card is opened again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ....domain.lifecycle import LifeEntry
from ....services.rounds import registers
from ...page import Page
from .acts import Acts, line_place, rows_place
from .standing import Standing


def open_again(page: Page, acts: Acts, standing: Standing, place: Mapping[str, Any]) -> None:
    """Open the card whose place an act has given; where its candidate or quota is gone, what is there is left."""
    asked = place.get("ask")
    rows = [row for row in standing.everybody if rows_place([row])["rows"] in str(place.get("rows")).split(",")]
    lines = [line for line in standing.quota_lines()["movement"] if line_place(line).items() <= place.items()]
    if asked == "add":
        acts.add()
    elif asked == "unlock" and standing.locked:
        acts.turn_lock()
    elif asked == "waiver" and lines:
        acts.waive(lines[0])
    elif asked == "entry" and rows:
        plan, ctx = standing.plan.code, page.ctx
        register, number, subject = str(place["register"]), place["entry"], rows[0].candidate.subject

        def find() -> LifeEntry | None:
            kept = registers.registers(ctx, plan, [subject])[register]
            return next((entry for entry in kept if entry.id == number), None)

        page.ask(find, lambda entry: acts.write_entry(register, entry, rows[0]), key="entry")
    elif asked in acts.asking and rows:
        acts.do(str(asked), rows)
