"""Comparing what lies in the data folder with what was kept: lost and altered files are named with their records."""

from __future__ import annotations

from collections import defaultdict

from ...domain.proofs import FileState, KeptFile, Proof
from ...domain.text import number_text
from ...domain.upkeep import Progress, silent
from ...exchange import proofs as store
from ..context import Context
from .changing import entry_words

_MOST = 20


def check(ctx: Context, progress: Progress = silent) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Read every kept file; return one sentence for each that is lost or altered and is used, and what else to tell."""
    with ctx.db.read() as reader:
        files, proofs = reader.shelf.files(), reader.shelf.proofs()
    states = {}
    for number, file in enumerate(files):
        progress(number, len(files), "Đối chiếu minh chứng")
        states[file.id] = store.look(ctx.db.folder, file)
    using: dict[int, list[Proof]] = defaultdict(list)
    for proof in proofs:
        using[proof.file].append(proof)
    bad = [file for file in files if file.id in using and states[file.id] is not FileState.SOUND]
    faults = [_fault(ctx, using[file.id or 0], states[file.id]) for file in bad[:_MOST]]
    if len(bad) > _MOST:
        faults.append(f"Minh chứng: còn {len(bad) - _MOST} tệp nữa bị mất hoặc bị sửa đổi.")
    return tuple(faults), tuple(_notes(ctx, files, set(using), len(bad)))


def _fault(ctx: Context, using: list[Proof], state: FileState) -> str:
    first = using[0]
    with ctx.db.read() as reader:
        subject = reader.subject(first.subject)
        about = entry_words(ctx, reader, first)
    whose = f"{subject.name} ({subject.code})" if subject else first.subject
    more = f" và {len(using) - 1} mục khác" if len(using) > 1 else ""
    what = f", {about}" if about else ""
    return (
        f"Minh chứng: tệp “{first.caption}” của {whose}{what}{more} {state.label};"
        " mở hồ sơ, tab Minh chứng, chọn lại tệp hoặc bỏ liên kết."
    )


def _notes(ctx: Context, files: tuple[KeptFile, ...], used: set[int], bad: int) -> list[str]:
    """Say how many files were compared, which nothing uses any more, and which nobody knows."""
    told = []
    if files:
        sound = f", {bad} tệp cần xem lại" if bad else ", tất cả còn nguyên"
        told.append(f"Đã đối chiếu {number_text(len(files))} tệp minh chứng{sound}.")
    unused = [file for file in files if file.id not in used]
    if unused:
        size = sum(file.size for file in unused) / 2**20
        told.append(
            f"{len(unused)} tệp ({number_text(round(size, 1))} MB) hiện không mục nào dùng;"
            " vẫn giữ để hoàn tác và khôi phục được."
        )
    strangers = store.strangers(ctx.db.folder, files)
    if strangers:
        told.append(f"{len(strangers)} tệp trong attachments/proofs không có trong sổ; vẫn được sao lưu.")
    return told
