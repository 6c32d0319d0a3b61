"""The people of a collective in năm đề nghị: how many reach a grade or title, and whether any was disciplined.

Members are the people below the collective by `Đơn vị` as it stands today, save those who started after that year:
the records keep no former units, and every result says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil

from ...domain.dates import short_date
from ...domain.eligibility import CriterionResult, Door, Evidence, Verdict
from ...domain.records import Grade, Subject, SubjectKind
from ...domain.text import fold
from ..question import Question
from ..vocabulary import AwardCode, CategoryCode, Condition, operator
from .chains import Link, YearLinks, proposal_year
from .counting import Count, counted

_TODAY = "Tính theo đơn vị hiện nay của từng người."
_SHOWN = 5


def members(question: Question, year: int, categories: tuple[CategoryCode, ...]) -> list[Subject]:
    """Return the people at any depth below the collective who had started by the end of the year."""
    found = [
        person
        for person in question.book.below(question.subject.code)
        if person.kind is SubjectKind.PERSON
        and (not categories or person.category is None or person.category in categories)
        and (person.start is None or person.start.year <= year)
    ]
    question.book.gather(person.code for person in found)
    return found


@operator("members_share")
@dataclass(frozen=True)
class MembersShare(Condition):
    """At least so many per cent of the members, or at least n of them, with the grade or one of the titles that year.

    A member's closed year without a rating is thiếu dữ liệu, a title of a closed year not on record is not given.
    `categories` leaves out people who are no staff (pupils, residents); one without Phân loại is counted.
    """

    grade: Grade | None = None
    titles: tuple[AwardCode, ...] = ()
    per_cent: int = 0
    at_least: int = 0
    categories: tuple[CategoryCode, ...] = ()

    def judge(self, question: Question) -> CriterionResult:
        """Count the members by what their year is."""
        year = proposal_year(question)
        people = members(question, year, self.categories)
        if not people:
            return _nobody(question, year)
        found = {link: [person for person, own in self._links(question, people, year) if own is link] for link in Link}
        need = self.at_least or ceil(len(people) * self.per_cent / 100)
        count = Count(need, len(found[Link.REACHED]), len(found[Link.UNKNOWN]), len(found[Link.OPEN]))
        name = YearLinks(question, self.grade, self.titles).name
        share = f"{self.per_cent}% của " if self.per_cent else ""
        result = counted(
            count,
            f"cá nhân đạt {name} năm {year}",
            listed=f"{count.have * 100 // len(people)}%" if self.per_cent else _names(found[Link.REACHED]),
            note=self._note(found, count),
            evidence=_reached(found[Link.REACHED], name, year),
            doors=[Door("awards" if self.titles else "ratings", year=year, unit=question.subject.code)],
        )
        whole = f"Cần {share}{len(people)} người, tức " if share else "Cần "
        return replace(result, message=f"{whole}{result.message.removeprefix('Cần ')} {_TODAY}")

    def _links(self, question: Question, people: Sequence[Subject], year: int) -> Iterator[tuple[Subject, Link]]:
        for person in people:
            asked = replace(question, subject=person)
            yield person, YearLinks(asked, self.grade, self.titles).of(year).link

    def _note(self, found: dict[Link, list[Subject]], count: Count) -> str:
        if count.verdict is Verdict.DAT:
            return ""
        told = ((Link.UNKNOWN, "Chưa có hồ sơ"), (Link.OPEN, "Chưa khóa năm"), (Link.BROKEN, "Chưa đạt"))
        return " ".join(f"{words}: {_names(found[link])}." for link, words in told if found[link])


@operator("members_undisciplined")
@dataclass(frozen=True)
class MembersUndisciplined(Condition):
    """Không có cá nhân bị kỷ luật in năm đề nghị, save by the forms named as lighter (written as they begin)."""

    lighter: tuple[str, ...] = ()
    categories: tuple[CategoryCode, ...] = ()

    def judge(self, question: Question) -> CriterionResult:
        """Look for decisions of that year against a member; none on record is none."""
        year = proposal_year(question)
        people = members(question, year, self.categories)
        if not people:
            return _nobody(question, year)
        found = [
            Evidence(
                f"{person.name}: {row.form} ngày {short_date(row.date)}", row.decision, row.date, None, "disciplines"
            )
            for person in people
            for row in question.book.disciplines.of(person.code)
            if row.date.year == year and row.date <= question.on and not self._light(row.form)
        ]
        words = f"Năm {year} có {len(found)} quyết định kỷ luật" if found else f"Năm {year} không có kỷ luật"
        return CriterionResult(
            None,
            "Kỷ luật của thành viên",
            Verdict.KHONG_DAT if found else Verdict.DAT,
            f"{words} cá nhân trong mức xét. {_TODAY}",
            manner=self.manner,
            evidence=tuple(found),
            lack="có cá nhân bị kỷ luật" if found else "",
        )

    def _light(self, form: str) -> bool:
        return any(fold(form).startswith(fold(words)) for words in self.lighter)


def _nobody(question: Question, year: int) -> CriterionResult:
    return CriterionResult(
        None,
        "Cá nhân trong tập thể",
        Verdict.THIEU_DU_LIEU,
        f"Chưa ghi ai thuộc tập thể này năm {year}. {_TODAY}",
        manner="counted",
        doors=(Door("subjects", code=SubjectKind.PERSON.value, unit=question.subject.code),),
        lack="cá nhân trong tập thể",
    )


def _names(people: Sequence[Subject]) -> str:
    more = f" và {len(people) - _SHOWN} người khác" if len(people) > _SHOWN else ""
    return ", ".join(person.name for person in people[:_SHOWN]) + more


def _reached(people: Sequence[Subject], name: str, year: int) -> list[Evidence]:
    listed = _names(people)
    return [Evidence(f"{len(people)} người đạt {name} năm {year}: {listed}", table="subjects")] if people else []
