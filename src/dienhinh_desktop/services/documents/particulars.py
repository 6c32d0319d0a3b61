"""The list that goes with a request (danh sách trích ngang): who each one is, what was won, what is asked.

No text prescribes its columns; these are the ones lists of several offices share. Votes are those of the
council; where it has not voted their place is left to the pen.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from ...domain.documents import ListColumn, ListRow, RegistrationList
from ...domain.plans import QuotaRow
from ...domain.records import Rating, Sex, SubjectKind
from . import achievements
from .achievements import citation
from .dossier import Dossier, Entry
from .listing import recognising, registration_list

_COLUMNS = (
    ListColumn(heading="TT", width=9, centred=True),
    ListColumn(heading="", width=36),
    ListColumn(heading="Năm sinh\nNam", width=13, centred=True, spare=True),
    ListColumn(heading="Năm sinh\nNữ", width=13, centred=True, spare=True),
    ListColumn(heading="Chức vụ,\nđơn vị công tác", width=33),
    ListColumn(heading="Nội dung\nđề nghị", width=24),
    ListColumn(heading="Xếp loại\ncác năm", width=25),
    ListColumn(heading="Sáng kiến, mô hình\n(số quyết định)", width=36),
    ListColumn(heading="Danh hiệu, hình thức đã tặng\n(số quyết định)", width=44),
    ListColumn(heading="Số phiếu,\ntỷ lệ", width=18, centred=True),
)
"""251 mm, as wide as the registration list; the second is headed by the kinds of subject there are."""


def particulars(dossier: Dossier, quotas: Sequence[QuotaRow], *, draft: bool) -> RegistrationList:
    """Return the list of who each one is and what was won, in the order of the registration list."""
    entries = {entry.number: entry for entry in dossier.entries}
    base = registration_list(dossier, quotas, draft=draft)
    return _with_cells(base, lambda row: _cells(dossier, entries[row.number]))


def _with_cells(base: RegistrationList, cells: Callable[[ListRow], tuple[str, ...]]) -> RegistrationList:
    groups = tuple(
        replace(
            group,
            units=tuple(
                replace(unit, rows=tuple(replace(row, cells=cells(row)) for row in unit.rows)) for unit in group.units
            ),
        )
        for group in base.groups
    )
    columns = (_COLUMNS[0], replace(_COLUMNS[1], heading=base.who), *_COLUMNS[2:])
    title = ("Danh sách trích ngang", base.title[1], *base.title[2:])
    return replace(base, title=title, groups=groups, columns=columns)


def _cells(dossier: Dossier, entry: Entry) -> tuple[str, ...]:
    subject = entry.subject
    found = achievements.known(dossier.book, subject, dossier.on)
    person = subject.kind is SubjectKind.PERSON
    born = str(subject.birth.year) if person and subject.birth else ""
    return (
        str(entry.number),
        subject.name,
        born if subject.sex is not Sex.FEMALE else "",
        born if subject.sex is Sex.FEMALE else "",
        ", ".join(filter(None, (entry.position, entry.unit.name if entry.unit else ""))),
        _asked(dossier, entry),
        _ratings(found.ratings),
        ";\n".join(_cited(row.name, citation(row)) for row in found.initiatives),
        ";\n".join(achievements.won(dossier.book, found)),
        _votes(dossier, entry),
    )


def _votes(dossier: Dossier, entry: Entry) -> str:
    """Return the votes of the council, "9/11" and the share under it; nothing where it has not voted."""
    found = [dossier.votes.get((entry.subject.code, item.field)) for item in entry.fields]
    told = [f"{row.agree}/{row.members}\n({row.share(1)} %)" for row in found if row and row.agree is not None]
    return "\n".join(dict.fromkeys(told))


def _asked(dossier: Dossier, entry: Entry) -> str:
    verb = "Công nhận" if recognising(dossier) else "Đăng ký"
    names = "; ".join(dict.fromkeys(item.label for item in entry.fields))
    return f"{verb} điển hình tiên tiến{f': {names}' if names else ''}"


def _ratings(rows: Sequence[Rating]) -> str:
    return "\n".join(f"{row.year}: {row.grade.short}" for row in rows)


def _cited(text: str, decision: str) -> str:
    return f"{text} ({decision})" if decision else text
