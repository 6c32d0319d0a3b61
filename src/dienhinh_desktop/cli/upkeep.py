"""The commands that keep the data safe: `backup`, `restore`, `check`."""

from __future__ import annotations

import argparse
import json
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path

from ..domain.errors import Damaged, UserError
from ..domain.records import RECORD_LABELS
from ..domain.text import number_text
from ..services import backups, upkeep
from ..services.context import Context
from ..services.opening import open_context

_WORDS = {name: label.lower() for name, label in RECORD_LABELS.items()} | {
    "rounds": "đợt xét",
    "candidates": "mục đăng ký của đợt",
}


def backup(ctx: Context, arguments: argparse.Namespace) -> int:
    """Save everything into one file, among the backups or where `--out` says."""
    made = backups.make(ctx, out=arguments.out)
    assert made.manifest is not None
    subjects = made.manifest.counts.get("subjects", 0)
    print(f"Đã sao lưu vào {made.file}: {number_text(subjects)} hồ sơ, đã đọc lại và khớp.")
    if made.manifest.left_out:
        print(f"{made.manifest.left_out} tệp đính kèm có tên lạ nên không kèm theo; đổi tên rồi sao lưu lại.")
    return 0


def restore(folder: Path, who: str, file: Path) -> int:
    """Put a backup back, also where the data can no longer be opened."""
    with ExitStack() as held:
        try:
            ctx = held.enter_context(open_context(folder, who))
        except Damaged:
            print(backups.restore_over_damaged(folder, file))
            return 0
        print(backups.restore(ctx, file).sentence)
    return 0


def check(ctx: Context, arguments: argparse.Namespace) -> int:
    """Say whether the data are sound."""
    found = upkeep.check(ctx)
    if arguments.json:
        print(json.dumps({"sound": found.sound, **asdict(found)}, ensure_ascii=False))
    elif found.sound:
        counted = (
            f"{number_text(count)} {_WORDS[name]}" for name, count in found.counted.items() if count and name in _WORDS
        )
        print(f"Dữ liệu tốt: {', '.join(counted) or 'chưa có dòng nào'}.")
        print("\n".join((*found.cautions, *found.notes)))
    else:
        print("\n".join((*found.faults, *found.cautions, *found.notes)))
    if not found.sound:
        raise UserError(f"Dữ liệu có {len(found.faults)} chỗ hỏng đã nêu; dùng bản sao lưu gần nhất, hoặc gửi nhật ký.")
    return 0
