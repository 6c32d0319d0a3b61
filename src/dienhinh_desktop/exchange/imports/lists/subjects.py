"""One entry per subject: its own fields from its first row, its facts from every row it fills."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from dienhinh_desktop.domain.catalogue import Catalogue
from dienhinh_desktop.domain.dates import PartialDate
from dienhinh_desktop.domain.lists import ListAward, ListIssueKind, ListProposal, ListRating, ListRow
from dienhinh_desktop.domain.records import SubjectKind
from dienhinh_desktop.domain.text import clean, fold

from .around import BESIDE, Above, owners, read_above
from .asking import Asking
from .beside import Beside
from .body import Body, BodyRow, Group, RowKind
from .cells import Resolver
from .columns import settle_decisions, tell_second_columns, tell_untold_titles
from .contents import is_mark, settle_by_content, settle_ticked
from .days import read_day
from .ditto import is_ditto, says_nothing
from .grids import GridCell
from .layout import ListColumn, ListLayout
from .merits import Merits, Words
from .people import (
    collective_name,
    is_household_heading,
    misfit,
    part_name,
    plain_name,
    read_address,
    read_identity,
    read_name,
    read_sex,
    split_post,
)

K = ListIssueKind
_TOLD_EVERY = 250
_ASKING = re.compile(r"^(?:đề\s+nghị|xét|công\s+nhận|tặng|danh\s+sách|khen\s+thưởng|\s|:)+", re.IGNORECASE)
_WORDS = ("ethnic", "model", "field", "proposer", "note")


@dataclass(slots=True)
class Subjects:
    """Collects the subjects of one or more bodies of rows."""

    catalogue: Catalogue
    today: date
    asking: Asking
    title: str = ""
    words: Words = field(default_factory=dict)
    rows: list[ListRow] = field(default_factory=list)
    counted: list[tuple[int, tuple[int, ...], int]] = field(default_factory=list)
    """(row, numbers, subjects before it) of every total."""
    body: Body = field(init=False)
    _merits: Merits = field(init=False)
    _above: Above = field(init=False)
    _default: SubjectKind = field(init=False, default=SubjectKind.PERSON)
    _owned: dict[int, list[ListColumn]] = field(init=False, default_factory=dict)
    _resolver: Resolver = field(init=False)
    _since: int = field(init=False, default=0)

    def __post_init__(self) -> None:
        self._merits = Merits(self.catalogue, self.today, self.asking, self.words)
        self._above = read_above(self.title, self._merits.titles, self.today)

    @property
    def layout(self) -> ListLayout:
        """The heading these rows stand under."""
        return self.body.layout

    def read(self, body: Body, progress: Callable[[int], None]) -> None:
        """Read every row of a body; `progress` is told the row now and then."""
        self.body = body
        self._resolver = Resolver(body, self.asking)
        for settle in (settle_ticked, settle_by_content):
            settle(body.grid, body.layout, body.end, self._merits.titles, self._merits.grades, self.today)
        self._default, self._owned = self._default_kind(), owners(self.layout)
        settle_decisions(body, self._owned, self.asking)
        tell_untold_titles(body, self._merits.titles, self.today, self.asking)
        for place, row in enumerate(body.rows()):
            if place % _TOLD_EVERY == 0:
                progress(row.number)
            if row.kind is RowKind.TOTAL:
                self.counted.append((row.number, row.counted, len(self.rows) - self._since))
                continue
            cells = self._resolver.cells(row)
            if row.kind is RowKind.SUBJECT:
                self._subject(row, cells)
            elif row.kind is RowKind.MORE and self.rows:
                own = {place: cell for place, cell in cells.items() if place in row.cells or self._beside(place)}
                more = self._with_facts(self.rows[-1], own, row)
                self.rows[-1] = replace(more, lines=(*more.lines, row.number))
            elif row.kind is RowKind.MORE:
                self.body.passed.append((row.number, "không thấy tên ở dòng nào trên"))
            elif row.kind is RowKind.NAMELESS:
                name = clean(self._name_text(cells))
                asked = "Dòng có dữ liệu nhưng không có tên; bổ sung tên."
                if name:
                    asked = f"“{name}” không có số thứ tự và quá ít ô nên không đọc; hỏi xem có phải một người."
                self.asking.tell(K.NO_NAME, row.number, None, asked)

    def _beside(self, place: int) -> bool:
        return any(column.place == place and column.field in BESIDE for column in self.layout.columns)

    def _of(self, cells: dict[int, GridCell], *names: str) -> tuple[GridCell | None, ListColumn | None]:
        for name in names:
            for column in self.layout.columns:
                if column.field == name and column.place in cells:
                    return cells[column.place], column
        return None, None

    def _text(self, cells: dict[int, GridCell], name: str) -> str | None:
        cell, _ = self._of(cells, name)
        text = clean(cell.text) if cell else ""
        return None if says_nothing(text) or is_ditto(text) else text

    def _subject(self, row: BodyRow, cells: dict[int, GridCell]) -> None:
        written, behind = part_name(self._name_text(cells), joined=self._names_more())
        named = read_name(written)
        if not any(char.isalpha() for char in named.name):
            self.asking.tell(K.NO_NAME, row.number, None, "Dòng có dữ liệu nhưng không có tên; bổ sung tên.")
            return
        if self.body.uncounted(row):
            message = "Dòng không có số thứ tự: người khác, hay phần viết tiếp của dòng trên; kiểm tra lại."
            self.asking.tell(K.NO_NAME, row.number, None, message)
        tell_second_columns(self.layout, cells, self.asking)
        kind = self._kind(row.groups, cells, named.kind)
        name = named.name if kind is named.kind or named.kind is None else plain_name(named.name)
        if kind is SubjectKind.COLLECTIVE:
            name, behind = collective_name(clean(self._name_text(cells))), ""
        birth, sex = self._birth_and_sex(row.number, cells)
        post, unit = self._post_and_unit(cells, row.groups, kind, behind)
        values: dict[str, Any] = {word: self._text(cells, word) for word in _WORDS}
        if named.aside and kind is not SubjectKind.COLLECTIVE:
            values["note"] = "; ".join(filter(None, (values["note"], named.aside)))
        subject = ListRow(
            row=row.number,
            lines=(row.number,),
            groups=tuple(group.text for group in row.groups),
            kind=kind,
            name=name,
            birth=birth,
            sex=sex,
            unit=unit,
            position=post,
            cccd=self._identity(row.number, cells, birth, sex),
            registered=self._registered(cells),
            **values,
        )
        self.rows.append(self._with_group_title(self._with_facts(subject, cells, row), row.groups))

    def _with_group_title(self, subject: ListRow, groups: tuple[Group, ...]) -> ListRow:
        """Give a subject the title its group heading or the list's own names, where no column holds any facts."""
        if any(self.layout.places(name) for name in ("award", "proposed")):
            return subject
        for group in reversed(groups):
            code = self._merits.is_award(_ASKING.sub("", group.text))
            if code:
                asked = self._above.asks or fold(group.text).startswith("de nghi")
                return self._with_title(subject, code, group.text, asked=asked)
        form = self.catalogue.awards.get(self._above.code or "")
        if form is not None and subject.kind in form.kinds:
            return self._with_title(subject, form.code, form.name, asked=self._above.asks)
        return subject

    def _with_title(self, subject: ListRow, code: str, text: str, *, asked: bool) -> ListRow:
        above = self._above
        if asked:
            return replace(subject, proposals=(ListProposal(title_code=code, year=above.year, text=text),))
        award = ListAward(
            title_code=code,
            year=above.year,
            decision=above.decision,
            date=above.day,
            issuer=above.issuer if above.decision else None,
            text=text,
        )
        return replace(subject, awards=(award,))

    def _name_text(self, cells: dict[int, GridCell]) -> str:
        for names in (("name",), ("name_last", "name_first"), ("model",)):
            found = [self._of(cells, name)[0] for name in names]
            text = " ".join(cell.text for cell in found if cell).strip()
            if clean(text):
                return text
        return ""

    def _names_more(self) -> bool:
        """Tell whether the heading of names says that posts or units stand in the same cells."""
        headings = [fold(column.heading) for column in self.layout.columns if column.field == "name"]
        return any(re.search(r"ten.*(?:chuc vu|chuc danh|don vi|cong tac|dia chi)", key) for key in headings)

    def _kind(self, groups: tuple[Group, ...], cells: dict[int, GridCell], named: SubjectKind | None) -> SubjectKind:
        said = fold(self._text(cells, "kind") or "")
        for words, kind in (
            ("tap the", SubjectKind.COLLECTIVE),
            ("ca nhan", SubjectKind.PERSON),
            ("ho", SubjectKind.HOUSEHOLD),
        ):
            if said.startswith(words):
                return kind
        section = next((group.kind for group in reversed(groups) if group.kind), None)
        parted = bool(self.layout.places("name_last"))
        if (section is SubjectKind.PERSON or parted) and named is SubjectKind.COLLECTIVE:
            return SubjectKind.PERSON
        if section is not None and named is not SubjectKind.HOUSEHOLD:
            return section
        return named or self._default

    def _default_kind(self) -> SubjectKind:
        """Return the kind the list's title and its heading of names speak of."""
        headings = [column.heading for column in self.layout.columns if column.field == "name"]
        if any(is_household_heading(text) for text in (self.title, *headings)):
            return SubjectKind.HOUSEHOLD
        keys = [fold(heading) for heading in headings]
        collective = any(re.search(r"^ten (?:tap the|don vi|co quan)|^tap the$", key) for key in keys)
        return SubjectKind.COLLECTIVE if collective and "ca nhan" not in " ".join(keys) else SubjectKind.PERSON

    def _birth_and_sex(self, row: int, cells: dict[int, GridCell]) -> tuple[PartialDate | None, str | None]:
        cell, column = self._of(cells, "birth", "birth_male", "birth_female")
        birth = sex = None
        if cell and column and not says_nothing(cell.text):
            if column.field != "birth":
                sex = "Nam" if column.field == "birth_male" else "Nữ"
            if fold(cell.text) != "x":
                reading = read_day(cell.value, self.today, birth=True)
                birth = self._merits.day(reading, row, column.heading)
        cell, column = self._of(cells, "sex")
        if cell and column:
            sex = read_sex(cell.text, column.heading.rpartition(" / ")[2]) or sex
        if sex is None and (address := self._of(cells, "honorific")[0]):
            sex = read_address(address.text)
        return birth, sex

    def _post_and_unit(
        self, cells: dict[int, GridCell], groups: tuple[Group, ...], kind: SubjectKind, behind: str
    ) -> tuple[str | None, str | None]:
        """Return post and unit: of their columns, else of both in one cell, else of what stands behind the name."""
        post, unit = self._text(cells, "position"), self._text(cells, "unit")
        cell, column = self._of(cells, "position_unit")
        if cell and column and not says_nothing(cell.text):
            place = "dia chi" in fold(column.heading) or "noi o" in fold(column.heading)
            both = split_post(cell.text, place_heading=place)
            post, unit = post or both[0], unit or both[1]
        if behind:
            both = split_post(behind)
            post, unit = post or both[0], unit or both[1]
        if unit is None and kind is not SubjectKind.COLLECTIVE and not self.layout.places("unit"):
            unit = next((group.unit for group in reversed(groups) if group.unit), None)
        return post, collective_name(unit) if unit else None

    def _identity(self, row: int, cells: dict[int, GridCell], birth: PartialDate | None, sex: str | None) -> str | None:
        cell, column = self._of(cells, "cccd")
        if cell is None or column is None or says_nothing(cell.text):
            return None
        identity = read_identity(cell, birth)
        number = identity.number
        if identity.issue is not None:
            said = identity.said or _IDENTITY_WORDS[identity.issue].format(clean(cell.text), number)
            self.asking.tell(identity.issue, row, column.heading, said)
        if number and (what := misfit(number, birth, sex)):
            self.asking.tell(
                K.ID_MISFIT, row, column.heading, f"Số {number} không khớp {what} của người này; kiểm tra lại."
            )
        return number

    def _registered(self, cells: dict[int, GridCell]) -> int | None:
        found = re.search(r"(?:19|20)\d\d", self._text(cells, "year") or "")
        return int(found[0]) if found else None

    def _with_facts(self, subject: ListRow, cells: dict[int, GridCell], row: BodyRow) -> ListRow:
        columns = [column for column in self.layout.columns if column.place in cells]
        awards, proposals = list(subject.awards), list(subject.proposals)
        ratings, initiatives = list(subject.ratings), list(subject.initiatives)
        for column in columns:
            cell = cells[column.place]
            if column.ticked and is_mark(cell.text):
                cell = GridCell(column.ticked)
            if column.field in ("award", "proposed"):
                near = self._said_beside(column, cells, row.number)
                for fact in self._merits.awards(cell, column, row.number, near):
                    if isinstance(fact, ListAward):
                        awards.append(self._with_decision_above(fact, column))
                    else:
                        proposals.append(self._with_year(fact))
            elif column.field == "rating":
                near = self._said_beside(column, cells, row.number)
                found = self._merits.ratings(cell, column, row.number, near)
                ratings.extend(self._agreeing(found, ratings, column, row.number))
            elif column.field == "initiative":
                near = self._said_beside(column, cells, row.number)
                initiatives.extend(self._merits.initiatives(cell, column, row.number, near))
        return replace(
            subject,
            awards=tuple(awards),
            proposals=tuple(proposals),
            ratings=tuple(ratings),
            initiatives=tuple(initiatives),
        )

    def _with_decision_above(self, award: ListAward, column: ListColumn) -> ListAward:
        """Give an award the decision the list belongs to, and a yearly title its year, where no cell says another."""
        above, form = self._above, self.catalogue.awards.get(award.title_code or "")
        told = any(self.layout.places(name) for name in BESIDE) or re.search(r"\bda\b|\bcac\b", fold(column.heading))
        if told or above.asks or above.decision is None or award.decision or award.year not in (None, above.year):
            return award
        year = award.year or (above.year if form is not None and form.yearly else None)
        issuer = award.issuer or above.issuer
        return replace(award, year=year, decision=above.decision, date=award.date or above.day, issuer=issuer)

    def _agreeing(
        self, found: Iterator[ListRating], known: list[ListRating], column: ListColumn, row: int
    ) -> Iterator[ListRating]:
        """Yield ratings not told yet; another grade for a year is yielded too, but asked about."""
        grades = {rating.year: rating.grade for rating in known}
        for one in found:
            rating = one if one.year else replace(one, year=self._above.graded)
            grade = grades.get(rating.year)
            if grade is not None and grade != rating.grade:
                when = f"Năm {rating.year}" if rating.year else "Một năm chưa rõ"
                message = f"{when} có hai mức xếp loại: {grade}, {rating.grade}."
                self.asking.tell(K.GRADES_DIFFER, row, column.heading, message)
            if grade != rating.grade:
                yield rating

    def _said_beside(self, column: ListColumn, cells: dict[int, GridCell], row: int) -> Beside:
        """Read the columns of year, decision and signer that belong to a column of facts."""
        own = [other for other in self._owned.get(column.place, ()) if other.place in cells]
        found = {other.field or "": cells[other.place] for other in reversed(own)}
        return self._merits.beside(found, {other.field or "": other.heading for other in reversed(own)}, row)

    def _with_year(self, proposal: ListProposal) -> ListProposal:
        """Give a proposal the year its heading names, else the one year the list's title names."""
        if proposal.year is not None:
            return proposal
        return replace(proposal, year=self._above.year) if self._above.asks else proposal


_IDENTITY_WORDS = {
    K.ID_ZERO_BACK: "Số “{0}” thiếu số 0 ở đầu; đã thêm lại thành {1}.",
    K.ID_NINE_DIGITS: "Số “{0}” có chín chữ số: CMND cũ; hỏi số CCCD.",
    K.ID_WRONG: "Số “{0}” không đủ mười hai chữ số; hỏi nơi gửi.",
}
