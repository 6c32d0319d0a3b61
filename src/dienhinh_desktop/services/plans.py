"""Plans as a clerk meets them: which are installed, what they say, how quotas and milestones stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from .. import resources
from ..domain.catalogue import Catalogue
from ..domain.dates import short_date
from ..domain.eligibility import Assessment, AssessmentRequest, PackTrial, Stage, Verdict, VerdictChange
from ..domain.errors import UserError
from ..domain.lifecycle import QuotaWaiver, WaiverKind
from ..domain.plans import MilestoneRow, Plan, QuotaRow, QuotaVerdict
from ..rules.cases import failures, read_cases
from ..rules.document import PackError
from ..rules.engine import assess
from ..rules.milestones import milestone_rows as rows_of_milestone
from ..rules.packs import Pack, read_pack
from ..rules.quotas import quota_rows as rows_of_quota
from ..storage.reader import Reader
from .book import pages_of, read_book
from .context import Context


def pack_files() -> list[Path]:
    """Return the files of the shipped plans; case files stand beside them under their own ending."""
    return sorted(file for file in resources.path("plans").glob("*.yaml") if not file.name.endswith(".cases.yaml"))


def load_packs(catalogue: Catalogue) -> dict[str, Pack]:
    """Read every plan shipped with the program, by code. Raises UserError naming the first mistakes of a bad file."""
    packs = {}
    for file in pack_files():
        try:
            pack = read_pack(file.read_text(encoding="utf-8"), file.name, catalogue)
        except PackError as error:
            raise UserError(
                f"Bộ kế hoạch {error.name} có {len(error.mistakes)} chỗ sai nên không dùng được; sửa tệp hoặc cài lại.",
                details=tuple(str(mistake) for mistake in error.mistakes),
            ) from error
        packs[pack.code] = pack
    return packs


def read_pack_file(file: Path, catalogue: Catalogue) -> Pack:
    """Read a pack an author is working on, under every reading. Raises UserError with all mistakes and their lines."""
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(
            f"Không đọc được {file.name}: tệp không có, hoặc không phải văn bản UTF-8; chọn lại tệp."
        ) from error
    try:
        return read_pack(text, file.name, catalogue, thorough=True)
    except PackError as error:
        raise UserError(
            f"Bộ kế hoạch {file.name} có {len(error.mistakes)} chỗ sai đã nêu; sửa rồi kiểm tra lại.",
            details=tuple(str(mistake) for mistake in error.mistakes),
        ) from error


def case_failures(file: Path, pack: Pack, catalogue: Catalogue) -> tuple[int, tuple[str, ...]]:
    """Ask the cases beside a pack (`NAME.cases.yaml`); return how many there are and one line for each that fails."""
    beside = file.with_suffix(".cases.yaml")
    if not beside.exists():
        return 0, ()
    try:
        cases = read_cases(beside.read_text(encoding="utf-8"), beside.name, pack, catalogue)
    except PackError as error:
        raise UserError(
            f"Tệp ca kiểm {beside.name} có {len(error.mistakes)} chỗ sai đã nêu; sửa rồi kiểm tra lại.",
            details=tuple(str(mistake) for mistake in error.mistakes),
        ) from error
    return cases.asked, tuple(failures(cases, pack, catalogue))


def try_pack(ctx: Context, changed: Pack, on: date) -> PackTrial:
    """Judge the records under a changed pack beside the installed one; nothing is written.

    Raises UserError when no pack of that code is installed to compare with.
    """
    book = read_book(ctx)
    request = AssessmentRequest(changed.code, on)
    return _trial(assess(pack_of(ctx, changed.code), book, request), assess(changed, book, request), request)


def try_readings(ctx: Context, code: str, on: date, readings: Mapping[str, str]) -> PackTrial:
    """Judge the records under other readings beside the plan's defaults; nothing is written."""
    pack = pack_of(ctx, code)
    chosen = readings_of(pack, readings)
    book = read_book(ctx)
    request = AssessmentRequest(code, on)
    return _trial(assess(pack, book, request), assess(pack, book, replace(request, readings=chosen)), request)


def _trial(before: Iterable[Assessment], after: Iterable[Assessment], request: AssessmentRequest) -> PackTrial:
    known = {(item.subject, item.field): item.verdict for item in before}
    changes = tuple(
        VerdictChange(
            subject=item.subject,
            name=item.subject_name,
            field=item.field,
            before=known.get((item.subject, item.field)),
            after=item.verdict,
        )
        for item in after
        if known.get((item.subject, item.field)) is not item.verdict
    )
    passed = sum(verdict is Verdict.DAT for verdict in known.values())
    return PackTrial(plan=request.plan, on=request.on, changes=changes, passed=passed)


