"""The verdicts a clerk has before him on paper: the table and the sheets."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from dienhinh_desktop.domain.eligibility import AssessmentRequest, Stage, Verdict
from dienhinh_desktop.domain.errors import UserError
from dienhinh_desktop.domain.text import capitalised
from dienhinh_desktop.services import eligibility, upkeep
from dienhinh_desktop.services.context import Context
from dienhinh_desktop.services.documents import assessing
from tests.exchange.pdf_reading import texts

REQUEST = AssessmentRequest("HT_SNGV_2021_2025", date(2025, 12, 20), Stage.RECOGNITION)


@pytest.fixture
def office(ctx: Context) -> Context:
    upkeep.load_practice(ctx)
    return ctx


def judged(ctx: Context, request: AssessmentRequest = REQUEST) -> list[tuple[str, str]]:
    found = eligibility.assess(ctx, request)
    return [(item.subject, item.field) for item in found if item.verdict is not Verdict.KHONG_AP_DUNG]


def test_the_table_holds_what_is_shown_in_its_order(office: Context) -> None:
    wanted = judged(office)[::-1]
    made = assessing.results_list(office, REQUEST, wanted, "")
    rows = made.groups[0].units[0].rows
    assert [row.subject for row in rows] == [subject for subject, _field in wanted]
    found = {(item.subject, item.field): item for item in eligibility.assess(office, REQUEST)}
    assert [row.cells[6] for row in rows] == [found[pair].verdict.label for pair in wanted]
    assert all(capitalised(found[pair].shortfall) in row.cells[7] for row, pair in zip(rows, wanted, strict=True))
    assert all(len(row.cells) == len(assessing.COLUMNS) for row in rows)
    assert made.total.startswith(f"Tổng số: {len(wanted)} kết luận (06 đạt, ")
    assert sum(map(int, re.findall(r"\d+", made.total)[1:])) == len(wanted), "the parts add up to the whole"


def test_the_foot_names_version_and_readings(office: Context) -> None:
    wanted = judged(office)[:3]
    plain = assessing.results_list(office, REQUEST, wanted, "").footnotes
    assert plain == ("Bộ tiêu chí HT_SNGV_2021_2025 bản 1; mọi cách hiểu theo mặc định.",)
    other = replace(REQUEST, readings={"N3": "lien_tiep"})
    told = assessing.results_list(office, other, wanted, "“Đạt”").footnotes
    assert told[0].startswith("Bộ tiêu chí HT_SNGV_2021_2025 bản 1; cách hiểu khác mặc định: N3: ")
    assert told[1] == "Chỉ gồm các dòng “Đạt” của bảng."


def test_sheets_are_written_for_whoever_is_judged_registered_or_not(office: Context, tmp_path: Path) -> None:
    wanted = judged(office)[:4]
    target = tmp_path / "phieu.pdf"
    assessing.write_sheets(office, REQUEST, wanted, target)
    read = " ".join(texts(target.read_bytes()))
    assert read.count("PHIẾU XÉT ĐIỀU KIỆN") == 4


def test_nothing_wanted_is_said_in_words(office: Context, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="Không có dòng nào để ghi ra"):
        assessing.write_sheets(office, REQUEST, [], tmp_path / "phieu.pdf")
    assert list(tmp_path.glob("*.pdf")) == []
