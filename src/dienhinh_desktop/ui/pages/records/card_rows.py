"""What a record card lists in its tabs: one line for every entry, whatever its kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ....domain.catalogue import Catalogue
from ....domain.dates import short_date
from ....domain.proofs import ProofCard
from ....domain.records import Award
from ....domain.views import RecordCard, YearBox, YearState
from ....services.wording import describe
from ...kit.columns import Align, CellKind, Column
from ...kit.marks import Mark
from ...kit.year_strip import YearCell


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One entry of a card: which table and record, and what the tab shows of it.

    `files`: how many files prove it; `unproven`: it names a decision, and none does.
    """

    table: str
    record: Any
    year: int | None
    text: str
    decision: str = ""
    day: str = ""
    faint: bool = False
    files: int = 0
    unproven: bool = False

    @property
    def key(self) -> tuple[str, int]:
        """What names the entry across reloads."""
        return self.table, self.record.id


CLIP = Column(
    key="files",
    heading="Tệp",
    text=lambda row: _clip_text(row),
    kind=CellKind.CLIP,
    value=lambda row: Mark.WARN if row.unproven else row.files,
    width=44,
    align=Align.CENTRE,
    sort=lambda row: row.files,
    tip=lambda row: _clip_text(row),
)
ACHIEVEMENTS = (
    Column(key="year", heading="Năm", text=lambda row: str(row.year or ""), width=52),
    Column(
        key="text",
        heading="Thành tích",
        text=lambda row: row.text,
        tone=lambda row: "text3" if row.faint else "text",
        tip=lambda row: row.text,
        least=150,
    ),
    Column(key="decision", heading="Số quyết định", text=lambda row: row.decision, width=116),
    Column(key="day", heading="Ngày ký", text=lambda row: row.day, width=100, sort=lambda row: _day_key(row)),
    CLIP,
)
POSITIONS = (
    Column(key="text", heading="Chức vụ", text=lambda row: row.record.title, kind=CellKind.NAME, least=140),
    Column(
        key="unit",
        heading="Phụ trách",
        text=lambda row: row.decision,
        tip=lambda row: row.decision,
        width=110,
        optional=True,
    ),
    Column(key="from", heading="Từ ngày", text=lambda row: short_date(row.record.start), width=98),
    Column(key="to", heading="Đến ngày", text=lambda row: row.day or "nay", width=98),
    Column(key="leading", heading="Lãnh đạo", text=lambda row: _yes(row.record.leading), width=74),
    Column(key="head", heading="Đứng đầu", text=lambda row: _yes(row.record.head), width=76, optional=True),
)
ATTESTATIONS = (
    Column(key="criterion", heading="Mã", text=lambda row: row.record.criterion, width=92),
    Column(key="text", heading="Tiêu chí được xác nhận", text=lambda row: row.text, tip=lambda row: row.text),
    Column(
        key="passed",
        heading="Kết quả",
        text=lambda row: "Đạt" if row.record.passed else "Không đạt",
        kind=CellKind.CHIP,
        value=lambda row: Mark.OK if row.record.passed else Mark.BAD,
        width=108,
    ),
    Column(key="attester", heading="Người xác nhận", text=lambda row: row.decision, width=124, optional=True),
    Column(key="day", heading="Ngày", text=lambda row: row.day, width=98),
    CLIP,
)
OTHERS = (
    Column(key="kind", heading="Loại", text=lambda row: row.decision, width=104),
    Column(key="text", heading="Nội dung", text=lambda row: row.text, tip=lambda row: row.text),
    Column(key="day", heading="Ngày", text=lambda row: row.day, width=98, optional=True),
)
_OTHER_WORDS = {
    "indicators": "Số liệu",
    "contributions": "Đóng góp",
    "household_statuses": "Tình trạng hộ",
    "disciplines": "Kỷ luật",
    "registrations": "Đăng ký",
}


def _clip_text(row: EntryRow) -> str:
    """Say the clip: nothing where there is neither a file nor a decision to have one of."""
    if row.files:
        return f"{row.files} tệp minh chứng; bấm để mở"
    return "Quyết định này chưa có bản quét; bấm để thêm" if row.unproven else ""


def _yes(value: bool | None) -> str:
    return "" if value is None else "có" if value else "không"