def pack_of(ctx: Context, code: str) -> Pack:
    """Return an installed pack. Raises UserError when there is none of that code."""
    if code not in ctx.packs:
        known = ", ".join(sorted(ctx.packs)) or "chưa có kế hoạch nào"
        raise UserError(f"Không có kế hoạch “{code}” trên máy này; dùng một trong: {known}.")
    return ctx.packs[code]


def readings_of(pack: Pack, choices: Mapping[str, str]) -> dict[str, str]:
    """Return the readings in force. Raises UserError naming a reading or an option the plan does not have."""
    try:
        return pack.readings(choices)
    except KeyError as error:
        known = "; ".join(f"{r.code}: {', '.join(option.code for option in r.options)}" for r in pack.plan.readings)
        raise UserError(f"Kế hoạch {pack.code} không có cách hiểu “{error.args[0]}”; có: {known}.") from None


def plans(ctx: Context) -> tuple[Plan, ...]:
    """Return the installed plans, in order of their code."""
    return tuple(plan(ctx, code) for code in sorted(ctx.packs))


def plan(ctx: Context, code: str) -> Plan:
    """Return one plan with the days of its milestones as the default readings give them."""
    pack = pack_of(ctx, code)
    rules = pack.rules(pack.readings({}), Stage.RECOGNITION)
    milestones = tuple(
        replace(info, earliest=rules.milestones[info.code].earliest, latest=rules.milestones[info.code].latest)
        if info.code in rules.milestones
        else info
        for info in pack.plan.milestones
    )
    return replace(pack.plan, milestones=milestones)


def quota_rows(ctx: Context, code: str, on: date, readings: Mapping[str, str]) -> tuple[QuotaRow, ...]:
    """Return how every quota of a plan stands on a day, per unit and year; who left a list does not count."""
    pack = pack_of(ctx, code)
    rules = pack.rules(readings_of(pack, readings), Stage.REGISTRATION)
    with ctx.db.read() as reader:
        book = pages_of(ctx, reader, ())
        left, granted = left_lists(reader, code), reader.quota_waivers(code)
        years = [year for year in pack.plan.years if year <= on.year]
        rows = [
            row
            for quota, rule in rules.quotas.items()
            for row in rows_of_quota(code, quota, rule, book, on, years, left)
        ]
    return tuple(_granted(row, granted) for row in rows)


def _granted(row: QuotaRow, waivers: Sequence[QuotaWaiver]) -> QuotaRow:
    """Return the row as what its unit was granted leaves it: no duty, or a later day."""
    same = [item for item in waivers if (item.quota, item.unit, item.year) == (row.code, row.unit, row.year)]
    if not same or row.verdict is QuotaVerdict.NOT_APPLICABLE:
        return row
    waiver = same[-1]
    if waiver.kind is WaiverKind.RELIEVED:
        return replace(row, verdict=QuotaVerdict.NOT_APPLICABLE, message=f"Được miễn: {waiver.reason}")
    assert waiver.until is not None  # asked for when it was granted
    return replace(row, message=f"{row.message} Gia hạn đến {short_date(waiver.until)}: {waiver.reason}")


def left_lists(reader: Reader, plan: str) -> frozenset[tuple[str, int]]:
    """Return who left a list of the plan, with its year, and stands in no list of that year any more."""
    gone: set[tuple[str, int]] = set()
    there: set[tuple[str, int]] = set()
    for held in reader.rounds():
        if held.plan == plan:
            for item in reader.candidates(held.id or 0, left=True):
                (there if item.left is None else gone).add((item.subject, held.year))
    return frozenset(gone - there)


def milestone_rows(ctx: Context, code: str, on: date, readings: Mapping[str, str]) -> tuple[MilestoneRow, ...]:
    """Return how every unit stands at every milestone of a plan on a day."""
    pack = pack_of(ctx, code)
    rules = pack.rules(readings_of(pack, readings), Stage.REGISTRATION)
    wordings = {info.code: info.wording for info in pack.plan.milestones}
    book = read_book(ctx)
    return tuple(
        row
        for milestone, rule in rules.milestones.items()
        for row in rows_of_milestone(code, milestone, wordings[milestone], rule, book, on)
    )
