"""Keeping the data folder: which office it belongs to, is it sound, what was done and how to take it back, practice."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from datetime import date

from ..domain.errors import UserError
from ..domain.records import Position, Subject, SubjectKind
from ..domain.text import clean
from ..domain.upkeep import Act, Changes, CheckResult, Kind, Office, Progress, silent
from ..exchange.proofs import FOLDER as PROOFS
from ..storage.reader import Reader
from . import backups, imports, kept_papers, proofs
from .context import Context
from .practice import practice as practice
from .undoing import CHANGED as _EVERYTHING
from .undoing import undo_last as undo_last

OFFICE_SETTING = "office"
"""Name of the setting that keeps the office."""


def office(ctx: Context) -> Office:
    """Return the office that keeps the folder: as it was set, else derived from the records.

    Derived, the root is the one collective without a unit that has the most below it.
    """
    with ctx.db.read() as reader:
        kept = reader.setting(OFFICE_SETTING)
        if kept is not None:
            return Office(**json.loads(kept))
        root = _root(reader)
    return Office(root=root.code, name=root.name.upper()) if root else Office()


def _root(reader: Reader) -> Subject | None:
    sizes = [(reader.count_below(top.code), top) for top in reader.tops()]
    largest = max((size for size, _top in sizes), default=0)
    first = [top for size, top in sizes if size == largest]
    return first[0] if len(first) == 1 else None


def save_office(ctx: Context, office: Office) -> Changes:
    """Keep what the papers say of the office. Raises UserError when its root is no collective of the records."""
    kept = {name: clean(value) if isinstance(value, str) else value for name, value in asdict(office).items()}
    with ctx.db.work("Sửa thông tin cơ quan", ctx.who) as work:
        root = work.subject(office.root) if office.root else None
        if office.root and (root is None or root.kind is not SubjectKind.COLLECTIVE):
            raise UserError(f"Cơ quan “{office.root}” không phải tập thể có trong hồ sơ; chọn trong danh sách.")
        work.set_setting(OFFICE_SETTING, json.dumps(kept, ensure_ascii=False))
        return Changes(frozenset({Kind.OFFICE}), "Đã ghi thông tin cơ quan.", work.act if work.changed else None)


def check(ctx: Context, progress: Progress = silent) -> CheckResult:
    """Look whether the file, the records in it and their journal are sound; nothing is changed.

    The newest backup is read to its end as well: what is wrong with it is a caution, for the data themselves are
    not worse for it. Files kept as proof are compared once the records themselves can be read.
    """
    with ctx.db.read() as reader:
        faults, counted = reader.check(), reader.counts()
    lost, told = proofs.check(ctx, progress) if not faults else ((), ())
    gone, compared = kept_papers.check(ctx) if not faults else ((), ())
    caution, note = _newest_backup(ctx)
    notes = (*note, *(told or ("Chưa có minh chứng nào để đối chiếu.",)), *compared, *_attachments(ctx))
    return CheckResult(faults=(*faults, *lost, *gone), counted=counted, cautions=caution, notes=notes)


def _newest_backup(ctx: Context) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what there is to be warned of, and what there is to be told."""
    newest = backups.standing(ctx).newest
    if newest is None:
        return ("Chưa có bản sao lưu nào; vào Cài đặt, Sao lưu để sao lưu ngay.",), ()
    try:
        backups.look_into(ctx, newest.file)
    except UserError as refused:
        return (refused.sentence,), ()
    return (), (f"Bản sao lưu mới nhất, {newest.at:%H:%M %d/%m/%Y}, đọc lại được trọn vẹn.",)


def _attachments(ctx: Context) -> tuple[str, ...]:
    """Tell how many files lie beside proofs and papers, such as packages received: nothing is known to compare."""
    found = backups.count_attachments(ctx.db.folder, PROOFS.name, kept_papers.KEPT.name)
    return (f"{found} tệp khác trong thư mục attachments không đối chiếu; vẫn được sao lưu.",) if found else ()


def acts(ctx: Context, limit: int = 50) -> tuple[Act, ...]:
    """Return what was done last, newest first."""
    with ctx.db.read() as reader:
        return reader.acts(limit)


def load_practice(ctx: Context, progress: Progress = silent) -> Changes:
    """Import the shipped records of a made-up department into this folder and set its office for practice.

    Raises UserError when the folder already holds records of an office: practice has a folder of its own.
    """
    with ctx.db.read() as reader:
        if not _practice_or_empty(reader):
            raise UserError(
                "Thư mục này đã có hồ sơ thật nên không nạp dữ liệu tập làm vào; mở dữ liệu tập làm ở thư mục riêng."
            )
    told = practice()
    report = imports.apply(ctx, imports.preview(ctx, told.workbook, progress), progress)
    with ctx.db.read() as reader:
        signer = _head_of(reader, told.office.root or "", told.on)
    done = save_office(ctx, replace(told.office, signer=signer))
    return Changes(_EVERYTHING, f"Đã nạp dữ liệu tập làm: {report.added} dòng.", done.act)


def _practice_or_empty(reader: Reader) -> bool:
    kept = reader.setting(OFFICE_SETTING)
    return not reader.codes() or (kept is not None and Office(**json.loads(kept)).practice)


def _head_of(reader: Reader, root: str, on: date) -> str:
    def heads(row: Position) -> bool:
        return bool(row.head) and row.collective == root and row.start <= on and (row.end is None or on <= row.end)

    kept = reader.records(kinds={"subjects", "positions"})
    codes = [row.subject for row in kept.positions if heads(row)]
    return next((subject.name for subject in kept.subjects if subject.code in codes), "")
