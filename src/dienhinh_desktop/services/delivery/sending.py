"""Sending upward: one file with the list, the forms, the records behind them, and what they were judged on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from ... import __version__
from ...domain.dates import short_date
from ...domain.errors import UserError
from ...domain.packages import PackageContent, PackageManifest, SendReport, SentPackage
from ...domain.rounds import Round
from ...domain.text import fold
from ...domain.upkeep import Progress, silent
from ...exchange import delivery as package
from .. import documents
from ..context import Context
from ..documents.dossier import Dossier, gather
from ..plans import pack_of
from .dispatching import dossier_files
from .first_words import first_words
from .round_papers import round_papers
from .selecting import packaged, selected


def send(
    ctx: Context,
    plan: str,
    target: Path,
    on: date | None = None,
    round_name: str | None = None,
    *,
    passphrase: str | None = None,
    citizen_ids: bool = False,
    progress: Progress = silent,
) -> SendReport:
    """Write the package of a plan for the unit above, and note that it was sent.

    Its subjects are the candidates of a round: the one named, else the newest one up to the day that has any; without
    a round, whoever is registered under the plan on that day (None: today, in a round its own day). `citizen_ids`:
    numbers of identity go along. Raises UserError when the office is not known, nobody is put forward, the round is not
    there, or the target refuses; then nothing is noted.
    """
    pack = pack_of(ctx, plan)
    chosen = _round(ctx, plan, on, round_name)
    day = on or (chosen.on if chosen else ctx.now().date())
    dossier = gather(ctx, plan, day, chosen.id if chosen else None)
    content = _content(ctx, dossier, chosen, citizen_ids=citizen_ids)
    listed, forms = documents.papers_of(ctx, dossier, progress)
    papers = {package.LIST: listed, **{f"{package.FORMS}{name}": data for name, data in forms.items()}}
    if chosen is not None and chosen.id is not None:
        papers |= {f"{package.PAPERS}{name}": data for name, data in _issued(ctx, chosen.id).items()}
    source = _source(chosen, day)
    packed = package.pack(content, papers, first_words(content, source), ctx.catalogue)
    earlier = [item for item in sent(ctx) if item.plan == plan]
    package.write_package(packed, target, passphrase)
    noted = SentPackage(
        plan=plan,
        plan_version=pack.version,
        round_id=chosen.id if chosen else None,
        on=day,
        at=content.manifest.at,
        file=target.name,
        digest=packed.digest,
        fingerprint=packed.manifest.fingerprint,
        subjects=content.manifest.subjects,
    )
    with ctx.db.work(f"Lập gói gửi lên: {chosen.name if chosen else plan}", ctx.who, "send") as work:
        work.insert("sent_packages", [noted])
    return SendReport(
        file=str(target.absolute()),
        manifest=packed.manifest,
        source=source,
        sealed=passphrase is not None,
        earlier=earlier[-1] if earlier else None,
        times=len(earlier) + 1,
        notes=tuple(f"danh sách còn là dự thảo: {stop.text}" for stop in documents.stops(dossier)),
    )


def sent(ctx: Context) -> tuple[SentPackage, ...]:
    """Return the packages this office sent, oldest first."""
    with ctx.db.read() as reader:
        return reader.sent_packages()


def _round(ctx: Context, plan: str, on: date | None, name: str | None) -> Round | None:
    with ctx.db.read() as reader:
        of_plan = [item for item in reader.rounds() if item.plan == plan]
        filled = [item for item in of_plan if item.id is not None and reader.candidates(item.id)]
    if name is None:
        fitting = [item for item in filled if on is None or item.on <= on]
        return max(fitting, key=lambda item: (item.on, item.id or 0), default=None)
    named = [item for item in of_plan if fold(item.name) == fold(name) or str(item.id) == name]
    if len(named) != 1:
        known = "; ".join(f"{item.id}: {item.name}" for item in of_plan) or "chưa có đợt nào"
        raise UserError(f"Không rõ đợt “{name}” của kế hoạch {plan} ({known}); ghi số hoặc đúng tên một đợt.")
    return named[0]


def _issued(ctx: Context, round_id: int) -> dict[str, bytes]:
    """Return the issued papers of the whole list and every signed copy; the forms nobody signed go along anyway."""
    papers = round_papers(ctx, round_id)
    rows = tuple(row for row in papers.rows if row.signed is not None or (row.issued and row.issued.subject is None))
    return dossier_files(ctx, replace(papers, rows=rows))


def _content(ctx: Context, dossier: Dossier, chosen: Round | None, *, citizen_ids: bool) -> PackageContent:
    root = dossier.root
    if root is None:
        raise UserError("Chưa biết cơ quan nào gửi nên chưa lập gói; vào Cài đặt, Cơ quan để chọn cơ quan.")
    if not dossier.entries:
        where = f"đợt {chosen.name}" if chosen else f"đăng ký đến ngày {short_date(dossier.on)}"
        raise UserError(f"Chưa có đối tượng nào trong {where} nên chưa lập gói; chọn đối tượng, hoặc đổi ngày.")
    pack = pack_of(ctx, dossier.plan.code)
    readings = pack.readings(chosen.readings if chosen else {})
    candidates = packaged(dossier)
    levels = pack.rules(readings, dossier.stage).levels
    manifest = PackageManifest(
        program=__version__,
        at=ctx.now().replace(microsecond=0),
        plan=pack.code,
        plan_version=pack.version,
        plan_title=dossier.plan.title,
        unit=root.code,
        unit_name=root.name,
        round=chosen.name if chosen else "",
        stage=dossier.stage,
        year=dossier.year,
        on=dossier.on,
        subjects=len(dossier.entries),
    )
    records = selected(dossier, candidates, levels, citizen_ids=citizen_ids)
    return PackageContent(manifest=manifest, readings=readings, candidates=candidates, records=records)


def _source(chosen: Round | None, day: date) -> str:
    if chosen is not None:
        return f"các đối tượng đã chọn trong đợt “{chosen.name}”, ngày xét {short_date(day)}"
    return f"các đối tượng đã đăng ký theo kế hoạch đến ngày {short_date(day)}"
