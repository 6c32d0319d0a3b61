"""An office's own templates: the original written out, a changed one checked, tried and taken into use, all restorable.

A template belongs to a kind of paper; papers of a subject have one for people, one for collectives, one for households.
Only Word follows it; PDF keeps the original's layout.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from ...domain.documents import Form, PaperKind
from ...domain.errors import UserError
from ...domain.issued import OF_SUBJECT
from ...domain.records import SubjectKind
from ...domain.templates import PaperTemplate, TemplateVersion
from ...domain.upkeep import Changes, Kind
from ...exchange import documents as drawn
from ...exchange.files import write_atomically
from ..context import Context

_SETTING = "template:"
_KEPT = 10
"""Versions kept of one template; older ones go."""
CHANGED = frozenset({Kind.OFFICE})


def template(ctx: Context, kind: str) -> PaperTemplate:
    """Return the template of a kind of paper; one nobody changed is the original."""
    with ctx.db.read() as reader:
        kept = reader.setting(_SETTING + kind)
    return _load(kind, kept) if kept else PaperTemplate(kind=kind)


def kinds_in_use(ctx: Context) -> frozenset[str]:
    """Return the kinds of paper for which the office's own template is in use."""
    kinds = {kind.value for kind in PaperKind if not kind.of_subject}
    return frozenset(in_use(ctx, kinds | {f"{kind}.{subject}" for kind in OF_SUBJECT for subject in SubjectKind}))


def in_use(ctx: Context, kinds: set[str]) -> Mapping[str, bytes]:
    """Return the offices' own templates in use among some kinds of paper."""
    found = {kind: template(ctx, kind).current for kind in sorted(kinds)}
    return {kind: base64.b64decode(version.content) for kind, version in found.items() if version is not None}


def write_original(form: Form, target: Path) -> None:
    """Write the original template of a paper to be changed in Word. Raises UserError when the target refuses."""
    write_atomically(target, drawn.template_docx(form))


def write_in_use(ctx: Context, form: Form, target: Path) -> None:
    """Write the template in use, the office's own or the original. Raises UserError when the target refuses."""
    own = in_use(ctx, {form.kind}).get(form.kind)
    write_atomically(target, own if own is not None else drawn.template_docx(form))


def try_out(form: Form, name: str, source: Path, target: Path) -> None:
    """Write the paper in a template not yet in use, marked as a draft.

    Raises UserError when the file cannot be a template of it, or the target refuses.
    """
    content = _read(source)
    drawn.prove_template(content, form, name)
    write_atomically(target, drawn.templated_docx(content, replace(form, draft=True)))


def take_into_use(ctx: Context, form: Form, name: str, source: Path) -> Changes:
    """Take a changed template into use as its newest version. Raises UserError when it cannot be one."""
    content = _read(source)
    drawn.prove_template(content, form, name)
    version = TemplateVersion(
        at=ctx.now().replace(microsecond=0), who=ctx.who, name=source.name, content=base64.b64encode(content).decode()
    )
    held = template(ctx, form.kind)
    versions = (*held.versions, version)[-_KEPT:]
    return _save(
        ctx,
        replace(held, versions=versions, used=len(versions) - 1),
        f"Dùng mẫu {name}",
        f"Đã dùng mẫu {source.name}. Tệp Word theo mẫu này; bản PDF để ký, in vẫn theo mẫu gốc.",
    )


def use_version(ctx: Context, kind: str, name: str, number: int | None) -> Changes:
    """Use a version (counted from 0), or the original (None). Raises UserError when there is no such version."""
    held = template(ctx, kind)
    if number is not None and not 0 <= number < len(held.versions):
        raise UserError(f"Mẫu {name} không có bản {number + 1}; mở lại danh sách mẫu rồi chọn.")
    if number is None:
        return _save(ctx, replace(held, used=None), f"Về mẫu gốc {name}", f"Mẫu {name} đã về mẫu gốc.")
    told = f"Đã dùng lại mẫu {held.versions[number].name} cho tệp Word; bản PDF vẫn theo mẫu gốc."
    return _save(ctx, replace(held, used=number), f"Dùng lại mẫu {name}", told)


def _read(source: Path) -> bytes:
    try:
        return source.read_bytes()
    except OSError as error:
        raise UserError(f"Không đọc được {source.name}: tệp đang mở hoặc không có. Đóng Word rồi chọn lại.") from error


def _save(ctx: Context, held: PaperTemplate, label: str, sentence: str) -> Changes:
    text = json.dumps(
        {
            "used": held.used,
            "versions": [
                {"at": row.at.isoformat(), "who": row.who, "name": row.name, "content": row.content}
                for row in held.versions
            ],
        },
        ensure_ascii=False,
    )
    with ctx.db.work(label, ctx.who) as work:
        work.set_setting(_SETTING + held.kind, text)
        act = work.act
    return Changes(CHANGED, sentence, act)


def _load(kind: str, text: str) -> PaperTemplate:
    kept = json.loads(text)
    versions = tuple(
        TemplateVersion(at=datetime.fromisoformat(row["at"]), who=row["who"], name=row["name"], content=row["content"])
        for row in kept["versions"]
    )
    return PaperTemplate(kind=kind, versions=versions, used=kept["used"])
