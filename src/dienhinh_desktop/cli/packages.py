"""The commands `send`, `receive`, `units`, and `verify` of a package; where a passphrase comes from."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterable
from typing import Any

from ..domain.dates import short_date
from ..domain.errors import UserError
from ..domain.imports import RowState
from ..domain.packages import (
    MergeDecisions,
    MergeSide,
    PackageManifest,
    PackageState,
    ReceivedPackage,
    SendReport,
    UnitStanding,
)
from ..services import delivery
from ..services.context import Context
from ..services.delivery.receiving import MergeReport
from . import output

_SHORTEST = 8
_SHOWN = 40


def send(ctx: Context, arguments: argparse.Namespace) -> int:
    """Write the package for the unit above."""
    word = _passphrase(arguments)
    if word is not None and len(word) < _SHORTEST:
        raise UserError(f"Mật khẩu gói ngắn hơn {_SHORTEST} ký tự nên chưa lập gói; đặt mật khẩu dài hơn.")
    report = delivery.send(
        ctx,
        arguments.plan,
        arguments.out,
        arguments.on,
        arguments.round,
        passphrase=word,
        citizen_ids=arguments.cccd,
    )
    for line in sent_lines(report):
        print(line)
    return 0


def sent_lines(report: SendReport) -> Iterable[str]:
    """Yield what was sent, and how it stands to what was sent before."""
    told = report.manifest
    sealed = ", có mật khẩu" if report.sealed else ""
    yield f"Đã lập gói {report.file}{sealed}: {told.subjects} đối tượng, {len(told.parts)} tệp."
    yield f"Lấy từ {report.source}."
    if report.earlier is not None:
        same = "nội dung không đổi" if report.unchanged else "nội dung đã khác"
        yield f"Lần gửi thứ {report.times}; lần trước {report.earlier.at:%H:%M %d/%m/%Y}, {same}."
    for note in report.notes:
        yield f"Lưu ý: {note}."


def receive(ctx: Context, arguments: argparse.Namespace) -> int:
    """Receive a package: show it, keep it, give it back, or merge it. Raises UserError; then nothing was changed."""
    if arguments.due is not None and not arguments.give_back:
        raise UserError("--due chỉ dùng với --return nên chưa nhận gói; bỏ --due, hoặc ghi thêm lý do trả lại.")
    opened = delivery.open_package(ctx, arguments.file, _passphrase(arguments))
    side = MergeSide(arguments.keep) if arguments.keep else None
    decisions = MergeDecisions(keep=side, who=dict(arguments.who))
    found = delivery.look(ctx, opened, decisions)
    if arguments.hold or arguments.give_back:
        return _aside(ctx, arguments, found)
    if arguments.dry_run or not (found.is_ready or _is_merged(found)):
        _print(arguments, answer(found), [*lines(found), *_would(found, arguments)])
        if arguments.dry_run:
            return 0
    report = delivery.merge(ctx, opened, arguments.file, decisions)
    _print(arguments, {**answer(found), **_done(report)}, [*lines(found), _done_line(found, report)])
    return 0


def _is_merged(found: delivery.MergePreview) -> bool:
    return found.before is not None and found.before.state is PackageState.MERGED


def _aside(ctx: Context, arguments: argparse.Namespace, found: delivery.MergePreview) -> int:
    if arguments.dry_run:
        raise UserError("--dry-run không dùng cùng --hold, --return nên chưa nhận gói; bỏ một trong hai.")
    kept = delivery.keep_package(ctx, found.opened, arguments.file)
    done = f"Đã nhận gói của {found.unit.name}, {kept.state.label.lower()}."
    if arguments.give_back:
        assert kept.id is not None  # just kept
        done = delivery.give_back(ctx, kept.id, arguments.give_back, arguments.due).sentence
        kept = next(item for item in delivery.received(ctx) if item.id == kept.id)
    _print(arguments, {**answer(found), "state": kept.state.value}, [*lines(found), done])
    return 0


def _print(arguments: argparse.Namespace, told: dict[str, Any], said: Iterable[str]) -> None:
    if arguments.json:
        print(output.as_json(told))
    else:
        print("\n".join(said))


def manifest(told: PackageManifest) -> dict[str, Any]:
    """Return what a package says of itself."""
    return {
        "unit": told.unit,
        "unit_name": told.unit_name,
        "plan": told.plan,
        "plan_version": told.plan_version,
        "round": told.round or None,
        "stage": told.stage.value,
        "year": told.year,
        "on": told.on.isoformat(),
        "made_at": told.at.isoformat(timespec="seconds"),
        "program": told.program,
        "subjects": told.subjects,
    }


def answer(found: delivery.MergePreview) -> dict[str, Any]:
    """Return the answer of `receive --json`; `unit` is the sender's code as it is kept here."""
    before = found.before
    return {
        "file": found.opened.file,
        "sha256": found.opened.sha256,
        **manifest(found.opened.manifest),
        "unit": found.unit.code,
        "state": before.state.value if before else None,
        "merged_at": before.merged_at.isoformat() if before and before.merged_at else None,
        "new": found.count(RowState.NEW),
        "changed": found.count(RowState.CHANGED),
        "conflicting": found.count(RowState.ASK),
        "unchanged": found.count(RowState.SAME),
        "conflicts": [
            {
                "key": item.key,
                "subject": item.subject,
                "name": item.name,
                "row": item.where,
                "column": item.heading,
                "ours": item.ours,
                "theirs": item.theirs,
                "side": item.side.value if item.side else None,
            }
            for item in found.conflicts
        ],
        "doubts": [
            {
                "subject": item.code,
                "name": item.name,
                "alike": [{"subject": one.subject.code, "why": one.words} for one in item.alike],
                "who": item.who,
            }
            for item in found.identified.doubts
        ],
        "candidates": [
            {
                "subject": found.identified.codes.get(item.subject, item.subject),
                "name": item.name,
                "field": item.field,
                "verdict": item.frozen.verdict.code,
            }
            for item in found.opened.candidates
        ],
        "notes": list(found.notes),
        "issues": [output.issue(item) for item in found.issues],
        "batch": None,
    }


