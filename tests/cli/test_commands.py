"""What the commands answer: the shapes of the contract, undo, round trip, and the whole demonstration."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from dienhinh_desktop import resources
from dienhinh_desktop.__main__ import main

SAMPLE = resources.path("practice", "so_ngoai_vu_mau.xlsx")
FACTS = json.loads(resources.path("practice", "so_ngoai_vu_mau.facts.json").read_text(encoding="utf-8"))
PLAN = ["--plan", FACTS["plan"]]


class Program:
    """The command line on one data folder, answering JSON."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.capsys = capsys

    def run(self, *words: str) -> str:
        self.capsys.readouterr()
        code = main(["--data", str(self.folder), *words])
        said = self.capsys.readouterr()
        assert code == 0, said.err
        assert said.err == ""
        return said.out

    def json(self, *words: str) -> dict[str, Any]:
        answer: dict[str, Any] = json.loads(self.run(*words, "--json"))
        return answer


@pytest.fixture
def program(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Program:
    return Program(tmp_path / "so", capsys)


def test_import_reports_and_a_second_import_changes_nothing(program: Program) -> None:
    dry = program.json("import", str(SAMPLE), "--dry-run")
    assert dry["batch"] is None
    first = program.json("import", str(SAMPLE))
    assert set(first) == {"file", "added", "updated", "unchanged", "skipped", "issues", "batch"}
    rows = sum(FACTS["rows"].values())
    assert (first["added"], first["updated"], first["unchanged"]) == (rows, 0, 0)
    assert first["added"] == dry["added"]
    assert all(issue["level"] == "warning" for issue in first["issues"])
    second = program.json("import", str(SAMPLE))
    assert (second["added"], second["updated"], second["unchanged"]) == (0, 0, rows)


def test_undo_takes_the_whole_import_back(program: Program) -> None:
    batch = program.json("import", str(SAMPLE))["batch"]
    program.run("undo-import", str(batch))
    assert program.json("assess", *PLAN, "--on", "2025-12-20")["results"] == []
    assert program.json("import", str(SAMPLE))["added"] == sum(FACTS["rows"].values())


def test_every_documented_verdict_of_the_sample(program: Program) -> None:
    program.json("import", str(SAMPLE))
    asked: dict[tuple[str, ...], dict[str, str]] = {}
    for fact in FACTS["verdicts"]:
        readings = tuple(f"{code}={option}" for code, option in fact.get("readings", {}).items())
        key = (fact["on"], *readings)
        if key not in asked:
            words = [word for reading in readings for word in ("--reading", reading)]
            answer = program.json("assess", *PLAN, "--on", fact["on"], *words)
            asked[key] = {r["subject"]: r["verdict"] for r in answer["results"] if r["verdict"] != "khong_ap_dung"}
        assert asked[key][fact["subject"]] == fact["verdict"], fact


def test_an_assessment_says_how_it_was_made_and_cites_every_criterion(program: Program) -> None:
    program.json("import", str(SAMPLE))
    answer = program.json("assess", *PLAN, "--on", "2025-12-20", "--subject", "CB031", "--field", "COT_CAN")
    assert (answer["plan"], answer["on"], answer["stage"]) == (FACTS["plan"], "2025-12-20", "cong_nhan")
    assert answer["plan_version"]
    assert answer["readings"]["N3"] == "bat_ky"
    (result,) = answer["results"]
    group = next(c for c in result["criteria"] if c["code"] == "HT_CC_01C")
    assert set(group) == {"code", "verdict", "have", "need", "missing", "evidence", "message", "source"}
    assert group["verdict"] == "dat"
    assert group["source"] == "III.2 dấu + 1"


def test_quota_and_milestones_as_documented(program: Program) -> None:
    program.json("import", str(SAMPLE))
    for fact in FACTS["quota"]:
        rows = program.json("quota", *PLAN, "--on", fact["on"])["rows"]
        row = next(r for r in rows if (r["code"], r["year"]) == (fact["code"], fact["year"]))
        assert {key: row[key] for key in ("have", "min", "max", "verdict")} == {
            key: fact[key] for key in ("have", "min", "max", "verdict")
        }
    rows = program.json("milestones", *PLAN, "--on", "2025-12-20")["rows"]
    for fact in FACTS["milestones"]:
        row = next(r for r in rows if (r["code"], r["unit"]) == (fact["code"], fact["unit"]))
        assert (row["latest"], row["document"], row["verdict"]) == (fact["latest"], fact["document"], fact["verdict"])


def test_plans_name_their_readings_with_the_default(program: Program) -> None:
    shown = {plan["code"]: plan for plan in program.json("plans")["plans"]}
    plan = shown[FACTS["plan"]]
    assert plan["readings"]["N3"] == "bat_ky"
    assert {"TAP_THE", "COT_CAN", "KHONG_LANH_DAO"} == set(plan["fields"])
    assert "HT_TT_05" in plan["criteria"]


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_papers_are_written_as_asked(program: Program, tmp_path: Path, form: str) -> None:
    program.run("import", str(SAMPLE))
    on = [*PLAN, "--on", "2025-12-20", "--format", form]
    said = program.run("export", "papers", *on, "--out", str(tmp_path / "a"), "--paper", "to_trinh", "phieu_bau")
    assert said == f"Đã ghi 2 tệp vào {tmp_path / 'a'}, kèm một bản gộp.\n"
    assert {path.name for path in (tmp_path / "a").iterdir()} == {
        f"to_trinh.{form}", f"phieu_bau.{form}", f"bo_van_ban.{form}",
    }  # fmt: skip
    program.run("export", "papers", *on, "--out", str(tmp_path / "b"), "--paper", "phieu_xet", "--subject", "HTQT")
    assert [path.name for path in (tmp_path / "b").iterdir()] == [f"01_PhongHopTacQuocTe_phieu_xet.{form}"]
    program.run("export", "forms", *on, "--out", str(tmp_path / "c"), "--subject", "HTQT")
    assert {path.suffix for path in (tmp_path / "c").iterdir()} == {f".{form}"}
    assert len(list((tmp_path / "c").iterdir())) == 3


def test_every_list_is_written_in_every_format_and_parted_by_unit_and_movement(
    program: Program, tmp_path: Path
) -> None:
    program.json("import", str(SAMPLE))
    on = [*PLAN, "--on", "2025-12-20"]
    for kind in ("danh_sach_dang_ky", "danh_sach_trich_ngang", "bang_tong_hop"):
        for ending, begins in (("xlsx", b"PK"), ("docx", b"PK"), ("pdf", b"%PDF")):
            out = tmp_path / f"{kind}.{ending}"
            assert program.run("export", "list", *on, "--kind", kind, "--out", str(out)) == f"Đã ghi {out}.\n"
            assert out.read_bytes().startswith(begins)
    for by in ("don_vi", "phong_trao"):
        folder = tmp_path / by
        program.run("export", "list", *on, "--by", by, "--format", "docx", "--out", str(folder))
        made = sorted(file.name for file in folder.iterdir())
        assert len(made) > 1
        assert made[0].startswith("01_")
        assert {Path(name).suffix for name in made} == {".docx"}


def test_records_exported_and_imported_elsewhere_are_the_same(program: Program, tmp_path: Path) -> None:
    program.json("import", str(SAMPLE))
    program.run("export", "records", "--out", str(tmp_path / "a.xlsx"))
    other = Program(tmp_path / "khac", program.capsys)
    other.json("import", str(tmp_path / "a.xlsx"))
    other.run("export", "records", "--out", str(tmp_path / "b.xlsx"))
    assert _cells(tmp_path / "a.xlsx") == _cells(tmp_path / "b.xlsx")
    assert program.json("import", str(tmp_path / "a.xlsx"))["unchanged"] == sum(FACTS["rows"].values())


def _cells(path: Path) -> dict[str, list[tuple[object, ...]]]:
    book = openpyxl.load_workbook(path, read_only=True)
    found: dict[str, list[tuple[object, ...]]] = {}
    for sheet in book:
        sheet.reset_dimensions()
        found[sheet.title] = [tuple(row) for row in sheet.iter_rows(values_only=True)]
    book.close()
    return found


def test_check_of_a_sound_folder(program: Program) -> None:
    program.json("import", str(SAMPLE))
    assert "Dữ liệu tốt" in program.run("check")


def test_the_demonstration_makes_everything_and_can_be_repeated(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for _ in range(2):
        assert main(["demo", "--out", str(tmp_path)]) == 0
        said = capsys.readouterr()
        assert said.err == ""
        assert "Cá nhân: 5 đạt, 7 thiếu dữ liệu, 51 chưa đạt, 1 không đạt" in said.out
        assert "Tập thể: 1 đạt, 2 thiếu dữ liệu, 3 chưa đạt, 3 không đạt" in said.out
    assert main(["verify", str(tmp_path / "goi.zip")]) == 0
    assert "còn nguyên: 17 tệp" in capsys.readouterr().out
    names = sorted(file.name for file in tmp_path.rglob("*") if file.suffix in {".xlsx", ".pdf"})
    assert "danh_sach.xlsx" in names
    assert "so_du_lieu.xlsx" in names
    assert len([name for name in names if name.endswith(".pdf")]) == 2 * 6 + 1
    book = openpyxl.load_workbook(tmp_path / "danh_sach.xlsx")
    text = "\n".join(str(cell.value) for row in book.active.iter_rows() for cell in row if cell.value)  # type: ignore[union-attr]
    assert "06 điển hình (01 tập thể, 05 cá nhân)" in text
    assert "Phòng Hợp tác quốc tế" in text


def test_a_pack_under_work_is_checked_and_tried_against_the_records(program: Program, tmp_path: Path) -> None:
    program.json("import", str(SAMPLE))
    text = resources.path("plans", f"{FACTS['plan']}.yaml").read_text(encoding="utf-8")
    file = tmp_path / "ban_moi.yaml"
    file.write_text(text.replace("        at_least: 3\n", "        at_least: 4\n", 1), encoding="utf-8")
    said = program.run("plans", "check", str(file), "--on", "2025-12-20")
    assert "thêm 0 đạt, bớt 1 đạt" in said
    assert "HTQT Phòng Hợp tác quốc tế (TAP_THE): Đạt → Không đạt" in said
    file.write_text(text.replace("[BK_TINH]", "[BK_XA]").replace("section: II.1\n", "sec: II.1\n"), encoding="utf-8")
    program.capsys.readouterr()
    assert main(["--data", str(program.folder), "plans", "check", str(file)]) == 1
    said = program.capsys.readouterr().out
    assert said.count("dòng ") >= 2


def test_a_template_of_a_unit_changes_nothing_until_it_is_filled_in(program: Program, tmp_path: Path) -> None:
    program.json("import", str(SAMPLE))
    out = tmp_path / "mau.xlsx"
    said = program.run("export", "template", "--unit", "Thanh tra", "--out", str(out), "--years", "2021-2025")
    assert said == f"Đã ghi {out}: mẫu của Thanh tra Sở, 7 đối tượng.\n"
    report = program.json("import", str(out))
    assert (report["added"], report["updated"], report["skipped"], report["issues"]) == (0, 0, 0, [])
    assert b"CCCD" in _strings_of(out)
    identities = [row[7] for row in _cells(SAMPLE)["Đối tượng"][1:] if row[7]]
    assert not any(str(number).encode() in _strings_of(out) for number in identities)
    program.run("export", "template", "--unit", "TTR", "--out", str(out), "--cccd")
    assert any(str(number).encode() in _strings_of(out) for number in identities)


def test_templates_of_all_units_go_into_a_folder(program: Program, tmp_path: Path) -> None:
    program.json("import", str(SAMPLE))
    out = tmp_path / "gui"
    assert program.run("export", "template", "--all-units", "--out", str(out)) == f"Đã ghi 8 mẫu vào {out}.\n"
    for path in out.iterdir():
        report = program.json("import", str(path))
        assert (report["added"], report["updated"]) == (0, 0)


def _strings_of(path: Path) -> bytes:
    with zipfile.ZipFile(path) as package:
        return package.read("xl/sharedStrings.xml")
