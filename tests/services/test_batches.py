"""One change to many records: what the preview tells is what is done, as one act that can be taken back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from dienhinh_desktop.domain.batches import BatchChange, BatchField, FieldChange
from dienhinh_desktop.domain.dates import PartialDate
from dienhinh_desktop.domain.errors import UserError
from dienhinh_desktop.domain.records import Award, Discipline, Grade, Rating, Subject, SubjectKind
from dienhinh_desktop.services import batches, records, undoing
from dienhinh_desktop.services.context import Context
from dienhinh_desktop.services.opening import open_context

NOW = datetime(2025, 12, 20, 9, 0)  # noqa: DTZ001
PERSON, UNIT = SubjectKind.PERSON, SubjectKind.COLLECTIVE
EVERYBODY = ("A", "B", "C", "D", "VP")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Context]:
    with open_context(tmp_path / "so", "người thử", lambda: NOW) as ctx:
        with ctx.db.work("Nhập", ctx.who) as work:
            work.insert(
                "subjects",
                [
                    Subject(code="SO", kind=UNIT, name="Sở", category="CO_QUAN"),
                    Subject(code="VP", kind=UNIT, name="Văn phòng", category="CO_QUAN", unit="SO"),
                    Subject(code="TO", kind=UNIT, name="Tổ lái xe", category="CO_QUAN", unit="VP"),
                    Subject(code="A", kind=PERSON, name="Nguyễn Văn An", unit="VP", category="CBCCVC"),
                    Subject(code="B", kind=PERSON, name="Trần Thị Bình", unit="SO", traits=("TRUC_TIEP",)),
                    Subject(code="C", kind=PERSON, name="Lê Chi", start=PartialDate(2024)),
                    Subject(code="D", kind=PERSON, name="Phạm Dũng", unit="SO"),
                ],
            )
            work.insert(
                "awards",
                [
                    Award(subject="A", form="CSTD_CS", year=2023, decision="9/QĐ", date=date(2023, 12, 5)),
                    Award(subject="B", form="CSTD_CS", year=2023, refused=True),
                ],
            )
            work.insert("ratings", [Rating(subject="D", year=2023, grade=Grade.KHTNV)])
            work.insert("disciplines", [Discipline(subject="D", form="Khiển trách", date=date(2023, 3, 1))])
        yield ctx


def _award(**values: object) -> Award:
    return Award(subject="", form="CSTD_CS", **{"year": 2023, **values})  # type: ignore[arg-type]


def _shown(ctx: Context, change: BatchChange) -> dict[str, tuple[str, str, bool]]:
    rows = batches.preview_batch(ctx, EVERYBODY, change)
    assert [row.code for row in rows] == list(EVERYBODY)
    return {row.code: (row.was, row.note, row.changes) for row in rows}


def test_a_new_unit_is_shown_beside_the_old_one(desk: Context) -> None:
    assert _shown(desk, FieldChange(BatchField.UNIT, "VP")) == {
        "A": ("Văn phòng", "đã ở đơn vị này", False),
        "B": ("Sở", "", True),
        "C": ("chưa ghi", "", True),
        "D": ("Sở", "", True),
        "VP": ("Sở", "đơn vị mới nằm dưới chính tập thể này, giữ nguyên", False),
    }
    assert _shown(desk, FieldChange(BatchField.UNIT, "TO"))["VP"][2] is False, "no circle through a part"


def test_an_award_tells_who_has_it_and_what_speaks_against_it(desk: Context) -> None:
    assert _shown(desk, _award(decision="10/QĐ")) == {
        "A": ("số 9/QĐ ngày 05/12/2023", "đã có rồi, không thêm lần nữa", False),
        "B": ("chưa có", "năm này đã ghi không đạt", True),
        "C": ("chưa có", "bắt đầu từ năm 2024", True),
        "D": ("chưa có", "năm 2023 xếp loại không hoàn thành nhiệm vụ, năm 2023 có kỷ luật", True),
        "VP": ("chưa có", "không dành cho tập thể, không thêm", False),
    }


def test_category_and_trait_keep_to_what_fits(desk: Context) -> None:
    category = _shown(desk, FieldChange(BatchField.CATEGORY, "CBCCVC"))
    assert category["A"][2] is False
    assert category["B"] == ("chưa ghi", "", True)
    assert category["VP"][1] == "không dùng cho tập thể, giữ nguyên"
    trait = batches.preview_batch(desk, ["A", "B"], FieldChange(BatchField.TRAIT, "CAP_CO_SO"))
    assert [row.becomes for row in trait] == ["Ở cấp cơ sở", "Trực tiếp công tác, lao động, Ở cấp cơ sở"]


@pytest.mark.parametrize(
    "change",
    [
        FieldChange(BatchField.UNIT, "VP"),
        FieldChange(BatchField.UNIT, None),
        FieldChange(BatchField.CATEGORY, "NLD"),
        FieldChange(BatchField.TRAIT, "LAM_DIEM"),
        _award(decision="10/QĐ", date=date(2023, 12, 20)),
    ],
)
def test_what_is_shown_is_done_as_one_act_and_taken_back_as_one(desk: Context, change: BatchChange) -> None:
    with desk.db.read() as reader:
        before = reader.records()
    rows = batches.preview_batch(desk, EVERYBODY, change)
    acts = len(undoing.steps(desk))
    changes = batches.apply_batch(desk, EVERYBODY, change)
    assert len(undoing.steps(desk)) == acts + 1
    assert f"{sum(row.changes for row in rows)} hồ sơ" in changes.sentence
    again = batches.preview_batch(desk, EVERYBODY, change)
    assert not any(row.changes for row in again), "done once, nothing is left to do"
    with desk.db.read() as reader:
        assert reader.check() == ()
        assert reader.records() != before
    undoing.undo_last(desk)
    with desk.db.read() as reader:
        assert reader.records() == before


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (FieldChange(BatchField.UNIT, "KHONG_CO"), "không có trong dữ liệu"),
        (FieldChange(BatchField.CATEGORY, "KHONG_CO"), "Không hồ sơ nào đổi khác"),
        (Award(subject="", form=""), "Chưa chọn danh hiệu"),
        (Award(subject="", form="CSTD_CS"), "phải ghi năm đạt"),
        (_award(year=1800), "ngoài khoảng"),
    ],
)
def test_what_cannot_be_is_refused_in_words_and_changes_nothing(desk: Context, change: BatchChange, words: str) -> None:
    with desk.db.read() as reader:
        before = reader.records()
    with pytest.raises(UserError, match=words):
        batches.apply_batch(desk, EVERYBODY, change)
    with desk.db.read() as reader:
        assert reader.records() == before


def test_one_record_is_named_and_those_gone_are_passed_over(desk: Context) -> None:
    changes = batches.apply_batch(desk, ["C", "GONE"], FieldChange(BatchField.UNIT, "VP"))
    assert changes.sentence == "Đổi đơn vị của Lê Chi thành Văn phòng."
    assert records.open_card(desk, "C").subject.unit == "VP"
