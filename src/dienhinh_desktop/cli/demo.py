"""The main job from start to end on the shipped records of a made-up department."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from ..domain.dates import short_date
from ..domain.eligibility import Assessment, AssessmentRequest, Verdict
from ..domain.records import SubjectKind
from ..domain.rounds import Choice, Round
from ..domain.views import SubjectQuery
from ..services import delivery, documents, eligibility, records, rounds, upkeep
from ..services.context import Context
from ..services.practice import practice as told

FOLDER = "so_tap_lam"
"""Name of the data folder the demonstration keeps beside its results, apart from the clerk's own records."""


def run(ctx: Context, out: Path) -> Iterator[str]:
    """Import, assess, register, write list, forms, records and package into `out`; yield a line for each thing done."""
    yield upkeep.load_practice(ctx).sentence
    practice = told()
    plan, on = practice.plan, practice.on
    found = eligibility.assess(ctx, AssessmentRequest(plan, on, practice.stage))
    yield f"Xét điều kiện theo {plan}, ngày {short_date(on)}:"
    yield from _counts(ctx, found)
    opened = rounds.open_round(ctx, Round(plan=plan, stage=practice.stage, year=on.year, name=practice.round, on=on))
    assert opened.id is not None  # just written
    taken = {row.candidate.subject for row in rounds.candidates(ctx, opened.id)}
    choices = [
        Choice(subject=i.subject, field=i.field) for i in found if i.verdict is Verdict.DAT and i.subject not in taken
    ]
    if choices:
        yield rounds.register(ctx, opened.id, choices).sentence
    written = documents.export_list(ctx, plan, on, out / "danh_sach.xlsx", round_id=opened.id)
    yield f"Danh sách: {written.files[0]}"
    forms = documents.export_forms(ctx, plan, on, out / "bieu_mau", round_id=opened.id)
    yield f"Biểu mẫu: {len(forms.files)} tệp PDF trong {out / 'bieu_mau'}"
    yield f"Bản gộp: {forms.bound}"
    counts = records.export_records(ctx, out / "so_du_lieu.xlsx")
    yield f"Sổ dữ liệu: {out / 'so_du_lieu.xlsx'}, {sum(counts.values())} dòng"
    sent = delivery.send(ctx, plan, out / "goi.zip", round_name=str(opened.id))
    yield f"Gói gửi lên: {sent.file}, {sent.manifest.subjects} đối tượng, {len(sent.manifest.parts)} tệp"


def _counts(ctx: Context, found: Sequence[Assessment]) -> Iterator[str]:
    kinds = {row.code: row.kind for row in records.find_subjects(ctx, SubjectQuery()).rows}
    order = (Verdict.DAT, Verdict.THIEU_DU_LIEU, Verdict.CHUA_DAT, Verdict.KHONG_DAT)
    for kind, name in ((SubjectKind.PERSON, "Cá nhân"), (SubjectKind.COLLECTIVE, "Tập thể")):
        counts = Counter(item.verdict for item in found if kinds[item.subject] is kind)
        yield f"  {name}: " + ", ".join(f"{counts[verdict]} {verdict.label.lower()}" for verdict in order)
