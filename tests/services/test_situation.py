"""The situation of a round on paper, and the words across every page of practice."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from dienhinh_desktop.domain.documents import Form
from dienhinh_desktop.domain.eligibility import Verdict
from dienhinh_desktop.domain.errors import UserError
from dienhinh_desktop.exchange.documents import form_docx, form_pdf, history_pdf
from dienhinh_desktop.services import documents, history, upkeep
from dienhinh_desktop.services.context import Context
from dienhinh_desktop.services.overview import overview
from dienhinh_desktop.services.overview.printing import situation_paper, write_situation
from tests.exchange.pdf_reading import texts
from tests.exchange.word_reading import opened
from tests.ui.desk import fill_practice


@pytest.fixture
def number(ctx: Context) -> int:
    opened_round = fill_practice(ctx)
    assert opened_round.id is not None
    return opened_round.id


def _said(form: Form) -> str:
    return " ".join(" ".join(texts(form_pdf(form))).split())


def test_it_says_what_the_overview_shows(ctx: Context, number: int) -> None:
    found = overview(ctx, number)
    said = _said(situation_paper(ctx, found))
    for task in found.tasks:
        assert task.what in said
    for item in found.of_this_round:
        assert item.info.wording[1:] in said
        assert item.info.code not in said, "the plan's own words, not our codes"
    assert found.quotas
    for quota in found.quotas:
        assert quota.row.unit_name in said, "whose quota it is"
    for verdict in (Verdict.DAT, Verdict.THIEU_DU_LIEU, Verdict.CHUA_DAT):
        assert f"{verdict.label}: {found.verdicts[verdict]}" in said
    assert "Số liệu đến ngày: 20/12/2025" in said
    for unit in found.units:
        assert (unit.name in said) or not unit.missing


def test_it_is_written_as_a_pdf(ctx: Context, number: int, tmp_path: Path) -> None:
    write_situation(ctx, number, tmp_path / "tinh_hinh.pdf")
    assert (tmp_path / "tinh_hinh.pdf").read_bytes().startswith(b"%PDF-")


def test_a_round_that_is_gone_is_refused(ctx: Context, tmp_path: Path) -> None:
    with pytest.raises(UserError):
        write_situation(ctx, 7, tmp_path / "x.pdf")
    assert not (tmp_path / "x.pdf").exists()


def test_every_page_of_practice_says_so(ctx: Context, number: int) -> None:
    paper = situation_paper(ctx, overview(ctx, number))
    assert all("TẬP LÀM" in page for page in texts(form_pdf(paper)))
    assert all("TẬP LÀM" in page for page in texts(history_pdf(history.history_paper(ctx, "CB002"))))
    practice = upkeep.practice()
    listed = documents.build_list(ctx, practice.plan, practice.on)
    assert listed.across == "TẬP LÀM"
    word = opened(form_docx(paper))
    assert all(
        "TẬP LÀM" in header._element.xml for header in (word.sections[0].first_page_header, word.sections[0].header)
    )


def test_real_papers_say_nothing_of_practice(ctx: Context, number: int) -> None:
    upkeep.save_office(ctx, replace(upkeep.office(ctx), practice=False))
    paper = situation_paper(ctx, overview(ctx, number))
    assert paper.across == ""
    assert "TẬP LÀM" not in _said(paper)
    assert replace(paper, draft=True).across == "DỰ THẢO"