def _done(report: MergeReport) -> dict[str, Any]:
    kept = report.package
    return {
        "state": kept.state.value,
        "merged_at": kept.merged_at.isoformat() if kept.merged_at else None,
        "batch": report.batch,
    }


def lines(found: delivery.MergePreview) -> Iterable[str]:
    """Yield the preview for a person: who sent what, what is new, every conflict with both sides, what to look at."""
    told = found.opened.manifest
    made = f"lập {told.at:%H:%M %d/%m/%Y}"
    yield f"Gói của {told.unit_name}, kế hoạch {told.plan} bản {told.plan_version}, {made}: {told.subjects} đối tượng."
    for item in found.opened.candidates:
        yield f"  {item.order}. {item.name} ({item.field}): {item.frozen.verdict.label.lower()}"
    yield (
        f"Mới {found.count(RowState.NEW)}, thay đổi {found.count(RowState.CHANGED)}, mâu thuẫn"
        f" {found.count(RowState.ASK)}, không đổi {found.count(RowState.SAME)}; không dòng nào bị bỏ qua."
    )
    for row in found.rows[:0] if _is_merged(found) else found.rows:
        for heading, ours, theirs in row.changes:
            yield f"  {row.name}, {heading}: “{ours}” → “{theirs}”"
    for conflict in found.conflicts:
        side = f", {'giữ theo sổ' if conflict.side is MergeSide.OURS else 'lấy theo gói'}" if conflict.side else ""
        where = f" ({conflict.where})" if conflict.where else ""
        sides = f"sổ “{conflict.ours}”, gói “{conflict.theirs}”{side}"
        yield f"  Mâu thuẫn – {conflict.name}, {conflict.heading}{where}: {sides}"
    for doubt in found.identified.open:
        for one in doubt.alike:
            yield f"  Chưa rõ – {doubt.name} ({doubt.code}) có thể là {one.subject.code} ({one.words})"
    for note in found.notes:
        yield f"Lưu ý: {note}"
    yield from output.issue_lines([item for item in found.issues if not _is_merged(found)])


