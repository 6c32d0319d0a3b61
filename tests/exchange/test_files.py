"""Files arrive whole or not at all, and their names suit every system."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dienhinh_desktop.domain.errors import UserError
from dienhinh_desktop.exchange import files
from dienhinh_desktop.exchange.files import form_file_name, safe_name, write_all, write_atomically


def refused(target: Path, data: bytes = b"moi") -> str:
    with pytest.raises(UserError) as caught:
        write_atomically(target, data)
    return caught.value.sentence


def held(*codes: int) -> OSError:
    error = PermissionError(errno.EACCES, "held")
    error.winerror = codes[0]  # type: ignore[attr-defined]
    return error


def test_a_new_file_and_an_older_one_are_both_written_whole(tmp_path: Path) -> None:
    target = tmp_path / "Danh sách đăng ký.xlsx"
    write_atomically(target, b"mot")
    write_atomically(target, b"hai")
    assert target.read_bytes() == b"hai"
    assert os.listdir(tmp_path) == [target.name]


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    sentence = refused(tmp_path / "khong_co" / "a.pdf")
    assert "không có thư mục" in sentence
    assert not (tmp_path / "khong_co").exists()


def test_a_file_in_the_place_of_the_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "tep").write_bytes(b"x")
    assert "không phải thư mục" in refused(tmp_path / "tep" / "a.pdf")


def test_a_folder_under_the_name_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").mkdir()
    assert "tên một thư mục" in refused(tmp_path / "a.pdf")


def test_a_file_marked_read_only_is_left_alone(tmp_path: Path) -> None:
    target = tmp_path / "a.pdf"
    target.write_bytes(b"cu")
    target.chmod(0o444)
    assert "chỉ đọc" in refused(target)
    assert target.read_bytes() == b"cu"


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EFBIG, errno.EDQUOT])
def test_a_full_disk_keeps_the_older_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    target = tmp_path / "a.xlsx"
    target.write_bytes(b"cu")

    def full(handle: int) -> None:
        raise OSError(number, "full")

    monkeypatch.setattr(os, "fsync", full)
    assert refused(target) == (
        "Không ghi được a.xlsx: ổ đĩa đã đầy. Xóa bớt tệp, hoặc chọn nơi khác; tệp cũ còn nguyên."
    )
    assert target.read_bytes() == b"cu"
    assert os.listdir(tmp_path) == ["a.xlsx"]


def test_a_read_only_place_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(path: Path, flags: int, mode: int) -> int:
        raise OSError(errno.EROFS, "read-only")

    monkeypatch.setattr(os, "open", closed)
    assert refused(tmp_path / "a.xlsx") == "Không ghi được a.xlsx: nơi ghi chỉ cho đọc. Chọn nơi khác."


@pytest.mark.skipif(sys.platform == "win32", reason="no limit on file size to set")
def test_a_write_cut_by_the_system_leaves_nothing_behind(tmp_path: Path) -> None:
    code = (
        "import resource, sys; from pathlib import Path\n"
        "from dienhinh_desktop.exchange.files import write_atomically\n"
        "from dienhinh_desktop.domain.errors import UserError\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))\n"
        "try: write_atomically(Path(sys.argv[1]), bytes(9000))\n"
        "except UserError as error: print(error.sentence)\n"
    )
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code, str(tmp_path / "a.bin")], capture_output=True, check=True, text=True
    )
    assert "ổ đĩa đã đầy" in done.stdout
    assert os.listdir(tmp_path) == []


def test_a_file_open_in_excel_is_tried_again_and_then_a_name_is_offered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "Danh_sach.xlsx"
    target.write_bytes(b"cu")
    (tmp_path / "Danh_sach (2).xlsx").write_bytes(b"khac")
    tries: list[float] = []

    def busy(source: Path, place: Path) -> None:
        tries.append(0)
        raise held(32)

    monkeypatch.setattr(files, "RETRY_SECONDS", 0.25)
    monkeypatch.setattr(os, "replace", busy)
    sentence = refused(target)
    assert sentence == (
        "Không ghi được Danh_sach.xlsx: tệp đang mở trong Excel. Đóng tệp, hoặc ghi tên mới: Danh_sach (3).xlsx."
    )
    assert len(tries) >= 2
    assert target.read_bytes() == b"cu"
    assert sorted(os.listdir(tmp_path)) == ["Danh_sach (2).xlsx", "Danh_sach.xlsx"]


def test_a_file_let_go_in_time_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "a.pdf"
    real = os.replace
    answers = [held(33), held(5)]

    def busy_twice(source: Path, place: Path) -> None:
        if answers:
            raise answers.pop()
        real(source, place)

    monkeypatch.setattr(os, "replace", busy_twice)
    write_atomically(target, b"moi")
    assert target.read_bytes() == b"moi"


def test_a_set_is_written_into_a_folder_made_for_it(tmp_path: Path) -> None:
    folder = tmp_path / "bieu" / "mau"
    written = write_all(folder, {"a.pdf": b"1", "b.pdf": b"2"})
    assert [path.read_bytes() for path in written] == [b"1", b"2"]
    assert sorted(os.listdir(folder)) == ["a.pdf", "b.pdf"]


def test_a_set_that_fails_half_way_puts_everything_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_all(tmp_path, {"a.pdf": b"cu a", "ghi_chu.txt": b"giu"})
    real = os.replace

    def fails_on_c(source: Path, place: Path) -> None:
        if Path(place) == tmp_path / "c.pdf":
            raise OSError(errno.ENOSPC, "full")
        real(source, place)

    monkeypatch.setattr(os, "replace", fails_on_c)
    with pytest.raises(UserError, match="ổ đĩa đã đầy"):
        write_all(tmp_path, {"a.pdf": b"moi a", "b.pdf": b"moi b", "c.pdf": b"moi c"})
    assert (tmp_path / "a.pdf").read_bytes() == b"cu a"
    assert sorted(os.listdir(tmp_path)) == ["a.pdf", "ghi_chu.txt"]


def test_a_set_that_fails_takes_its_new_folder_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UserError):
        write_all(tmp_path / "moi" / "trong", {"a.pdf": b"1"})
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Danh sách đề nghị.xlsx", "Danh sách đề nghị.xlsx"),
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        ("COM¹.pdf", "_COM¹.pdf"),
        ("comb.pdf", "comb.pdf"),
        ("tên. . .", "tên"),
        ("a:b/c\\d?.pdf", "a_b_c_d_.pdf"),
        ("Ho\u0300a", "Hòa"),
        ("an\u202efdp.exe", "anfdp.exe"),
        ("a\nb\tc", "a b c"),
        ("..", "khong_ten"),
        ("", "khong_ten"),
    ],
)
def test_names_are_made_safe(text: str, name: str) -> None:
    assert safe_name(text) == name


@given(st.text(max_size=300))
def test_any_text_gives_a_name_every_system_takes(text: str) -> None:
    name = safe_name(text)
    assert name
    assert len(name.encode("utf-16-le")) <= 2 * files.LONGEST_NAME
    assert not set(name) & set('<>:"/\\|?*\0\n\r\t')
    assert name == name.strip(" ")
    assert not name.endswith(".")
    assert safe_name(name) == name


def test_a_long_name_keeps_its_extension() -> None:
    assert safe_name("x" * 200 + ".xlsx").endswith("xx.xlsx")


@pytest.mark.parametrize(
    ("number", "name", "stem"),
    [
        (1, "Nguyễn Văn An", "01_NguyenVanAn"),
        (2, "Đặng Thị Ngọc Ánh", "02_DangThiNgocAnh"),
        (13, "H'Hen Niê", "13_HHenNie"),
        (4, "Phòng Hợp tác quốc tế", "04_PhongHopTacQuocTe"),
        (5, "***", "05"),
    ],
)
def test_forms_are_named_by_number_and_name_without_marks(number: int, name: str, stem: str) -> None:
    assert form_file_name(number, name) == stem
