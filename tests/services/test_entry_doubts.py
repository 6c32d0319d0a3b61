"""What is told while an entry is typed: every contradiction in a sentence, nothing where there is none."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from dienhinh_desktop.domain.dates import PartialDate
from dienhinh_desktop.domain.records import (
    Award,
    Discipline,
    Grade,
    HouseholdState,
    HouseholdStatus,
    Indicator,
    Initiative,
    Position,
    Rating,
    Records,
    Subject,
    SubjectKind,
)
from dienhinh_desktop.services.context import Context
from dienhinh_desktop.services.entry_doubts import entry_doubts

DAY = date(2024, 12, 20)
RECORDS = Records(
    subjects=(
        Subject(code="P1", kind=SubjectKind.PERSON, name="Lê Quang Minh", start=PartialDate(2015)),
        Subject(code="P2", kind=SubjectKind.PERSON, name="Cao Minh Đức"),
        Subject(code="H1", kind=SubjectKind.HOUSEHOLD, name="Giàng A Páo"),
    ),
    ratings=(Rating(subject="P1", year=2024, grade=Grade.HTNV), Rating(subject="P1", year=2023, grade=Grade.HTTNV)),
    awards=(
        Award(subject="P1", form="LDTT", year=2023, decision="90/QĐ", date=date(2023, 12, 20), issuer="Giám đốc Sở"),
        Award(subject="P1", form="BK_TINH", year=2023, decision="7/QĐ"),
    ),
    initiatives=(Initiative(subject="P1", name="Số hóa hồ sơ", date=DAY),),
    indicators=(Indicator(subject="P1", indicator="DOANH_THU", year=2024, actual=1),),
    household_statuses=(HouseholdStatus(subject="H1", year=2024, state=HouseholdState.POOR),),
    disciplines=(Discipline(subject="P1", form="Khiển trách", date=date(2022, 3, 1)),),
    positions=(Position(subject="P2", title="Chuyên viên", start=date(2018, 1, 1), end=date(2022, 12, 31)),),
)


@pytest.fixture
def filled(ctx: Context) -> Context:
    with ctx.db.work("Nhập mẫu", ctx.who) as work:
        for table, rows in RECORDS.tables():
            work.insert(table, rows)
    return ctx


@pytest.mark.parametrize(
    ("entry", "sentence"),
    [
        (Award(subject="P1", form="LDTT", year=2023), "Lao động tiên tiến 2023 ghi 2 lần"),
        (Award(subject="P1", form="LDTT", year=2024), "không khớp xếp loại HTNV cùng năm"),
        (Award(subject="P1", form="LDTT", year=2022), "có kỷ luật khiển trách"),
        (Award(subject="P1", form="LDTT", year=2012), "Năm 2012 chưa vào cơ quan"),
        (Award(subject="P1", form="BK_TINH", year=2023, decision="7/ QĐ"), "ghi 2 lần cùng một quyết định"),
        (Award(subject="P1", form="GK_SO", year=2025, date=DAY), "Ngày ký 20/12/2024 trước năm 2025"),
        (Award(subject="P2", form="LDTT", year=2024), "kết thúc 31/12/2022, trước năm 2024"),
        (Award(subject="P1", form="GK_SO", decision="90/qđ", date=DAY), "Số 90/qđ đã ghi với ngày 20/12/2023"),
        (
            Award(subject="P1", form="GK_SO", decision="90/QĐ", date=date(2023, 12, 20), issuer="UBND tỉnh"),
            "đã ghi do Giám đốc Sở ban hành",
        ),
        (Rating(subject="P1", year=2024, grade=Grade.HTXSNV), "2 mức khác nhau"),
        (Rating(subject="P1", year=2022, grade=Grade.HTTNV), "có kỷ luật khiển trách"),
        (Discipline(subject="P1", form="Cảnh cáo", date=date(2023, 5, 1)), "xếp loại lại ghi HTTNV"),
        (Discipline(subject="P1", form="Cảnh cáo", date=date(2023, 5, 1)), "vẫn có Lao động tiên tiến"),
        (Initiative(subject="P1", name="số hóa HỒ SƠ", date=DAY), "2024 ghi 2 lần"),
        (Indicator(subject="P1", indicator="DOANH_THU", year=2024, actual=2), "ghi 2 lần"),
        (HouseholdStatus(subject="H1", year=2024, state=HouseholdState.NEITHER), "nhiều tình trạng khác nhau"),
        (Position(subject="P1", title="Phó phòng", start=date(2014, 1, 1)), "trước ngày vào cơ quan 2015"),
    ],
)
def test_a_contradiction_is_told(filled: Context, entry: Any, sentence: str) -> None:
    assert any(sentence in found for found in entry_doubts(filled, entry)), entry_doubts(filled, entry)


@pytest.mark.parametrize(
    "entry",
    [
        Award(subject="P1", form="CSTD_CS", year=2023, decision="90/QĐ", date=date(2023, 12, 20), issuer="Giám đốc Sở"),
        Award(subject="P1", form="BK_TINH", year=2023, decision="8/QĐ"),
        Award(subject="P1", form="LDTT", year=2021),
        Rating(subject="P1", year=2021, grade=Grade.HTXSNV),
        Initiative(subject="P1", name="Sổ tay lễ tân", date=DAY),
        Initiative(subject="P1", name="Chưa biết ngày"),
        Indicator(subject="P1", indicator="LOI_NHUAN", year=2024, actual=2),
        Award(subject="ai", form="LDTT", year=2023),
    ],
)
def test_nothing_is_told_of_what_fits(filled: Context, entry: Any) -> None:
    assert entry_doubts(filled, entry) == ()


def test_an_entry_that_is_mended_is_not_compared_with_itself(filled: Context) -> None:
    with filled.db.read() as reader:
        kept = reader.records(["P1"])
    for row in (kept.awards[0], kept.initiatives[0], kept.indicators[0], kept.ratings[1]):
        assert entry_doubts(filled, row) == ()