def _would(found: delivery.MergePreview, arguments: argparse.Namespace) -> Iterable[str]:
    if not arguments.dry_run:
        return
    if _is_merged(found) and found.before is not None:
        yield _before_line(found.before)
    else:
        yield "Gộp được." if found.is_ready else "Chưa gộp được, xem các chỗ đã nêu."


def _done_line(found: delivery.MergePreview, report: MergeReport) -> str:
    if report.batch is None:
        return _before_line(report.package)
    counts = f"{report.added} mới, {report.updated} cập nhật, {report.unchanged} không đổi"
    return f"Đã gộp gói của {found.unit.name}: {counts}. Lần nhập {report.batch}."


def _before_line(kept: ReceivedPackage) -> str:
    when = f"{kept.merged_at:%H:%M %d/%m/%Y}" if kept.merged_at else ""
    return f"Đã gộp gói này {when}; không có gì mới."


def units(ctx: Context, arguments: argparse.Namespace) -> int:
    """Say where every unit below stands under a plan, or print the words that remind those who owe."""
    found = delivery.standing(ctx, arguments.plan, arguments.on)
    if arguments.json:
        rows = [_standing(item, delivery.reminder(ctx, arguments.plan, item)) for item in found]
        print(output.as_json({"plan": arguments.plan, "rows": rows}))
    elif arguments.remind:
        print("\n\n".join(delivery.reminder(ctx, arguments.plan, item) for item in found if item.owed))
    else:
        for item in found:
            print(f"{item.name} – {item.state.label}, {item.when}")
    return 0


def _standing(item: UnitStanding, words: str) -> dict[str, Any]:
    kept = item.package
    return {
        "unit": item.unit,
        "name": item.name,
        "state": item.state.value,
        "due": item.due.isoformat() if item.due else None,
        "late": item.late,
        "received_at": kept.at.isoformat() if kept else None,
        "subjects": kept.subjects if kept else 0,
        "reason": kept.reason if kept else None,
        "owed": list(item.owed),
        "reminder": words if item.owed else None,
    }


def is_asked(arguments: argparse.Namespace) -> bool:
    """Tell whether `verify` is asked about a package rather than a signed paper."""
    return delivery.is_package(arguments.file)


def verify(arguments: argparse.Namespace) -> int:
    """Prove a package whole; needs no data folder. Raises UserError when it is not."""
    told = delivery.verify_package(arguments.file, _passphrase(arguments))
    parts = [{"name": part.name, "size": part.size, "sha256": part.sha256} for part in told.parts]
    if arguments.json:
        whole = {"file": arguments.file.name, "package": True, "intact": True}
        print(output.as_json({**whole, **manifest(told), "parts": parts}))
        return 0
    print(f"{arguments.file.name} còn nguyên: {len(parts)} tệp khớp mã SHA-256 trong bản kê.")
    print(f"Gói của {told.unit_name}, kế hoạch {told.plan} bản {told.plan_version}, ngày xét {short_date(told.on)}.")
    print("Bản kê không phải chữ ký số: cần biết chắc ai gửi thì hỏi đơn vị, hoặc kiểm tra văn bản đã ký.")
    return 0


def _passphrase(arguments: argparse.Namespace) -> str | None:
    """Return the passphrase from the environment; it never stands on the command line, where others could read it."""
    name = arguments.passphrase_env
    if name is None:
        return None
    # Taken out, so that no program started later inherits it.
    text = os.environ.pop(name, None)
    if not text or any("\ud800" <= sign <= "\udfff" for sign in text):
        raise UserError(f"Biến môi trường {name} không có mật khẩu nên chưa làm; đặt biến này rồi chạy lại.")
    return text
