"""What a record says in one line, for lists, previews and the names of acts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from ..domain.catalogue import Catalogue
from ..domain.dates import short_date
from ..domain.lifecycle import LIFE_LABELS, Inspection, NurturingNote, PublicityItem, Replication
from ..domain.proofs import Proof
from ..domain.records import (
    RECORD_LABELS,
    Attestation,
    Award,
    Contribution,
    Discipline,
    HouseholdStatus,
    Indicator,
    Initiative,
    PlanDocument,
    Position,
    Rating,
    Registration,
    Subject,
)
from ..domain.text import number_text

ENTRY_LABELS = {**RECORD_LABELS, **LIFE_LABELS, "proofs": "Minh chứng"}
"""Words for the kinds of record and for what hangs on them."""
TABLE_LABELS = {name: label.lower() for name, label in ENTRY_LABELS.items()}
"""Words for the kinds of record inside a sentence."""


def decision_text(decision: str | None, day: date | None) -> str:
    """Return "số 72/QĐ-SNgV ngày 14/12/2021", or what of it is known."""
    number = f"số {decision}" if decision else ""
    return f"{number} ngày {short_date(day)}".strip() if day else number


def join(*parts: str | None) -> str:
    """Join the parts that hold something by commas."""
    return ", ".join(part for part in parts if part)


def amount_text(amount: float | None, unit: str | None) -> str:
    """Return a figure with its unit: "1.234,5 triệu đồng"."""
    if amount is None:
        return ""
    whole = int(amount) if float(amount).is_integer() else amount
    return f"{number_text(whole)} {unit or ''}".strip()


def _subject(row: Subject, catalogue: Catalogue) -> str:
    category = catalogue.name("categories", row.category) if row.category else None
    return join(row.name, row.kind.label.lower(), category, str(row.birth) if row.birth else None)


def _position(row: Position, _catalogue: Catalogue) -> str:
    until = f" đến {short_date(row.end)}" if row.end else ""
    return f"{row.title}, từ {short_date(row.start)}{until}"


def _rating(row: Rating, _catalogue: Catalogue) -> str:
    return join(f"{row.year}: {row.grade.label}", decision_text(row.decision, row.date), row.issuer)


def award_text(row: Award, catalogue: Catalogue) -> str:
    """Return the name of an award with its year and what became of it."""
    year = f" {row.year}" if row.year else ""
    refused = " (không đạt)" if row.refused else ""
    revoked = f" (thu hồi {short_date(row.revoked)})" if row.revoked else ""
    return f"{catalogue.award_name(row.form)}{year}{refused}{revoked}"


def _award(row: Award, catalogue: Catalogue) -> str:
    return join(award_text(row, catalogue), decision_text(row.decision, row.date), row.issuer)


def _initiative(row: Initiative, catalogue: Catalogue) -> str:
    level = f"cấp {catalogue.name('initiative_levels', row.level).lower()}" if row.level else None
    return join(row.name, level, decision_text(row.decision, row.date))


def _indicator(row: Indicator, catalogue: Catalogue) -> str:
    figures = join(
        f"chỉ tiêu {amount_text(row.target, row.unit_of_measure)}" if row.target is not None else None,
        f"thực hiện {amount_text(row.actual, row.unit_of_measure)}" if row.actual is not None else None,
    )
    return f"{catalogue.name('indicators', row.indicator)} {row.year}: {figures or 'chưa có số'}"


def _household(row: HouseholdStatus, _catalogue: Catalogue) -> str:
    return f"{row.year}: {row.state.value}"


def _contribution(row: Contribution, catalogue: Catalogue) -> str:
    kind = catalogue.name("contribution_kinds", row.kind)
    return join(f"{kind} {amount_text(row.amount, row.unit_of_measure)}".strip(), _on(row.date), row.place)


def _attestation(row: Attestation, _catalogue: Catalogue) -> str:
    return join(f"{row.criterion}: {'đạt' if row.passed else 'không đạt'}", row.attester, _on(row.date))


def _discipline(row: Discipline, _catalogue: Catalogue) -> str:
    return join(row.form, decision_text(row.decision, row.date))


def _registration(row: Registration, _catalogue: Catalogue) -> str:
    return join(row.plan, row.field, f"mô hình “{row.model}”" if row.model else None, _on(row.date))


def _document(row: PlanDocument, _catalogue: Catalogue) -> str:
    return join(f"{row.plan} {row.milestone}", decision_text(row.number, row.date))


def _proof(row: Proof, _catalogue: Catalogue) -> str:
    return row.caption


def _on(day: date | None) -> str | None:
    return f"ngày {short_date(day)}" if day else None


def _nurturing(row: NurturingNote, _catalogue: Catalogue) -> str:
    return join(_on(row.date), row.leader, row.help, row.evaluation)


def _replication(row: Replication, _catalogue: Catalogue) -> str:
    return join(_on(row.date), row.place, row.result)


def _publicity(row: PublicityItem, _catalogue: Catalogue) -> str:
    return join(_on(row.date), row.channel, row.title)


def _inspection(row: Inspection, _catalogue: Catalogue) -> str:
    return join(_on(row.date), row.people, row.effect)


_WORDS: Mapping[type[Any], Callable[[Any, Catalogue], str]] = {
    Subject: _subject,
    Position: _position,
    Rating: _rating,
    Award: _award,
    Initiative: _initiative,
    Indicator: _indicator,
    HouseholdStatus: _household,
    Contribution: _contribution,
    Attestation: _attestation,
    Discipline: _discipline,
    Registration: _registration,
    PlanDocument: _document,
    Proof: _proof,
    NurturingNote: _nurturing,
    Replication: _replication,
    PublicityItem: _publicity,
    Inspection: _inspection,
}


def describe(record: Any, catalogue: Catalogue) -> str:
    """Return what a record says, without the subject it belongs to."""
    return _WORDS[type(record)](record, catalogue)
