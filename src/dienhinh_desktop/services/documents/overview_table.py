"""The table of what every unit put forward (bảng tổng hợp): counts by kind and verdict, and how its quota stands.

A subject two units introduce counts for both, and once in the total.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from ...domain.documents import ListColumn, ListGroup, ListRow, ListUnit, RegistrationList
from ...domain.eligibility import Verdict
from ...domain.plans import QuotaRow
from ...domain.records import Sex, SubjectKind
from ...domain.text import sort_key
from .dossier import Dossier, Entry
from .listing import quota_text, registration_list

_TWICE = "Đối tượng do hai đơn vị giới thiệu tính cho cả hai đơn vị, tính một lần ở dòng cộng."
_NOT_YET = (Verdict.CHUA_DAT, Verdict.KHONG_DAT)
Cell = TypeVar("Cell")
_HOUSEHOLDS = 4
"""Place of the households in `counts`."""
COLUMNS = (
    ListColumn(heading="TT", width=9, centred=True),
    ListColumn(heading="Đơn vị giới thiệu", width=66),
    ListColumn(heading="Tập thể", width=17, centred=True),
    ListColumn(heading="Cá nhân", width=17, centred=True),
    ListColumn(heading="Trong đó\nnữ", width=18, centred=True),
    ListColumn(heading="Hộ\ngia đình", width=17, centred=True),
    ListColumn(heading="Cộng", width=15, centred=True),
    ListColumn(heading="Đạt", width=14, centred=True),
    ListColumn(heading="Chưa đạt,\nkhông đạt", width=20, centred=True),
    ListColumn(heading="Thiếu\ndữ liệu", width=16, centred=True),
    ListColumn(heading="Chỉ tiêu của đơn vị", width=42),
)


def overview(
    dossier: Dossier, quotas: Sequence[QuotaRow], office: Sequence[QuotaRow], *, draft: bool
) -> RegistrationList:
    """Return the table; `quotas` are those of single units, `office` those of the whole agency, shown at the foot."""
    base = registration_list(dossier, office, draft=draft)
    rows = [
        _row(number, name, entries, _quotas(code, quotas))
        for number, (code, name, entries) in enumerate(by_unit(dossier), 1)
    ]
    rows.append(replace(_row(0, "Cộng", dossier.entries, ""), cells=("", *counts("Cộng", dossier.entries), "")))
    columns: tuple[ListColumn, ...] = COLUMNS
    if not has_households(dossier):
        rows = [replace(row, cells=(row.cells[0], *counted_of(dossier, row.cells[1:]))) for row in rows]
        wider = replace(COLUMNS[1], width=COLUMNS[1].width + COLUMNS[1 + _HOUSEHOLDS].width)
        columns = (COLUMNS[0], wider, *counted_of(dossier, COLUMNS[1:])[1:])
    if not any(row.cells[-1] for row in rows):  # a plan that asks nothing of single units has no column for it
        rows = [replace(row, cells=row.cells[:-1]) for row in rows]
        columns = (columns[0], replace(columns[1], width=columns[1].width + columns[-1].width), *columns[2:-1])
    return replace(
        base,
        title=("Bảng tổng hợp", base.title[1], *base.title[2:]),
        groups=(ListGroup(title="", units=(ListUnit(unit="", rows=tuple(rows)),)),),
        columns=columns,
        footnotes=(_TWICE,) if any(len(entry.introducers) > 1 for entry in dossier.entries) else (),
    )


def by_unit(dossier: Dossier) -> list[tuple[str, str, list[Entry]]]:
    """Return code and name of every unit that introduces anybody, with whom, by name; a subject may stand twice.

    Where nobody is said to have introduced a subject, the unit it belongs to did.
    """
    found: dict[str, tuple[str, list[Entry]]] = {}
    for entry in dossier.entries:
        units = entry.introducers or ((entry.unit,) if entry.unit else ())
        for unit in units:
            found.setdefault(unit.code, (unit.name, []))[1].append(entry)
        if not units:
            found.setdefault("", ("Chưa rõ đơn vị", []))[1].append(entry)
    told = [(code, name, entries) for code, (name, entries) in found.items()]
    return sorted(told, key=lambda item: (item[0] == "", sort_key(item[1]), item[0]))


def _row(number: int, name: str, entries: Sequence[Entry], quota: str) -> ListRow:
    return ListRow(
        number=number,
        subject="",
        name=name,
        birth_year="",
        sex="",
        position="",
        unit=name,
        field="",
        achievements=(),
        verdict="",
        missing="",
        introducers=(),
        model="",
        registered=None,
        note="",
        cells=(str(number), *counts(name, entries), quota),
    )


def counts(name: str, entries: Sequence[Entry]) -> tuple[str, ...]:
    """Return a name and how many collectives, people, women, households, all; how many are met, not met, unknown."""
    kinds = Counter(entry.subject.kind for entry in entries)
    people = SubjectKind.PERSON
    return (
        name,
        str(kinds[SubjectKind.COLLECTIVE]),
        str(kinds[people]),
        _count(entries, lambda entry: entry.subject.kind is people and entry.subject.sex is Sex.FEMALE),
        str(kinds[SubjectKind.HOUSEHOLD]),
        str(len(entries)),
        _count(entries, lambda entry: entry.worst is Verdict.DAT),
        _count(entries, lambda entry: entry.worst in _NOT_YET),
        _count(entries, lambda entry: entry.worst is Verdict.THIEU_DU_LIEU),
    )


def has_households(dossier: Dossier) -> bool:
    """Tell whether any household stands on the list; most plans know none."""
    return any(entry.subject.kind is SubjectKind.HOUSEHOLD for entry in dossier.entries)


def counted_of(dossier: Dossier, cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """Return cells in the order of `counts` without that of households where there are none."""
    return cells if has_households(dossier) else (*cells[:_HOUSEHOLDS], *cells[_HOUSEHOLDS + 1 :])


def _count(entries: Iterable[Entry], holds: Callable[[Entry], bool]) -> str:
    return str(sum(1 for entry in entries if holds(entry)))


def _quotas(code: str, rows: Sequence[QuotaRow]) -> str:
    return "\n".join(quota_text(row).rstrip(".") for row in rows if code and row.unit == code)