def _day_key(row: EntryRow) -> str:
    return row.record.date.isoformat() if row.record.date else ""


def _day(record: Any) -> str:
    day = getattr(record, "date", None)
    return short_date(day) if day else ""


def achievements(card: RecordCard, catalogue: Catalogue, year: int | None = None) -> tuple[EntryRow, ...]:
    """Return ratings, titles, awards and initiatives, the newest year first; only one year where it is given."""
    rows = [row for row in _achievements(card, catalogue) if year is None or row.year == year]
    return tuple(sorted(rows, key=lambda row: (-(row.year or 0), _TABLE_ORDER[row.table], row.record.id)))


_TABLE_ORDER = {"ratings": 0, "awards": 1, "initiatives": 2}


def _achievements(card: RecordCard, catalogue: Catalogue) -> Iterator[EntryRow]:
    for rating in card.ratings:
        yield EntryRow("ratings", rating, rating.year, rating.grade.label, rating.decision or "", _day(rating))
    for award in card.awards:
        year = award.year or (award.date.year if award.date else None)
        faint = award.refused or award.revoked is not None
        text = f"{catalogue.award_name(award.form)}{_fate(award)}"
        yield EntryRow("awards", award, year, text, award.decision or "", _day(award), faint)
    for item in card.initiatives:
        year = item.date.year if item.date else None
        yield EntryRow("initiatives", item, year, f"Sáng kiến: {item.name}", item.decision or "", _day(item))


def _fate(award: Award) -> str:
    if award.revoked:
        return f" (thu hồi {short_date(award.revoked)})"
    return " (không đạt)" if award.refused else ""


def positions(card: RecordCard, units: Mapping[str, str]) -> tuple[EntryRow, ...]:
    """Return posts, the newest first; `units` names what each is in charge of."""
    rows = sorted(card.positions, key=lambda row: row.start, reverse=True)
    return tuple(
        EntryRow(
            "positions",
            row,
            row.start.year,
            row.title,
            units.get(row.collective or "", row.collective or ""),
            short_date(row.end) if row.end else "",
        )
        for row in rows
    )


def attestations(card: RecordCard, criteria: Mapping[str, str]) -> tuple[EntryRow, ...]:
    """Return attestations by criterion; `criteria` gives the words of each code."""
    rows = sorted(card.attestations, key=lambda row: row.criterion)
    return tuple(
        EntryRow(
            "attestations", row, None, criteria.get(row.criterion, "tiêu chí của kế hoạch khác"),
            row.attester or "", _day(row),
        )
        for row in rows
    )  # fmt: skip


def others(card: RecordCard, catalogue: Catalogue) -> tuple[EntryRow, ...]:
    """Return every other entry, kind by kind."""
    return tuple(
        EntryRow(table, record, getattr(record, "year", None), describe(record, catalogue), word, _day(record))
        for table, word in _OTHER_WORDS.items()
        for record in getattr(card, table)
    )


def year_cells(card: RecordCard, catalogue: Catalogue) -> tuple[YearCell, ...]:
    """Return the strip of years: grade, title and decision of each."""
    return tuple(_year_cell(box, card.titles.get(box.year, ()), catalogue) for box in card.years)


def _year_cell(box: YearBox, titles: tuple[Award, ...], catalogue: Catalogue) -> YearCell:
    won = [title for title in titles if not title.refused and title.revoked is None]
    if not won:
        return YearCell(box, "" if box.state in (YearState.NOT_YET, YearState.OPEN) else "Không có", "danh hiệu")
    best = max(won, key=lambda title: catalogue.awards[title.form].rank)
    number = (best.decision or "").split("/")[0].strip()
    return YearCell(box, catalogue.awards[best.form].short, f"QĐ {number}" if number else "chưa có số")


def clipped(rows: tuple[EntryRow, ...], proofs: Sequence[ProofCard]) -> tuple[EntryRow, ...]:
    """Return the rows with how many files prove each; what lacks one is marked only where the record has any."""
    counted = Counter((use.table, use.id) for card in proofs for use in card.uses)
    kept = bool(proofs)
    return tuple(
        replace(row, files=counted[row.key], unproven=kept and not counted[row.key] and _decided(row)) for row in rows
    )


def _decided(row: EntryRow) -> bool:
    return bool(getattr(row.record, "decision", None))
