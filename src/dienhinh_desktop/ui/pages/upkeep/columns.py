"""The columns of the list of backups."""

from __future__ import annotations

from collections.abc import Callable

from ....domain.backups import Backup
from ....domain.text import number_text
from ...kit.columns import Align, CellKind, Column
from ...kit.marks import Mark

LOOK, RESTORE = "look", "restore"


def columns() -> tuple[Column, ...]:
    """Return the columns; `Table.pressed` tells LOOK and RESTORE."""
    return (
        Column(
            key="at",
            heading="Ngày giờ",
            text=lambda item: f"{item.at:%d/%m/%Y %H:%M}",
            width=134,
            sort=lambda item: item.at,
        ),
        Column(
            key="reason",
            heading="Lý do",
            text=lambda item: item.reason or item.file.name,
            kind=CellKind.NAME,
            least=150,
            tip=lambda item: item.fault or item.file.name,
        ),
        Column(
            key="subjects",
            heading="Số hồ sơ",
            text=subjects,
            width=76,
            optional=True,
            align=Align.RIGHT,
            sort=lambda item: item.manifest.counts.get("subjects", 0) if item.manifest else -1,
        ),
        Column(key="size", heading="Cỡ tệp", text=size, width=78, align=Align.RIGHT, optional=True, sort=_size),
        Column(
            key="state",
            heading="Kiểm tra",
            text=lambda item: "tốt" if item.good else "hỏng",
            width=88,
            kind=CellKind.MARK,
            value=lambda item: Mark.OK if item.good else Mark.BAD,
            tip=lambda item: item.fault or "Đã đọc lại và khớp khi ghi",
        ),
        Column(key=LOOK, heading="", text=_if_good("Xem thử"), width=82, kind=CellKind.BUTTON),
        Column(key=RESTORE, heading="", text=_if_good("Khôi phục"), width=92, kind=CellKind.BUTTON),
    )


def _if_good(words: str) -> Callable[[Backup], str]:
    return lambda item: words if item.good else ""


def _size(item: Backup) -> int:
    return item.size


def subjects(item: Backup) -> str:
    """Say how many subjects a backup holds."""
    return number_text(item.manifest.counts.get("subjects", 0)) if item.manifest else "–"


def size(item: Backup) -> str:
    """Say how large a backup is: "57 KB", "1,2 MB"."""
    if item.size < 2**20:
        return f"{number_text(max(1, round(item.size / 2**10)))} KB"
    return f"{number_text(round(item.size / 2**20, 1))} MB"
