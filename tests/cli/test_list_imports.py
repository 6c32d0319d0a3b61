"""`import --as-list` as the contract says: exit codes, one JSON object, all or nothing, taken back, true facts."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from tests.exchange.lists.making import book

from dienhinh_desktop.__main__ import main
from dienhinh_desktop.domain.records import Records, Subject
from dienhinh_desktop.domain.text import name_key
from dienhinh_desktop.services.opening import open_context

LISTS = Path(__file__).parents[1] / "acceptance" / "lists"
TRUTHS = {path.name[:2]: json.loads(path.read_text(encoding="utf-8")) for path in LISTS.glob("*.truth.json")}
CLEAN = ["01", "03", "04", "08", "09"]
"""Samples in which nothing is wrong: they are taken as they are."""
SHAPE = {"file", "added", "updated", "unchanged", "skipped", "issues", "batch"}


class Folder:
    """The command line on one data folder."""

    def __init__(self, path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.path, self.capsys = path, capsys

    def run(self, *words: str) -> tuple[int, str, str]:
        self.capsys.readouterr()
        code = main(["--data", str(self.path), *words])
        said = self.capsys.readouterr()
        return code, said.out, said.err

    def bring_in(self, file: Path, *words: str) -> tuple[int, dict[str, Any], str]:
        code, out, err = self.run("import", str(file), "--as-list", "--json", *words)
        answer: dict[str, Any] = json.loads(out) if out else {}
        return code, answer, err

    def rows(self, *but: str) -> dict[str, list[tuple[Any, ...]]]:
        with sqlite3.connect(f"file:{self.path / 'dienhinh.sqlite'}?mode=ro", uri=True) as db:
            names = [name for (name,) in db.execute("select name from sqlite_master where type = 'table' order by 1")]
            return {
                name: db.execute(f'select * from "{name}" order by 1, 2').fetchall()
                for name in names
                if name not in but
            }

    def records(self) -> Records:
        with open_context(self.path, "x") as ctx, ctx.db.read() as reader:
            return reader.records()


@pytest.fixture
def folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Folder:
    made = Folder(tmp_path / "so", capsys)
    assert made.run("check")[0] == 0
    return made


def file_of(number: str) -> Path:
    return LISTS / str(TRUTHS[number]["file"])


def test_a_list_is_brought_in_once_and_taken_back(folder: Folder) -> None:
    empty = folder.rows("acts", "changes", "sequences", "imports")
    start = folder.rows()
    code, dry, err = folder.bring_in(file_of("01"), "--dry-run")
    assert (code, err, set(dry), dry["batch"]) == (0, "", SHAPE, None)
    assert folder.rows() == start
    code, done, err = folder.bring_in(file_of("01"))
    assert (code, err, set(done)) == (0, "", SHAPE)
    assert {**done, "batch": None} == dry
    assert (done["file"], done["updated"], done["unchanged"], done["skipped"]) == (file_of("01").name, 0, 0, 0)
    assert done["added"] == sum(len(rows) for _, rows in folder.records().tables())
    for issue in done["issues"]:
        assert set(issue) == {"sheet", "row", "column", "level", "message"}
        assert issue["level"] == "warning"
    kept = folder.rows("sequences")
    code, again, _ = folder.bring_in(file_of("01"))
    assert (code, again["added"], again["updated"], again["batch"]) == (0, 0, 0, None)
    assert again["unchanged"] >= done["added"] - 1  # all but the unit only named
    assert folder.rows("sequences") == kept
    assert folder.run("undo-import", str(done["batch"]))[0] == 0
    assert folder.rows("acts", "changes", "sequences", "imports") == empty


def test_what_is_said_to_a_person_has_the_same_counts(folder: Folder) -> None:
    code, out, err = folder.run("import", str(file_of("01")), "--as-list", "--dry-run")
    assert (code, err) == (0, "")
    added = folder.bring_in(file_of("01"), "--dry-run")[1]["added"]
    assert f"Sẽ ghi: {added} mới, 0 cập nhật, 0 không đổi." in out
    assert "đề nghị" in out
    out = folder.run("import", str(file_of("01")), "--as-list")[1]
    assert f"Đã nhập {file_of('01').name}: {added} mới, 0 cập nhật, 0 không đổi. Lần nhập 1." in out
    assert "không có gì mới" in folder.run("import", str(file_of("01")), "--as-list")[1]


@pytest.mark.parametrize("number", sorted(TRUTHS))
def test_every_sample_is_brought_in_or_refused_in_words(folder: Folder, number: str) -> None:
    before = folder.rows()
    code, answer, err = folder.bring_in(file_of(number))
    assert "Traceback" not in err
    if code == 0:
        assert number in CLEAN
        assert answer["added"] > 0
        assert answer["batch"] == 1
        assert folder.run("check")[0] == 0
        return
    assert number not in CLEAN
    assert code == 1
    assert len(err.strip().splitlines()) == 1
    assert err.strip().endswith(".")
    assert folder.rows() == before
    if TRUTHS[number]["result"] == "read":
        assert answer["batch"] is None
        errors = [issue for issue in answer["issues"] if issue["level"] == "error"]
        assert f"{len(errors)} lỗi" in err
        assert all(issue["row"] for issue in errors)
    else:
        assert answer == {}


@pytest.mark.parametrize("number", CLEAN)
def test_what_the_truth_file_says_is_in_the_records(folder: Folder, number: str) -> None:
    truth = TRUTHS[number]
    assert folder.bring_in(file_of(number))[0] == 0
    records = folder.records()
    subjects = {row["row"]: _subject(records, row) for row in truth["subjects"] if not row.get("optional")}
    missing = []
    for fact in truth["awards"]:
        forms = [fact["title_code"], *fact.get("accept", {}).get("title_code", [])]
        same = [one for one in records.awards if one.subject == subjects[fact["row"]].code and one.form in forms]
        if not any(_says(one, fact, "year", "decision", "date", "issuer") for one in same):
            missing.append(fact)
    for fact in truth["ratings"]:
        same_year = [one for one in records.ratings if one.subject == subjects[fact["row"]].code]
        if not any((one.year, one.grade.name) == (fact["year"], fact["grade"]) for one in same_year):
            missing.append(fact)
    for fact in truth["initiatives"]:
        named = [one for one in records.initiatives if one.subject == subjects[fact["row"]].code]
        if not any(name_key(one.name) == name_key(fact["title"]) for one in named):
            missing.append(fact)
    assert missing == []
    optional = [fact for kind in ("awards", "ratings") for fact in truth[kind] if fact.get("optional")]
    kept = Counter((one.subject, one.form, one.year) for one in records.awards)
    assert len(records.awards) + len(records.ratings) <= len(truth["awards"]) + len(truth["ratings"]) + len(optional)
    assert max(kept.values(), default=1) == 1
    _check_subjects(truth, subjects)


def _subject(records: Records, row: dict[str, Any]) -> Subject:
    names = {name_key(name) for name in (row["name"], *row.get("accept", {}).get("name", []))}
    found = [one for one in records.subjects if name_key(one.name) in names and one.kind.value == row["kind"]]
    assert len(found) == 1, row
    return found[0]


def _says(held: Any, fact: dict[str, Any], *names: str) -> bool:
    for name in names:
        value = getattr(held, name)
        said = value.isoformat() if name == "date" and value else value
        wanted = fact.get(name)
        short = name == "date" and wanted is not None and len(wanted) < 10  # half a day is told, not kept
        if wanted is not None and not short and said not in (wanted, *fact.get("accept", {}).get(name, [])):
            return False
    return True


def _check_subjects(truth: dict[str, Any], subjects: dict[int, Subject]) -> None:
    for row in truth["subjects"]:
        held = subjects.get(row["row"])
        if held is None:
            continue
        accept = row.get("accept", {})
        said = {"birth": held.birth.iso() if held.birth else None, "sex": held.sex, "cccd": held.citizen_id}
        for name, value in said.items():
            if row.get(name):
                assert value in (row[name], *accept.get(name, [])), (row, name)


def test_the_awards_of_the_first_sample_stand_with_decision_day_and_signer(folder: Folder) -> None:
    folder.bring_in(file_of("01"))
    records = folder.records()
    by_code = {one.code: one.name for one in records.subjects}
    held = {(by_code[one.subject], one.form, one.year, one.decision, str(one.date)) for one in records.awards}
    assert ("Trần Thị Hồng Nhung", "CSTD_CS", 2022, "81/QĐ-SNgV", "2022-12-18") in held
    assert ("Nguyễn Đình Hòa", "BK_TINH", None, "455/QĐ-UBND", "2024-02-20") in held
    assert len(held) == 21


def test_one_wrong_row_refuses_the_whole_file(folder: Folder, tmp_path: Path) -> None:
    head = ("STT", "Họ và tên", "Ngày sinh", "Đơn vị", "LĐTT 2023")
    rows = [(n, f"Lê Văn {name}", "01/02/1990", "Văn phòng", "x") for n, name in enumerate(("An", "Bình"), 1)]
    file = book(tmp_path / "ds.xlsx", [head, *rows, (3, "Lê Văn Chi", "31/11/1990", "Văn phòng", "x")])
    before = folder.rows()
    for words in ((), ("--dry-run",)):
        code, answer, err = folder.bring_in(file, *words)
        assert (code, answer["batch"]) == (1, None)
        assert "có 1 lỗi" in err
        (error,) = [issue for issue in answer["issues"] if issue["level"] == "error"]
        assert (error["row"], error["column"], error["message"]) == (4, "Ngày sinh", "Không có ngày 31/11/1990.")
        assert folder.rows() == before


def test_a_namesake_is_asked_not_guessed(folder: Folder, tmp_path: Path) -> None:
    head = ("STT", "Họ và tên", "Đơn vị", "Danh hiệu 2023")
    folder.bring_in(book(tmp_path / "a.xlsx", [head, (1, "Lê Văn An", "Văn phòng", "LĐTT")]))
    again = book(tmp_path / "b.xlsx", [head, (1, "Lê Văn An", "", "CSTĐCS")])
    code, answer, err = folder.bring_in(again)
    assert code == 1
    assert any("Chọn là một, hay người khác." in issue["message"] for issue in answer["issues"])
    likely = book(tmp_path / "c.xlsx", [head, (1, "Lê Văn An", "Văn phòng", "CSTĐCS")])
    code, answer, err = folder.bring_in(likely)
    assert (code, err, answer["added"]) == (0, "", 1)
    assert any(issue["message"].startswith("Hiểu là Lê Văn An") for issue in answer["issues"])


def test_a_file_that_is_not_there_is_refused(folder: Folder, tmp_path: Path) -> None:
    code, _, err = folder.bring_in(tmp_path / "khong_co.xlsx")
    assert code == 1
    assert "không thấy tệp" in err
