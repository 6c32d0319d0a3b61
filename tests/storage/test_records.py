"""Records go in and come out as they were, are found by what clerks type, and are checked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dienhinh_desktop.domain.dates import PartialDate
from dienhinh_desktop.domain.errors import UserError
from dienhinh_desktop.domain.lifecycle import LIFE_TYPES
from dienhinh_desktop.domain.records import Award, Grade, Rating, Records, Subject, SubjectKind
from dienhinh_desktop.storage import connection
from dienhinh_desktop.storage.database import Database

from .samples import HOUSEHOLD, OFFICE, PERSON, RECORDS, ROOM, ROUND, VILLAGE, candidate


@pytest.fixture
def filled(db: Database) -> Database:
    with db.work("Nhập mẫu", "Văn thư") as work:
        for table, rows in RECORDS.tables():
            work.insert(table, rows)
    return db


def test_every_kind_of_record_comes_out_as_it_went_in(filled: Database) -> None:
    with filled.read() as reader:
        assert reader.records() == RECORDS
        assert reader.counts() == {
            **{table: len(rows) for table, rows in RECORDS.tables()},
            "rounds": 0,
            "candidates": 0,
            "proofs": 0,
            **dict.fromkeys(LIFE_TYPES, 0),
        }


def test_records_of_some_subjects_are_those_rows_only(filled: Database) -> None:
    with filled.read() as reader:
        of_room = reader.records(["VP", "KHONG_CO"])
        everything = reader.records([row.code for row in RECORDS.subjects])
        ratings = reader.records(kinds={"ratings"})
    assert of_room == Records(
        subjects=(ROOM,), ratings=(RECORDS.ratings[2],), plan_documents=(RECORDS.plan_documents[0],)
    )
    assert everything == replace(RECORDS, plan_documents=RECORDS.plan_documents[:1])
    assert ratings == Records(ratings=RECORDS.ratings)


def test_records_of_very_many_subjects_are_the_same_rows(db: Database) -> None:
    people = [Subject(code=f"C{n}", kind=SubjectKind.PERSON, name="An") for n in range(2500)]
    ratings = [Rating(subject=person.code, year=2024, grade=Grade.HTNV) for person in people]
    with db.work("Thêm", "tôi") as work:
        work.insert("subjects", people)
        work.insert("ratings", ratings)
    with db.read() as reader:
        found = reader.records([person.code for person in people[:2400]])
    assert found == Records(subjects=tuple(people[:2400]), ratings=tuple(ratings[:2400]))


def test_one_subject_and_one_entry_are_found_by_code_and_number(filled: Database) -> None:
    with filled.read() as reader:
        assert reader.subject("CB001") == PERSON
        assert reader.subject("cb001") is None
        entry = reader.records().awards[0]
        assert entry.id is not None
        assert reader.entry("awards", entry.id) == RECORDS.awards[0]


def test_an_entry_of_nobody_is_refused_and_nothing_is_kept(db: Database) -> None:
    rating = Rating(subject="MA", year=2024, grade=Grade.HTNV)
    with pytest.raises(UserError, match="Không có đối tượng mã “MA”"), db.work("Thêm", "tôi") as work:
        assert work.insert("subjects", [OFFICE]) == work.insert("ratings", [rating])
    with db.read() as reader:
        assert reader.counts()["subjects"] == 0


def test_a_subject_may_change_its_code_and_keeps_its_rows(filled: Database) -> None:
    with filled.work("Đổi mã", "tôi") as work:
        subject = work.subject("CB001")
        assert subject is not None
        work.update("subjects", [replace(subject, code="CB999")])
        assert {row.subject for row in work.records(["CB999"]).ratings} == {"CB999"}
    with filled.read() as reader:
        assert reader.subject("CB001") is None
        assert len(reader.records(["CB999"]).awards) == 4


def test_writing_the_same_again_changes_nothing(filled: Database) -> None:
    with filled.work("Ghi lại", "tôi") as work:
        assert sum(work.update(table, rows) for table, rows in work.records().tables()) == 0
        assert not work.changed


def test_a_round_keeps_its_candidates_in_their_order_with_frozen_verdicts(filled: Database) -> None:
    with filled.work("Mở đợt", "tôi") as work:
        (number,) = work.insert("rounds", [ROUND])
        second, first = work.insert("candidates", [candidate(number, "HO01", 2), candidate(number, "CB001", 1)])
    with filled.read() as reader:
        assert [item.id for item in reader.candidates(number)] == [first, second]
        assert reader.candidates(number)[0] == candidate(number)
        assert reader.candidate(second) == candidate(number, "HO01", 2)
        with pytest.raises(UserError):
            reader.round(number + 1)
        with pytest.raises(UserError):
            reader.candidate(99)


def test_a_subject_in_a_round_cannot_be_removed(filled: Database) -> None:
    with filled.work("Mở đợt", "tôi") as work:
        (number,) = work.insert("rounds", [ROUND])
        work.insert("candidates", [candidate(number, "B01")])
    with pytest.raises(UserError, match="1 dòng Mục đăng ký của đợt"), filled.work("Xóa", "tôi") as work:
        work.delete("subjects", [row.id or 0 for row in work.records(["B01"]).subjects])


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("đặng thị ưởng", {"CB001"}),
        ("dang thi uong", {"CB001"}),
        ("UONG dang", {"CB001"}),
        ("uong d", {"CB001"}),
        ("dtu", {"CB001"}),
        ("cb001", {"CB001"}),
        ("1234", {"CB001"}),
        ("042 185 001 234", {"CB001"}),
        ("ĐTƯ", {"CB001"}),
        ("Đang Thi", {"CB001"}),
        ("Đa\u0323\u0306ng Thi\u0323", {"CB001"}),
        ("uong 1234", {"CB001"}),
        ("1234 dtu", {"CB001"}),
        ("•••• 1234", {"CB001"}),
        ("uong 9999", set()),
        ("uong 34", set()),
        ("ban do", {"B01"}),
        ("van phong", {"VP"}),
        ("312/QĐ-UBND", {"CB001"}),
        ("312/qd", {"CB001"}),
        ("312", {"CB001"}),
        ("2890/QĐ-UBND", {"CB001"}),
        ("79", {"CB001"}),
        ("ang", set()),
        ("12/QĐ", set()),
        ("100%", set()),
        ("%", set()),
        ("_", set()),
        ("  ", set()),
        ("", set()),
    ],
)
def test_a_search_finds_what_a_clerk_means(filled: Database, text: str, codes: set[str]) -> None:
    with filled.read() as reader:
        assert reader.search(text) == codes


@pytest.mark.parametrize("typed", ["hoa", "Hoà", "hòa", "HOÀ", "ho\u00e0", "hoa\u0300", "tran hoa", "hoa t", "THH"])
def test_marks_never_keep_a_name_from_being_found(filled: Database, typed: str) -> None:
    with filled.work("Thêm", "tôi") as work:
        spellings = (("H1", "Trần Hữu Hoà"), ("H2", "Trần Hữu Hòa"))
        work.insert("subjects", [replace(PERSON, code=code, name=name, id=None) for code, name in spellings])
    with filled.read() as reader:
        assert reader.search(typed) == {"H1", "H2"}


def test_names_alone_are_found_without_the_decisions_people_stand_in(filled: Database) -> None:
    with filled.read() as reader:
        assert reader.named("312") == set()
        assert reader.named("dtu") == reader.named("uong 234") == {"CB001"}


def test_decisions_are_found_by_any_of_their_words_in_any_order(filled: Database) -> None:
    with filled.read() as reader:
        (found,) = reader.decisions("awards", "ubnd 312", 9)
        assert (found[0], found[2]) == ("312/QĐ-UBND", 1)
        assert reader.decisions("awards", "312 qđ", 0) == []
        assert reader.decisions("awards", "ubnd", 9) == []
        assert reader.decisions("awards", "313", 9) == []


def test_a_search_follows_a_changed_name(filled: Database) -> None:
    with filled.work("Đổi tên", "tôi") as work:
        work.update("subjects", [replace(work.records(["CB001"]).subjects[0], name="Lò Thị Ý")])
    with filled.read() as reader:
        assert reader.search("lo y") == {"CB001"}
        assert reader.search("dang") == set()


def test_posts_and_grades_are_those_of_the_day_and_the_years(filled: Database) -> None:
    with filled.read() as reader:
        assert reader.posts_on(date(2020, 12, 31)) == [("CB001", "Chuyên viên", False)]
        assert reader.posts_on(date(2021, 1, 1), ["CB001"]) == [("CB001", "Chánh Văn phòng", True)]
        assert reader.posts_on(date(2021, 1, 1), ["VP"]) == []
        assert reader.posts_on(date(2010, 5, 31)) == []
        assert sorted(reader.grades_in(range(2023, 2025))) == [
            ("CB001", 2023, Grade.HTTNV),
            ("CB001", 2024, Grade.HTXSNV),
            ("VP", 2024, Grade.HTTNV),
        ]
        assert reader.grades_in(range(2024, 2026), ["VP"]) == [("VP", 2024, Grade.HTTNV)]
        assert reader.names()["CB001"] == ("Đặng Thị Ưởng", "VP")
        assert reader.names()["SNV"] == ("Sở Ngoại vụ", None)


def test_names_of_any_people_survive(db: Database) -> None:
    names = ["H'Hen Niê Kđăm", "Ksor H'Blăm", "Y Moan Ênuôl", "Giàng A Páo", "Nguyễn Thuỳ", "Lý Mỹ Kỳ", "Ƀiă Č Ñ"]
    subjects = [Subject(code=f"C{n}", kind=SubjectKind.PERSON, name=name) for n, name in enumerate(names)]
    with db.work("Thêm", "tôi") as work:
        work.insert("subjects", subjects)
    with db.read() as reader:
        assert [row.name for row in reader.records().subjects] == names


@pytest.mark.parametrize("birth", [PartialDate(1970), PartialDate(1970, 2), PartialDate(1970, 2, 28)])
def test_a_date_keeps_how_precise_it_is(db: Database, birth: PartialDate) -> None:
    with db.work("Thêm", "tôi") as work:
        work.insert("subjects", [replace(HOUSEHOLD, birth=birth, start=birth, locality=None)])
    with db.read() as reader:
        assert reader.records().subjects[0].birth == birth


# --- the check -----------------------------------------------------------------------------------------------------


def raw(db: Database, *statements: str) -> None:
    """Change the file behind the program's back."""
    with db.read() as reader:
        driver = connection.driver(reader._connection)
    driver.execute("PRAGMA foreign_keys=OFF")
    driver.execute("PRAGMA ignore_check_constraints=ON")
    for statement in statements:
        driver.execute(statement)
    driver.execute("PRAGMA foreign_keys=ON")


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("DELETE FROM subjects WHERE code = 'SNV'", "trỏ tới đối tượng không có"),
        ("UPDATE subjects SET unit_id = (SELECT id FROM subjects WHERE code = 'VP') WHERE code = 'SNV'", "vòng đơn vị"),
        ("UPDATE ratings SET grade = 9 WHERE year = 2023", "Xếp loại: dòng số 1 không đọc được"),
        ("UPDATE awards SET day = '2022-02-30' WHERE id = 1", "Khen thưởng: dòng số 1 không đọc được"),
        ("UPDATE subjects SET traits = 'không phải JSON' WHERE code = 'B01'", "Đối tượng: dòng số 5 không đọc được"),
        ("UPDATE sequences SET last = 0 WHERE table_name = 'awards'", "Số thứ tự của Khen thưởng"),
    ],
)
def test_the_check_names_what_is_wrong(filled: Database, statement: str, words: str) -> None:
    with filled.read() as reader:
        assert reader.check() == ()
    raw(filled, statement)
    with filled.read() as reader:
        assert any(words in fault for fault in reader.check())


def test_the_check_sees_a_damaged_page(filled: Database) -> None:
    with filled.work("Thêm", "tôi") as work:
        work.insert("awards", [Award(subject="VP", form="LDTT", content="x" * 3000) for _ in range(200)])
    folder = filled.folder
    filled.close()
    data = bytearray(filled.path.read_bytes())
    for start in range(4096 * 130, len(data) - 4096, 4096 * 7):  # behind the pages the tables themselves begin on
        data[start : start + 40] = b"\xff" * 40
    filled.path.write_bytes(bytes(data))
    with Database.open(folder) as damaged, damaged.read() as reader:
        assert any("bị hỏng" in fault for fault in reader.check())


def test_the_sample_covers_every_optional_field() -> None:
    assert VILLAGE in RECORDS.subjects
    for table, rows in RECORDS.tables():
        assert rows, table
