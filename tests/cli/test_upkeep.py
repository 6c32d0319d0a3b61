"""`backup`, `restore` and `check` as scripts and IT staff meet them: exit codes, sentences, JSON, real processes."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import openpyxl
import pytest

from dienhinh_desktop import resources
from dienhinh_desktop.__main__ import main
from dienhinh_desktop.services import backups
from dienhinh_desktop.storage.database import FILE, Database

SAMPLE = resources.path("practice", "so_ngoai_vu_mau.xlsx")


@pytest.fixture
def folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A data folder with the practice records."""
    folder = tmp_path / "so"
    assert main(["--data", str(folder), "import", str(SAMPLE)]) == 0
    capsys.readouterr()
    return folder


def run(folder: Path, *words: str | Path) -> int:
    return main(["--data", str(folder), *map(str, words)])


def subjects(folder: Path) -> int:
    with Database.open(folder) as db, db.read() as reader:
        return reader.counts()["subjects"]


def test_a_backup_is_made_and_put_back(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    usb = tmp_path / "usb.zip"
    assert run(folder, "backup", "--out", usb) == 0
    assert capsys.readouterr().out == f"Đã sao lưu vào {usb}: 73 hồ sơ, đã đọc lại và khớp.\n"
    assert run(folder, "undo-import", "1") == 0
    assert subjects(folder) == 0
    capsys.readouterr()
    assert run(folder, "restore", usb) == 0
    said = capsys.readouterr()
    assert said.out.startswith("Đã khôi phục bản sao lưu ")
    assert said.err == ""
    assert subjects(folder) == 73
    assert run(folder, "check") == 0
    assert "73 đối tượng" in capsys.readouterr().out


def test_without_a_place_the_backup_lies_in_the_folder(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder, "backup") == 0
    made = list((folder / "backups").glob("sao_luu_*_sao_luu_tay.zip"))
    assert len(made) == 1
    assert str(made[0]) in capsys.readouterr().out


def test_the_check_answers_for_scripts(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder, "check", "--json") == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["sound"] is True
    assert answer["faults"] == []
    assert answer["cautions"] == ["Chưa có bản sao lưu nào; vào Cài đặt, Sao lưu để sao lưu ngay."]
    assert answer["counted"]["subjects"] == 73
    with closing(sqlite3.connect(folder / FILE, isolation_level=None)) as raw:
        raw.execute("UPDATE subjects SET search_key = 'x' WHERE code = 'CB001'")
    assert run(folder, "check", "--json") == 1
    said = capsys.readouterr()
    answer = json.loads(said.out)
    assert answer["sound"] is False
    assert answer["faults"][0].startswith("Đối tượng: 1 dòng có chữ để tìm không khớp")
    assert said.err.startswith("Dữ liệu có 1 chỗ hỏng")


@pytest.mark.parametrize("content", [None, b"", b"khong phai ban sao luu", b"PK\x03\x04" + bytes(200)])
def test_what_is_no_backup_is_refused_in_one_sentence(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes | None
) -> None:
    file = tmp_path / "la.zip"
    if content is not None:
        file.write_bytes(content)
    assert run(folder, "restore", file) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.strip().splitlines()) == 1
    assert "la.zip" in said.err
    assert subjects(folder) == 73
    assert list((folder / "backups").iterdir()) == []


@pytest.mark.parametrize(
    "words", [["restore"], ["backup", "x"], ["backup", "--out"], ["check", "x"], ["restore", "a", "b"]]
)
def test_wrong_words_are_answered_with_2(folder: Path, words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        run(folder, *words)
    assert left.value.code == 2
    assert "--help" in capsys.readouterr().err


def test_data_that_cannot_be_opened_are_replaced(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    usb = tmp_path / "usb.zip"
    run(folder, "backup", "--out", usb)
    (folder / FILE).write_bytes(os.urandom(9000))
    capsys.readouterr()
    assert run(folder, "check") == 1
    assert "backups" in capsys.readouterr().err
    assert run(folder, "restore", usb) == 0
    assert "tệp hỏng giữ ở" in capsys.readouterr().out
    assert subjects(folder) == 73


def test_a_folder_another_program_holds_is_not_restored(folder: Path, tmp_path: Path) -> None:
    usb = tmp_path / "usb.zip"
    run(folder, "backup", "--out", usb)
    with Database.open(folder):
        done = subprocess.run(
            [sys.executable, "-m", "dienhinh_desktop", "--data", str(folder), "restore", str(usb)],
            capture_output=True,
            encoding="utf-8",
            env=os.environ | {"PYTHONUTF8": "1"},
            check=False,
        )
    assert done.returncode == 1
    assert "đang được một cửa sổ hoặc chương trình khác mở" in done.stderr
    assert "Traceback" not in done.stderr


def test_bringing_a_list_in_is_preceded_by_a_backup(folder: Path, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["STT", "Họ và tên", "Ngày sinh", "Chức vụ", "Đơn vị", "Danh hiệu năm 2024"])
    sheet.append([1, "Hoàng Kiều Trinh", "02/9/1991", "Chuyên viên", "Văn phòng", "Lao động tiên tiến"])
    book.save(tmp_path / "danh_sach.xlsx")
    assert run(folder, "import", "--as-list", tmp_path / "danh_sach.xlsx") == 0
    assert subjects(folder) == 75
    made = backups.listed(folder)
    assert [item.reason for item in made] == ["trước khi nhập danh_sach.xlsx"]
    assert run(folder, "restore", made[0].file) == 0
    assert subjects(folder) == 73


def test_work_without_room_for_its_backup_is_done_and_says_so(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(folder)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage._replace(free=0))
    assert run(folder, "undo-import", "1") == 0
    said = capsys.readouterr()
    assert said.out == "Đã hoàn tác lần nhập số 1.\n"
    assert said.err.startswith("Không có bản sao lưu trước việc này: ")
    assert "chỉ còn trống 0 MB" in said.err
    assert subjects(folder) == 0
