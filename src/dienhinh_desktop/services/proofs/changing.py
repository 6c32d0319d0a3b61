"""What a clerk does with the proofs of a record; every one of these is an act and can be taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ...domain.errors import UserError
from ...domain.proofs import PROVABLE, KeptFile, Proof
from ...domain.records import Subject
from ...domain.text import clean
from ...domain.upkeep import Changes, Kind, Progress, silent
from ...storage.reader import Reader
from ..context import Context
from ..wording import describe
from .keeping import attach, keep_file, loosened, tidy

_CHANGED = frozenset({Kind.RECORDS})
_GONE = "Minh chứng này không còn ở hồ sơ; mở lại hồ sơ để xem bản mới nhất."


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What became of files a clerk dropped or chose: those kept, and a sentence for each that was refused."""

    changes: Changes
    files: tuple[KeptFile, ...]
    refused: tuple[str, ...] = ()


def add(
    ctx: Context,
    subject: str,
    paths: Sequence[Path],
    entry: tuple[str, int] | None = None,
    progress: Progress = silent,
) -> Added:
    """Keep files with a record, as proof of an entry (kind, row id) where one is given.

    Files that cannot be kept are named and the others kept. Raises UserError when none can be, or the record or entry
    is gone; stopping half-way leaves the record as it was.
    """
    files: list[KeptFile] = []
    refused: list[str] = []
    for number, path in enumerate(paths):
        progress(number, len(paths), "Lưu tệp minh chứng")
        try:
            files.append(keep_file(ctx, path))
        except UserError as reason:
            refused.append(reason.sentence)
    if not files:
        raise UserError(" ".join(refused[:3]) or "Chưa chọn tệp nào; chọn tệp cần lưu.")
    return Added(changes=bind(ctx, subject, files, entry), files=tuple(files), refused=tuple(refused))


def bind(ctx: Context, subject: str, files: Sequence[KeptFile], entry: tuple[str, int] | None = None) -> Changes:
    """Lay kept files with a record, as proof of an entry where one is given. Raises UserError when either is gone."""
    with ctx.db.work("Thêm minh chứng", ctx.who) as work:
        owner = _subject(work, subject)
        _entry(work, subject, entry)
        new = [file for file in files if attach(work, subject, file, entry)]
        what = f"minh chứng {new[0].name}" if len(new) == 1 else f"{len(new)} minh chứng"
        work.name_act(f"Thêm {what} của {owner.name}")
        if not new:
            return Changes(sentence=f"{files[0].name} đã có ở đây từ trước nên không thêm lần nữa.")
        return Changes(_CHANGED, f"Đã thêm {what} của {owner.name}.", work.act)


def _subject(reader: Reader, code: str) -> Subject:
    found = reader.subject(code)
    if found is None:
        raise UserError(f"Không có hồ sơ mã “{code}”; có thể đã bị xóa, tìm lại trong danh sách.")
    return found


def _entry(reader: Reader, subject: str, entry: tuple[str, int] | None) -> Any:
    if entry is None:
        return None
    if entry[0] not in PROVABLE:
        raise UserError("Mục này không gắn minh chứng được; gắn vào thành tích, chức vụ hoặc xác nhận.")
    found: Any = reader.entry(*entry)
    if found.subject != subject:
        raise UserError("Mục này thuộc hồ sơ khác nên không gắn minh chứng vào đây; mở hồ sơ kia.")
    return found


def _of_file(reader: Reader, subject: str, file: int) -> list[Proof]:
    found = [proof for proof in reader.shelf.proofs([subject]) if proof.file == file]
    if not found:
        raise UserError(_GONE)
    return found


