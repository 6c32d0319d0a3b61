"""Keeping files: copied into the data folder once for one content, and laid with a record and its entries."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from ...domain.proofs import PROVABLE, KeptFile, KnownScan, Proof, proof_of
from ...domain.text import clean
from ...exchange import proofs as store
from ...storage.work import Work
from ..context import Context

_LONGEST = 200


def keep_file(ctx: Context, path: Path) -> KeptFile:
    """Copy a file into the data folder, once for one content, and return it with the id other rows name it by.

    The file chosen is only read. Keeping is no act and is not taken back: what uses the file is. A file kept before
    that was lost or altered since is whole again. Raises UserError when it is a folder, is gone, empty, too large, of
    a kind that is not kept, or the disk refuses; then nothing has changed.
    """
    data = store.read(path)
    name = clean(path.name)[:_LONGEST]
    file = KeptFile(
        sha256=hashlib.sha256(data).hexdigest(),
        name=name,
        size=len(data),
        media=store.kind_of(data, name),
        added_at=ctx.now().replace(microsecond=0),
    )
    store.put(ctx.db.folder, file, data)
    with ctx.db.work(f"Lưu tệp {name}", ctx.who) as work:
        return work.note_file(file)


def kept_of(ctx: Context, picked: Iterable[Path | KnownScan]) -> tuple[KeptFile, ...]:
    """Return the kept files of what a clerk picked, chosen files kept first. Raises UserError as `keep_file` does."""
    return tuple(keep_file(ctx, item) if isinstance(item, Path) else item.file for item in picked)


def attach(work: Work, subject: str, file: KeptFile, entry: tuple[str, int] | None = None, caption: str = "") -> bool:
    """Lay a kept file with a record, as proof of an entry (kind, row id) where one is given.

    Tell whether it was not there before. It keeps the words it has with this record already.
    """
    assert file.id is not None
    there = [proof for proof in work.shelf.proofs([subject]) if proof.file == file.id]
    if any(proof.entry == entry for proof in there) or (there and entry is None):
        return False
    words = there[0].caption if there else clean(caption)[:_LONGEST] or file.name
    made = proof_of(subject, file.id, words, entry)
    loose = next((proof for proof in there if proof.entry is None), None)
    if loose is not None:
        work.update("proofs", [replace(made, id=loose.id)])
    else:
        work.insert("proofs", [made])
    return True


def tidy(work: Work, subject: str) -> None:
    """Of one file that proves one thing twice keep the first, and nothing loose of a file that proves something.

    Entries or records made one leave such doubles behind.
    """
    by_file: dict[int, list[Proof]] = defaultdict(list)
    for proof in work.shelf.proofs([subject]):
        by_file[proof.file].append(proof)
    needless: list[int] = []
    for found in by_file.values():
        seen: set[tuple[str, int] | None] = set()
        for proof in sorted(found, key=lambda item: item.entry is None):
            if proof.entry in seen or (proof.entry is None and seen):
                needless += [proof.id] if proof.id is not None else []
            seen.add(proof.entry)
    work.delete("proofs", needless)


def loosened(proof: Proof) -> Proof:
    """Return the proof tied to no entry."""
    ties: dict[str, Any] = dict.fromkeys(PROVABLE.values())
    return replace(proof, **ties)
