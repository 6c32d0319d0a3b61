"""Which papers of a round are issued, signed and sent, in the order of the dossier, with what they say now."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date

from ...domain.documents import Form, Letterhead, PaperKind, RegistrationList
from ...domain.issued import LIST, NOMINATION, REPORT, IssuedPaper, code_of, paper_key
from ..context import Context
from ..documents.dossier import Dossier
from ..documents.listing import attached, registration_list
from ..documents.papers import forms_of, office_quotas, papers

OFFICE = (PaperKind.REQUEST.value, LIST, PaperKind.MINUTES.value, PaperKind.COUNT.value)
"""The papers of the whole list that are sent up, in the order of the dossier (Luật 06, Điều 84)."""
Filled = Mapping[str, tuple[str | None, date | None]]
"""Number and day by the key of a paper."""


@dataclass(frozen=True, slots=True)
class Content:
    """A paper of the dossier as the records tell it now."""

    paper: str
    name: str
    about: str
    place: int
    value: Form | RegistrationList
    subject: str | None = None

    @property
    def key(self) -> str:
        """What tells the papers of a round apart."""
        return paper_key(self.paper, self.subject)

    @property
    def listed(self) -> RegistrationList:
        """The list, of the paper that is one."""
        assert isinstance(self.value, RegistrationList)
        return self.value

    @property
    def symbol(self) -> str:
        """The symbol of its number, "TTr-SNgV"; "" for a paper without a number of its own."""
        return self.value.letterhead.number.partition("/")[2].strip()

    def code(self, salt: int = 0) -> str:
        """Return the code of what it says; `salt` gives another one where that is taken."""
        told = [self.key, asdict(self.value), *([salt] if salt else [])]
        return code_of(json.dumps(told, ensure_ascii=False, default=str).encode())


def contents(ctx: Context, dossier: Dossier, filled: Filled | None = None) -> list[Content]:
    """Return the papers of a dossier, with the numbers and days filled in so far."""
    given = filled or {}
    found = [*_of_office(ctx, dossier, given), *_of_subjects(dossier)]
    return [replace(_numbered(item, *given.get(item.key, (None, None))), place=n) for n, item in enumerate(found, 1)]


def filled_in(held: Mapping[str, IssuedPaper]) -> dict[str, tuple[str | None, date | None]]:
    """Return the numbers and days the newest versions bear."""
    return {key: (item.number, item.day) for key, item in held.items()}


def _of_office(ctx: Context, dossier: Dossier, filled: Filled) -> Iterator[Content]:
    for paper in OFFICE:
        if paper == LIST:
            value = registration_list(dossier, office_quotas(ctx, dossier), draft=False)
            number, day = filled.get(PaperKind.REQUEST.value, (None, None))
            value = replace(value, attached_to=attached(dossier, number, day))
            yield Content(LIST, "Danh sách đăng ký", f"{len(dossier.entries)} đối tượng", 0, value)
            continue
        kind = PaperKind(paper)
        for form in papers(ctx, dossier, kind):
            yield Content(paper, kind.label, "", 0, form)


def _of_subjects(dossier: Dossier) -> Iterator[Content]:
    for entry in dossier.entries:
        code, name = entry.subject.code, entry.subject.name
        nominated, reported = forms_of(dossier, entry, frozenset())
        yield Content(NOMINATION, "Bản đăng ký", name, 0, nominated, code)
        yield Content(REPORT, "Báo cáo thành tích", name, 0, reported, code)


def _numbered(item: Content, number: str | None, day: date | None) -> Content:
    head = item.value.letterhead
    if item.symbol and number:
        head = replace(head, number=f"Số: {number}")
    if day is not None and head.dated:
        head = replace(head, day=day)
    return item if head is item.value.letterhead else replace(item, value=_headed(item.value, head))


def _headed(value: Form | RegistrationList, head: Letterhead) -> Form | RegistrationList:
    return replace(value, letterhead=head)
