"""Looking at proofs: those of a record, of entries, of a decision; opening one as a copy, apart from the kept one."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

from ...domain.errors import UserError
from ...domain.proofs import PROVABLE, FileKind, FileState, KeptFile, KnownScan, Proof, ProofCard, ProofUse
from ...exchange import proofs as store
from ...exchange.documents import first_page_image
from ...storage.reader import Reader
from ..context import Context
from ..wording import describe


def of_subject(ctx: Context, code: str) -> tuple[ProofCard, ...]:
    """Return the files that lie with a record, in the order they came, each once, with what it proves.

    Whether a file is there is told by its size only; its content is compared when it is opened, shown or checked.
    """
    with ctx.db.read() as reader:
        proofs = reader.shelf.proofs([code])
        used = reader.shelf.proofs_by({proof.file for proof in proofs})
        files = {file.id: file for file in reader.shelf.files({proof.file for proof in proofs})}
        words = {(table, row.id): describe(row, ctx.catalogue) for table, row in _entries(reader, code)}
    others: dict[int, set[str]] = {}
    for proof in used:
        others.setdefault(proof.file, set()).add(proof.subject)
    by_file: dict[int, list[Proof]] = {}
    for proof in proofs:
        by_file.setdefault(proof.file, []).append(proof)
    return tuple(
        ProofCard(
            file=files[number],
            caption=found[0].caption,
            uses=tuple(_use(proof, words) for proof in found if proof.entry is not None),
            state=store.look(ctx.db.folder, files[number], deep=False),
            elsewhere=len(others[number] - {code}),
        )
        for number, found in by_file.items()
    )


def _entries(reader: Reader, code: str) -> list[tuple[str, Any]]:
    kept = reader.records([code])
    return [(table, row) for table, rows in kept.tables() for row in rows if table != "subjects"]


def _use(proof: Proof, words: dict[tuple[str, Any], str]) -> ProofUse:
    assert proof.entry is not None
    return ProofUse(table=proof.entry[0], id=proof.entry[1], text=words[proof.entry])


def proofs_of_entries(ctx: Context, entries: Collection[tuple[str, int]]) -> dict[tuple[str, int], tuple[Proof, ...]]:
    """Return the proofs of entries (kind, row id); those without any are left out."""
    found: dict[tuple[str, int], tuple[Proof, ...]] = {}
    with ctx.db.read() as reader:
        for table in sorted({table for table, _id in entries} & PROVABLE.keys()):
            for proof in reader.shelf.proofs_of(table, [number for name, number in entries if name == table]):
                assert proof.entry is not None
                found[proof.entry] = (*found.get(proof.entry, ()), proof)
    return found


def known_scans(ctx: Context, decision: str, most: int = 3) -> tuple[KnownScan, ...]:
    """Return the files already kept with a decision of this number, the most used first."""
    with ctx.db.read() as reader:
        found = reader.shelf.scans(decision)[:most]
        files = {file.id: file for file in reader.shelf.files([number for number, _caption, _count in found])}
    return tuple(KnownScan(file=files[number], caption=caption, count=count) for number, caption, count in found)


def unwell(ctx: Context, files: Sequence[KeptFile]) -> dict[int, FileState]:
    """Return those of the files that are missing or altered, by id; every one is read to its end."""
    states = {file.id: store.look(ctx.db.folder, file) for file in files if file.id is not None}
    return {number: state for number, state in states.items() if state is not FileState.SOUND and number is not None}


def picture(ctx: Context, file: KeptFile, width: int) -> tuple[FileState, bytes | None]:
    """Return how a file stands, and a picture of it to be shown small: itself, or the first page of a PDF.

    The file is compared with what was kept on the way. The database is not asked, so any thread may.
    """
    state, data = store.load(ctx.db.folder, file)
    if state is not FileState.SOUND:
        return state, None
    if file.media is FileKind.PDF:
        return state, first_page_image(data, width)
    return state, data if file.media.is_picture else None


def open_copy(ctx: Context, file: int, caption: str, folder: Path) -> Path:
    """Copy a kept file into `folder` to be read by another program, and return the copy, which is read-only.

    Raises UserError, saying what to do, when the file is missing or is no longer what was kept.
    """
    with ctx.db.read() as reader:
        found = reader.shelf.files([file])
    if not found:
        raise UserError("Minh chứng này không còn trong dữ liệu; mở lại hồ sơ để xem bản mới nhất.")
    try:
        return store.copy_out(ctx.db.folder, found[0], folder, caption)
    except FileNotFoundError as reason:
        raise UserError(said(caption, FileState.MISSING)) from reason
    except ValueError as reason:
        raise UserError(said(caption, FileState.ALTERED)) from reason
    except OSError as reason:
        raise UserError(f"Không mở được {caption}: ổ đĩa không cho đọc. Kiểm tra ổ đĩa rồi mở lại.") from reason


def said(caption: str, state: FileState) -> str:
    """Return what is to be said of a file that is not what it was."""
    was = "bị mất khỏi thư mục dữ liệu" if state is FileState.MISSING else "đã bị sửa đổi bên ngoài chương trình"
    return f"Không mở được {caption}: tệp {was}. Hồ sơ vẫn dùng được; chọn lại tệp hoặc bỏ liên kết."
