"""What stands around the titles of a list: the columns beside them, and the words above the whole list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from datetime import date

from dienhinh_desktop.domain.dates import PartialDate
from dienhinh_desktop.domain.text import fold

from .facts import issuer_in, read_decision
from .layout import ListColumn, ListLayout
from .titles import TitleWords

_FACTS = ("award", "rating", "initiative")
BESIDE = ("award_year", "decision", "decision_no", "decision_date", "issuer")
"""Fields that describe the titles, grades or initiatives of the column they belong to."""
_DATE_WORDS = re.compile(r"ngay \d+ thang \d+ nam \d{4}")


def owners(layout: ListLayout) -> dict[int, list[ListColumn]]:
    """Return the columns beside each column of facts: those right of it; the first one's may stand left of it."""
    facts = [column for column in layout.columns if column.field in _FACTS]
    facts = facts or [column for column in layout.columns if column.field == "proposed"]
    owned: dict[int, list[ListColumn]] = {}
    if not facts:
        return owned
    beside = [column for column in layout.columns if column.field in BESIDE]
    years_lead = any(column.field == "award_year" and column.place < facts[0].place for column in beside)
    for column in beside:
        left = [fact for fact in facts if fact.place < column.place]
        right = [fact for fact in facts if fact.place > column.place]
        leads = column.field == "award_year" and years_lead and right
        owner = right[0] if leads or not left else left[-1]
        owned.setdefault(owner.place, []).append(column)
    return owned


def uncertain(
    layout: ListLayout, owned: dict[int, list[ListColumn]]
) -> list[tuple[ListColumn, ListColumn, ListColumn]]:
    """Return the columns of a decision between a grade and a title that has none of its own, with both of them."""
    found = []
    for column in layout.columns:
        if column.field in BESIDE and column.field != "award_year":
            left = [one for one in layout.columns if one.field in _FACTS and one.place < column.place]
            right = [one for one in layout.columns if one.field in _FACTS and one.place > column.place]
            own = [one for one in owned.get(right[0].place, ()) if one.field != "award_year"] if right else []
            if left and left[-1].field == "rating" and right and right[0].field != "rating" and not own:
                found.append((column, left[-1], right[0]))
    return found


def whose(column: ListColumn, grade: ListColumn, title: ListColumn, rows: Sequence[Set[int]]) -> ListColumn | None:
    """Return whether a column is filled where the grade is or where the title is; None where all rows have both.

    `rows`: the filled columns of each row.
    """
    said = [row for row in rows if column.place in row]
    if any(title.place not in row for row in said):
        return grade
    if any(grade.place not in row for row in said) or any(
        grade.place in row and column.place not in row and title.place not in row for row in rows
    ):
        return title
    return None


def asks(title: str) -> bool:
    """Tell whether the words above the list ask for something, not tell what was given."""
    return re.search(r"de nghi|dang ky|xet tang|trinh khen", fold(title)) is not None


def year_of_title(title: str) -> int | None:
    """Return the one year the words above the list name, dates apart."""
    found = re.findall(r"\bnam (?:hoc \d{4} )?(20\d\d)\b", _DATE_WORDS.sub(" ", fold(title)))
    return int(found[0]) if len(set(found)) == 1 else None


def decision_above(title: str, today: date) -> tuple[str | None, date | None, str | None]:
    """Return number, day and signer of the decision the words above a list belong to, as far as they say."""
    found = re.search(r"(?:theo|kèm)[^()]*?quyết\s+định|quyết\s+định\s+số", title, re.IGNORECASE)
    if found is None:
        return None, None, None
    words = title[found.start() :]
    piece = read_decision(words, today)
    day = piece.date.full if piece.date is not None else None
    return piece.decision, day, issuer_in(words)


@dataclass(frozen=True, slots=True)
class Above:
    """What the words above a list say for all of it: the one title it is about, year, decision, whether it asks."""

    code: str | None = None
    year: int | None = None
    decision: str | None = None
    day: PartialDate | None = None
    issuer: str | None = None
    asks: bool = False
    graded: int | None = None
    """The year the list as a whole tells the grades of."""


_WON = re.compile(r"\b(?:duoc|dat|tang|cong nhan|khen thuong)\b")
_PENDING = re.compile(r"\b(?:xet|du kien|gioi thieu|lay y kien|bo phieu|binh chon|du thao)\b")
_REFUSED = re.compile(r"\b(?:khong|chua|thu hoi|huy bo|rut|bi)\b")
_LONGEST_NAME, _SHORTEST_NAME = 16, 6
"""Words of the longest, letters of the shortest award name that is looked for above a list."""


def read_above(title: str, titles: TitleWords, today: date) -> Above:
    """Read the words above a list. A list about several titles, or about who did not get one, is about none."""
    number, day, issuer = decision_above(title, today)
    key = fold(title)
    plain = asks(title) or (_WON.search(key) and not _PENDING.search(key))
    codes = set(_named(title.split(), titles)) if plain and not _REFUSED.search(key) else set()
    code = codes.pop() if len(codes) == 1 else None
    signed = PartialDate.of(day) if day else None
    year = year_of_title(title)
    graded = year if re.search(r"xep loai|danh gia|phan loai", key) else None
    return Above(code, year, number, signed, issuer, asks(title), graded)


def _named(words: list[str], titles: TitleWords) -> Iterator[str]:
    """Yield the award names among words, the longest at each place."""
    place = 0
    while place < len(words):
        for end in range(min(len(words), place + _LONGEST_NAME), place, -1):
            text = " ".join(words[place:end]).strip(" \"“”'‘’,;:.()")
            if len(text) >= _SHORTEST_NAME and titles.is_name(text) and (code := titles.match(text).code):
                yield code
                place = end - 1
                break
        place += 1