def tie(ctx: Context, subject: str, file: int, entries: Sequence[tuple[str, int]]) -> Changes:
    """Let a file of a record prove just these entries; those it proved before and are not among them it no longer does.

    Raises UserError when the file no longer lies with the record, or an entry is gone.
    """
    with ctx.db.work("Gắn minh chứng", ctx.who) as work:
        _subject(work, subject)
        there = _of_file(work, subject, file)
        caption = there[0].caption
        for entry in entries:
            _entry(work, subject, entry)
        (kept,) = work.shelf.files([file])
        for proof in there:
            if proof.entry is not None and proof.entry not in entries:
                work.update("proofs", [loosened(proof)])
        for entry in entries:
            attach(work, subject, kept, entry)
        tidy(work, subject)
        if not work.changed:
            return Changes(sentence=f"{caption} vẫn dùng cho các mục như cũ.")
        what = f"dùng cho {len(entries)} mục" if entries else "không dùng cho mục nào"
        work.name_act(f"Gắn minh chứng {caption}: {what}")
        return Changes(_CHANGED, f"Đã ghi minh chứng {caption}: {what}.", work.act)


def untie(ctx: Context, subject: str, file: int, entry: tuple[str, int]) -> Changes:
    """Let a file no longer prove an entry; it stays with the record. Raises UserError when it does not prove it."""
    with ctx.db.read() as reader:
        held = [proof.entry for proof in _of_file(reader, subject, file)]
    if entry not in held:
        raise UserError(_GONE)
    return tie(ctx, subject, file, [other for other in held if other is not None and other != entry])


def rename(ctx: Context, subject: str, file: int, caption: str) -> Changes:
    """Call a file of a record something else. Raises UserError when the words are empty or it is gone."""
    words = clean(caption)[:200]
    if not words:
        raise UserError("Tên minh chứng để trống nên chưa đổi; ghi tên để nhận ra, như “QĐ 415 năm 2024”.")
    with ctx.db.work(f"Đổi tên minh chứng thành {words}", ctx.who) as work:
        work.update("proofs", [replace(proof, caption=words) for proof in _of_file(work, subject, file)])
        return Changes(_CHANGED, f"Đã đổi tên minh chứng: {words}.", work.act if work.changed else None)


def remove(ctx: Context, subject: str, files: Sequence[int]) -> Changes:
    """Take files off a record and all they prove there; they can be brought back from the trash.

    The bytes stay in the data folder. Raises UserError when one is gone already.
    """
    with ctx.db.work("Bỏ minh chứng", ctx.who) as work:
        owner = _subject(work, subject)
        found = [proof for file in files for proof in _of_file(work, subject, file)]
        what = f"minh chứng {found[0].caption}" if len(files) == 1 else f"{len(files)} minh chứng"
        work.name_act(f"Bỏ {what} của {owner.name}")
        work.delete("proofs", [proof.id for proof in found if proof.id is not None])
        return Changes(_CHANGED, f"Đã đưa {what} vào Thùng rác.", work.act)


def replace_file(ctx: Context, file: int, path: Path) -> Changes:
    """Put another file in the place of one that is lost or altered, wherever that one is used, as one act.

    The very same file heals the kept one. Raises UserError as `keep_file` does, and when the file is used nowhere.
    """
    new = keep_file(ctx, path)
    assert new.id is not None
    with ctx.db.work("Chọn lại tệp minh chứng", ctx.who) as work:
        using = work.shelf.proofs_by([file])
        if not using:
            raise UserError(_GONE)
        (old,) = work.shelf.files([file])
        if new.id == file:
            return Changes(_CHANGED, f"Đã đưa lại tệp {old.name}; {len(using)} mục dùng tệp này lại mở được.")
        work.update("proofs", [replace(proof, file=new.id) for proof in using])
        for code in sorted({proof.subject for proof in using}):
            tidy(work, code)
        work.name_act(f"Thay tệp minh chứng {old.name} bằng {new.name}")
        return Changes(_CHANGED, f"Đã thay tệp {old.name} bằng {new.name} cho {len(using)} mục.", work.act)


def give_back(ctx: Context, proof: Proof, label: str) -> Changes:
    """Make a proof again what it was. Raises UserError when it, or the entry it is to prove, is gone."""
    with ctx.db.work(label, ctx.who) as work:
        _entry(work, proof.subject, proof.entry)
        work.update("proofs", [proof])
        return Changes(_CHANGED, label, work.act if work.changed else None)


def entry_words(ctx: Context, reader: Reader, proof: Proof) -> str:
    """Return what the entry a proof is tied to says, empty when it is tied to none."""
    return "" if proof.entry is None else describe(reader.entry(*proof.entry), ctx.catalogue)
