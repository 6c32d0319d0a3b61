"""What a row of a list says was won, as records; and what of it the records have no place for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date as Day
from typing import Any

from ....domain.catalogue import Catalogue
from ....domain.dates import PartialDate
from ....domain.lists import ListRating, ListRow
from ....domain.plans import Plan
from ....domain.records import Award, Grade, Initiative, Position, Rating, Registration, SubjectKind
from ....domain.text import fold
from ...record_checks import FIRST_YEAR, odd_years, tidied
from ...wording import describe


@dataclass(frozen=True, slots=True)
class Facts:
    """The records a row gives, as (table, record), and sentences about what it says that is not kept."""

    records: tuple[tuple[str, Any], ...]
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FactMaker:
    """Makes records out of rows: posts from `posts_since` on (None: posts are not kept), models under `plan`.

    `latest`: the last year a record may speak of.
    """

    catalogue: Catalogue
    latest: int
    posts_since: Day | None = None
    plan: Plan | None = None

    def facts(self, row: ListRow, code: str, introducer: str | None) -> Facts:
        """Return what a row gives for the subject `code`."""
        left: list[str] = []
        made = [(table, tidied(record)) for table, record in self._all(row, code, introducer, left)]
        found = [(table, record) for table, record in made if self._in_time(record, left)]
        return Facts(tuple(found), tuple(left))

    def _in_time(self, record: Any, left: list[str]) -> bool:
        for _field, year in odd_years(record, self.latest):
            left.append(f"{describe(record, self.catalogue)} (năm {year} ngoài khoảng {FIRST_YEAR}–{self.latest})")
            return False
        return True

    def _all(
        self, row: ListRow, code: str, introducer: str | None, left: list[str]
    ) -> Iterator[tuple[str, Rating | Award | Initiative | Position | Registration]]:
        for rating in row.ratings:
            if rating.year is None:
                left.append(f"xếp loại {rating.text or rating.grade} không có năm")
            else:
                yield "ratings", self._rating(rating, code, left)
        yield from self._awards(row, code, left)
        yield from self._initiatives(row, code, left)
        if row.position and row.kind is not SubjectKind.PERSON:
            left.append(f"chức vụ “{row.position}” (chỉ ghi cho cá nhân)")
        elif row.position and self.posts_since is not None:
            yield "positions", Position(subject=code, title=row.position, start=self.posts_since)
        yield from self._registration(row, code, introducer, left)
        left.extend(f"đề nghị {self._named(item.title_code, item.text)}" for item in row.proposals)

    @staticmethod
    def _rating(rating: ListRating, code: str, left: list[str]) -> Rating:
        day = _whole(rating.date)
        if rating.date and day is None:
            left.append(f"ngày {rating.date} của xếp loại (chưa đủ ngày, tháng, năm)")
        grade, decision, issuer = Grade[rating.grade], rating.decision, rating.issuer
        assert rating.year is not None
        return Rating(subject=code, year=rating.year, grade=grade, decision=decision, date=day, issuer=issuer)

    @staticmethod
    def _initiatives(row: ListRow, code: str, left: list[str]) -> Iterator[tuple[str, Initiative]]:
        for item in row.initiatives:
            day = _whole(item.date)
            if item.date and day is None:
                left.append(f"ngày {item.date} của sáng kiến (chưa đủ ngày, tháng, năm)")
            if item.year and (day is None or day.year != item.year):
                left.append(f"năm {item.year} của sáng kiến (sổ giữ theo ngày quyết định)")
            yield (
                "initiatives",
                Initiative(subject=code, name=item.title, level=item.level, decision=item.decision, date=day),
            )

    def _awards(self, row: ListRow, code: str, left: list[str]) -> Iterator[tuple[str, Award]]:
        for award in row.awards:
            form = self.catalogue.awards.get(award.title_code or "")
            if form is None:
                left.append(f"“{award.text}” chưa rõ danh hiệu")
            elif form.yearly and award.year is None:
                left.append(f"{form.short} không có năm")
            elif row.kind not in form.kinds:
                left.append(f"{form.short} không dành cho {row.kind.label.lower()}")
            else:
                day = _whole(award.date)
                only_year = award.date.year if award.date and day is None else None
                if award.date and only_year and (award.date.month or award.year not in (None, only_year)):
                    left.append(f"ngày {award.date} của {form.short} (chưa đủ ngày, tháng, năm)")
                plain = fold(award.text) in ("", fold(form.name), fold(form.short), fold(form.code))
                yield (
                    "awards",
                    Award(
                        subject=code,
                        form=form.code,
                        written=None if plain else award.text,
                        year=award.year or only_year,
                        decision=award.decision,
                        date=day,
                        issuer=award.issuer,
                    ),
                )

    def _registration(
        self, row: ListRow, code: str, introducer: str | None, left: list[str]
    ) -> Iterator[tuple[str, Registration]]:
        if not (row.model or row.registered):
            asides = (("lĩnh vực", row.field), ("đơn vị giới thiệu", row.proposer))
            left.extend(f"{word} “{text}” (không có đăng ký)" for word, text in asides if text)
            return
        if self.plan is None:
            left.append(f"đăng ký{f' mô hình “{row.model}”' if row.model else ''} (chưa chọn kế hoạch)")
            return
        field = self._field(row.field)
        if row.field and field is None:
            left.append(f"lĩnh vực “{row.field}” (kế hoạch không có)")
        if row.proposer and introducer is None:
            left.append(f"đơn vị giới thiệu “{row.proposer}” (chưa có trong sổ)")
        yield (
            "registrations",
            Registration(
                subject=code,
                plan=self.plan.code,
                field=field,
                introducer=introducer,
                year=row.registered,
                model=row.model,
            ),
        )

    def _field(self, words: str | None) -> str | None:
        key = fold(words or "")
        fields = self.plan.fields if self.plan and key else ()
        return next((one.code for one in fields if key in (fold(one.code), fold(one.name), fold(one.short))), None)

    def _named(self, code: str | None, text: str) -> str:
        form = self.catalogue.awards.get(code or "")
        return form.short if form else f"“{text}”"


def _whole(day: PartialDate | None) -> Day | None:
    return day.full if day else None
