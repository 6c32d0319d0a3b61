"""The history of a record: who did what when, from what to what; old values given back; the paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from dienhinh_desktop.domain.dates import PartialDate
from dienhinh_desktop.domain.errors import UserError
from dienhinh_desktop.domain.history import Happened, HistoryLine
from dienhinh_desktop.domain.merging import MergeChoices
from dienhinh_desktop.domain.records import Award, Grade, Rating, Subject, SubjectKind
from dienhinh_desktop.exchange.documents import history_pdf, page_count
from dienhinh_desktop.services import history, merging, records, trash, undoing, upkeep
from dienhinh_desktop.services.context import Context
from tests.exchange.pdf_reading import texts
from tests.services.filling import kept
from tests.services.test_undoing import rows
from tests.storage.samples import PERSON, RECORDS


def person(ctx: Context) -> Subject:
    return next(row for row in kept(ctx).subjects if row.code == "CB001")


def told(lines: tuple[HistoryLine, ...]) -> list[tuple[str, str, str, str]]:
    return [(line.thing, line.heading, line.old, line.new) for line in lines]


def test_every_change_is_told_field_by_field_in_words(filled: Context) -> None:
    records.save_subject(
        filled,
        replace(person(filled), birth=PartialDate(1986), unit="SNV", citizen_id="042186001235", category=None),
    )
    lines = [line for line in history.history(filled, "CB001") if line.happened is Happened.CHANGED]
    assert told(tuple(lines)) == [
        ("Hồ sơ", "Phân loại", "Cán bộ, công chức, viên chức", "chưa có"),
        ("Hồ sơ", "Đơn vị", "Văn phòng Sở", "Sở Ngoại vụ"),
        ("Hồ sơ", "Ngày sinh", "12/3/1985", "1986"),
        ("Hồ sơ", "CCCD", "•••• •••• 1234", "•••• •••• 1235"),
    ]
    assert {(line.who, line.label, line.at.isoformat()) for line in lines} == {
        ("Văn thư", "Sửa hồ sơ Đặng Thị Ưởng", "2025-12-20T09:30:00")
    }


def test_entries_come_and_go_and_the_newest_stands_first(filled: Context) -> None:
    records.save_entry(filled, Rating(subject="CB001", year=2022, grade=Grade.HTNV))
    rating = next(row for row in kept(filled).ratings if row.year == 2022)
    records.save_entry(filled, replace(rating, grade=Grade.HTTNV, date=date(2022, 12, 5)))
    records.delete_entry(filled, "ratings", rating.id or 0)
    undoing.undo_last(filled)
    lines = history.history(filled, "CB001")[:5]
    assert told(lines) == [
        ("Xếp loại", "Thêm", "", "2022: Hoàn thành tốt nhiệm vụ, ngày 05/12/2022"),
        ("Xếp loại", "Xóa", "2022: Hoàn thành tốt nhiệm vụ, ngày 05/12/2022", ""),
        ("Xếp loại", "Mức", "Hoàn thành nhiệm vụ", "Hoàn thành tốt nhiệm vụ"),
        ("Xếp loại", "Ngày", "chưa có", "05/12/2022"),
        ("Xếp loại", "Thêm", "", "2022: Hoàn thành nhiệm vụ"),
    ]
    assert lines[0].label == "Hoàn tác: Xóa xếp loại của Đặng Thị Ưởng: 2022: Hoàn thành tốt nhiệm vụ, ngày 05/12/2022"


def test_every_row_of_a_first_import_is_in_the_history_of_its_own_subject_only(filled: Context) -> None:
    lines = history.history(filled, "CB001")
    own = sum(
        getattr(row, "subject", getattr(row, "code", None)) == "CB001" for _, found in RECORDS.tables() for row in found
    )
    assert len(lines) == own
    assert {line.happened for line in lines} == {Happened.ADDED}
    assert not any(line.can_be_given_back for line in lines)
    assert len(history.history(filled, "VP")) == 3, "itself, one rating, one document"


def test_an_old_value_is_given_back_as_an_act_of_its_own(filled: Context) -> None:
    before = rows(filled)
    records.save_subject(filled, replace(person(filled), name="Đặng Thị Ường", birth=PartialDate(1999)))
    line = next(line for line in history.history(filled, "CB001") if line.field == "birth")
    done = history.give_back(filled, "CB001", line)
    assert done.sentence == "Đã trả lại Ngày sinh: 12/3/1985."
    assert (person(filled).name, person(filled).birth) == ("Đặng Thị Ường", PartialDate(1985, 3, 12))
    assert upkeep.acts(filled)[0].label == "Trả lại Ngày sinh “12/3/1985” của Đặng Thị Ường"
    again = history.give_back(filled, "CB001", line)
    assert again.act is None
    assert again.sentence == "Ngày sinh đang đúng là “12/3/1985” nên không đổi gì."
    undoing.undo_last(filled)
    undoing.undo_last(filled)
    assert rows(filled) == before


def test_a_row_taken_away_is_given_back_from_the_history(filled: Context) -> None:
    before = rows(filled)
    award = kept(filled).awards[0]
    records.delete_entry(filled, "awards", award.id or 0)
    line = history.history(filled, "CB001")[0]
    assert line.happened is Happened.REMOVED
    history.give_back(filled, "CB001", line)
    assert rows(filled) == before
    with pytest.raises(UserError, match="không còn trong Thùng rác"):
        history.give_back(filled, "CB001", line)


def test_a_title_comes_back_with_the_words_of_its_source(filled: Context) -> None:
    award = kept(filled).awards[0]
    records.save_entry(filled, replace(award, form="GK_SO", written=None))
    line = next(line for line in history.history(filled, "CB001") if line.field == "form")
    assert line.old == "Bằng khen của UBND tỉnh, bộ, ban, ngành" or line.old.startswith("Bằng khen")
    history.give_back(filled, "CB001", line)
    assert kept(filled).awards[0] == award


def test_a_value_that_may_not_be_kept_today_is_refused_in_words(filled: Context) -> None:
    records.save_subject(filled, Subject(code="P9", kind=SubjectKind.COLLECTIVE, name="Phòng Chín"))
    records.save_subject(filled, replace(person(filled), unit="P9"))
    records.save_subject(filled, replace(person(filled), unit="VP"))
    records.delete_subject(filled, "P9")
    line = next(line for line in history.history(filled, "CB001") if line.field == "unit")
    now = rows(filled)
    with pytest.raises(UserError, match="Đơn vị “P9” không có trong dữ liệu"):
        history.give_back(filled, "CB001", line)
    assert rows(filled) == now
    with pytest.raises(UserError, match="không còn trong lịch sử"):
        history.give_back(filled, "CB001", replace(line, act=999))
    with pytest.raises(UserError, match="tìm trong Thùng rác"):
        history.history(filled, "KHONG_CO")


def test_entries_moved_by_a_merge_tell_where_they_came_from(filled: Context) -> None:
    records.save_subject(filled, replace(PERSON, code="CB002", name="Đặng T. Ưởng", citizen_id=None))
    records.save_entry(filled, Award(subject="CB002", form="LDTT", year=2020))
    merging.merge(filled, "CB001", "CB002", MergeChoices())
    line = next(line for line in history.history(filled, "CB001") if line.heading == "Thuộc hồ sơ")
    assert (line.thing, line.about, line.new) == ("Khen thưởng", "Lao động tiên tiến 2020", "Đặng Thị Ưởng")
    assert line.old == "CB002"


def test_the_history_of_a_code_used_again_is_that_of_its_present_owner(filled: Context) -> None:
    records.delete_subject(filled, "HO01")
    records.save_subject(filled, Subject(code="HO01", kind=SubjectKind.HOUSEHOLD, name="Hộ Mới"))
    assert [line.new for line in history.history(filled, "HO01")] == ["Hộ Mới, hộ gia đình"]
    assert [item.title for item in trash.trash(filled)] == ["Hộ Giàng A Páo"]


def test_the_paper_says_every_line_and_is_the_same_for_the_same_content(filled: Context, tmp_path: Path) -> None:
    records.save_subject(filled, replace(person(filled), note="<b>dòng</b> & khác"))
    target = tmp_path / "lich_su.pdf"
    paper = history.write_history(filled, "CB001", target)
    written = target.read_bytes()
    assert written == history_pdf(history.history_paper(filled, "CB001"))
    words = " ".join(texts(written))
    assert "LỊCH SỬ HỒ SƠ Đặng Thị Ưởng (mã CB001, Văn phòng Sở)" in words
    assert "<b>dòng</b> & khác" in words
    assert f"{len(paper.lines)} dòng, mới nhất ở trên. In lúc 09:30 ngày 20/12/2025." in words
    assert "042185001234" not in words
    assert page_count(written) >= 1
