"""What a package of a whole round holds, in the stories."""

from __future__ import annotations

from pathlib import Path

from dienhinh_desktop.services import delivery
from dienhinh_desktop.services.context import Context


def put_forward(ctx: Context, package: Path) -> list[str]:
    """The names of everybody a package puts forward, once it was proved whole."""
    opened = delivery.open_package(ctx, package)
    names = {row.code: row.name for row in opened.workbook.records.subjects}
    return [names[code] for code in dict.fromkeys(item.subject for item in opened.candidates)]
