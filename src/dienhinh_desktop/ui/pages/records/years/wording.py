"""Words of the year grid: its keys, and what stands behind a cell."""

from __future__ import annotations

from .....domain.catalogue import Catalogue
from .....domain.year_grid import GridCell, GridField
from .....services.wording import describe

_KEYS = "Enter xuống dòng   ·   Ctrl+D chép ô trên   ·   Ctrl+V dán khối từ Excel   ·   Del để trống"
KEYS_TOLD = {
    GridField.GRADE: f"X T H K chọn mức   ·   {_KEYS}",
    GridField.TITLE: f"Gõ vài chữ để chọn danh hiệu   ·   {_KEYS}",
    GridField.REWARD: f"Gõ vài chữ, nhiều khen thưởng cách nhau dấu ;   ·   {_KEYS}",
    GridField.INITIATIVE: f"Gõ tên, nhiều sáng kiến cách nhau dấu ;   ·   {_KEYS}",
    GridField.TARGET: f"Gõ số như 1.234,5   ·   {_KEYS}",
    GridField.STATE: f"Gõ Nghèo, Cận nghèo hoặc Không   ·   {_KEYS}",
}


def decision_words(cell: GridCell, catalogue: Catalogue) -> str:
    """Say which records stand behind a cell, each with its decision."""
    if not cell.entries:
        return "Ô này chưa ghi gì."
    lines = []
    for entry in cell.entries:
        bare = not getattr(entry, "decision", None) and hasattr(entry, "decision")
        lines.append(describe(entry, catalogue) + (", chưa có số quyết định" if bare else ""))
    return ". ".join(lines) + "."
