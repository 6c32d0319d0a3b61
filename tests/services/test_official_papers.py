"""Official papers written from step 4: kept as issued, every page with its code, so that a scan finds its way back."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from dienhinh_desktop.domain.documents import ListKind, PaperKind
from dienhinh_desktop.domain.errors import Cancelled, UserError
from dienhinh_desktop.domain.issued import NOMINATION, REPORT, PaperState
from dienhinh_desktop.services import delivery, overview, rounds
from dienhinh_desktop.services.context import Context
from dienhinh_desktop.services.issued_papers import standing_papers

from ..exchange.pdf_reading import texts
from .issued_round import opened

__all__ = ["opened"]
Round = tuple[Context, int]


def codes(ctx: Context, number: int) -> dict[str, str]:
    with ctx.db.read() as reader:
        return {key: item.code for key, item in standing_papers(reader, number).items()}


def test_forms_of_everybody_are_kept_and_every_page_single_or_bound_bears_its_code(
    opened: Round, tmp_path: Path
) -> None:
    ctx, number = opened
    done = delivery.export_papers(ctx, number, tmp_path, [NOMINATION, REPORT])
    held = codes(ctx, number)
    assert set(held) == {f"{kind}:{who}" for kind in (NOMINATION, REPORT) for who in ("P1", "P2")}
    assert [Path(file).name for file in done.files] == [
        "01_TranDucHoa_ban_dang_ky.pdf",
        "01_TranDucHoa_bao_cao_thanh_tich.pdf",
        "02_DangThiUong_ban_dang_ky.pdf",
        "02_DangThiUong_bao_cao_thanh_tich.pdf",
    ]
    for file, key in zip(done.files, held, strict=True):
        assert all(f"Mã bản: {held[key]}" in page for page in texts(Path(file).read_bytes()))
    assert done.bound is not None
    bound = texts(Path(done.bound).read_bytes())
    assert all(any(code in page for code in held.values()) for page in bound)


def test_a_scan_of_a_paper_that_is_not_sent_is_tied_to_its_version(opened: Round, tmp_path: Path) -> None:
    ctx, number = opened
    (file,) = delivery.export_papers(ctx, number, tmp_path, [PaperKind.ASSESSMENT.value], ["P1"]).files
    scan = tmp_path / "quet.pdf"
    scan.write_bytes(Path(file).read_bytes() + b"\n% scanned")
    found = delivery.open_scan(ctx, number, scan).single
    assert found is not None
    assert found.key == "phieu_xet:P1"
    assert found.id is not None
    delivery.take_back(ctx, found.id, scan)
    rows = {row.key: row for row in delivery.round_papers(ctx, number).rows}
    assert (rows["phieu_xet:P1"].state, rows["phieu_xet:P1"].goes) == (PaperState.SIGNED, False)
    assert "phieu_xet:P1" not in {row.key for row in delivery.round_papers(ctx, number).dossier}
    assert "phieu_xet:P2" not in rows


def test_papers_of_the_office_bear_codes_and_writing_them_again_makes_no_new_version(
    opened: Round, tmp_path: Path
) -> None:
    ctx, number = opened
    kinds = [PaperKind.REQUEST.value, PaperKind.BALLOT.value, PaperKind.NURTURING.value]
    first = delivery.export_papers(ctx, number, tmp_path / "1", kinds)
    held = codes(ctx, number)
    assert set(held) == set(kinds)
    second = delivery.export_papers(ctx, number, tmp_path / "2", kinds)
    assert codes(ctx, number) == held
    for one, other in zip(first.files, second.files, strict=True):
        assert Path(one).read_bytes() == Path(other).read_bytes()


@pytest.mark.parametrize("kind", [ListKind.PARTICULARS, ListKind.OVERVIEW])
def test_the_other_lists_bear_their_codes_as_workbook_and_pdf(opened: Round, tmp_path: Path, kind: ListKind) -> None:
    ctx, number = opened
    for ending in ("xlsx", "pdf"):
        delivery.export_list(ctx, number, tmp_path / f"ds.{ending}", kind)
    code = codes(ctx, number)[kind.value]
    assert all(f"Mã bản: {code}" in page for page in texts((tmp_path / "ds.pdf").read_bytes()))
    footer = openpyxl.load_workbook(tmp_path / "ds.xlsx").worksheets[0].oddFooter
    assert footer is not None
    assert footer.left.text == f"Mã bản: {code}"


def test_what_differs_in_a_list_of_its_own_columns_is_told_by_its_headings(opened: Round) -> None:
    from dienhinh_desktop.domain.records import Award
    from dienhinh_desktop.services import records

    ctx, number = opened
    delivery.issue(ctx, number, [ListKind.PARTICULARS.value])
    records.save_entry(ctx, Award(subject="P1", form="LDTT", year=2024, decision="9/QĐ"))
    row = next(row for row in delivery.round_papers(ctx, number).rows if row.key == ListKind.PARTICULARS)
    assert [(change.where, change.label) for change in row.changes] == [
        ("Trần Đức Hòa", "Danh hiệu, hình thức đã tặng (số quyết định)")
    ]


def test_stopped_half_way_the_papers_made_are_kept_and_written(opened: Round, tmp_path: Path) -> None:
    ctx, number = opened

    def after(count: int) -> object:
        def progress(done: int, _total: int, _what: str) -> None:
            if done == count:
                raise Cancelled

        return progress

    done = delivery.export_papers(ctx, number, tmp_path, [NOMINATION, REPORT], None, after(2))  # type: ignore[arg-type]
    assert (len(done.files), done.bound, done.stopped) == (2, None, True)
    assert len(codes(ctx, number)) == 2
    with pytest.raises(Cancelled):
        delivery.export_papers(ctx, number, tmp_path, [PaperKind.REQUEST.value], None, after(0))  # type: ignore[arg-type]
    assert len(codes(ctx, number)) == 2


def test_a_folder_that_refuses_is_told(opened: Round, tmp_path: Path) -> None:
    ctx, number = opened
    (tmp_path / "tệp").write_text("")
    with pytest.raises(UserError):
        delivery.export_papers(ctx, number, tmp_path / "tệp", [NOMINATION])


def test_papers_that_stay_in_the_office_are_not_waited_for(opened: Round, tmp_path: Path) -> None:
    ctx, number = opened
    delivery.export_papers(ctx, number, tmp_path, [PaperKind.ASSESSMENT.value, PaperKind.BALLOT.value])
    assert (rounds.summary(ctx, number).papers, rounds.summary(ctx, number).signed) == (0, 0)
    assert "unsigned" not in {task.key for task in overview.overview(ctx, number).tasks}
    delivery.issue(ctx, number, ["to_trinh", "bang_tong_hop"])
    assert rounds.summary(ctx, number).papers == 2
    delivery.set_goes(ctx, number, ["bang_tong_hop"], goes=False)
    delivery.set_goes(ctx, number, ["phieu_xet:P1"], goes=True)
    assert rounds.summary(ctx, number).papers == 2
    delivery.set_goes(ctx, number, ["phieu_xet:P1"], goes=False)
    assert rounds.summary(ctx, number).papers == 1
