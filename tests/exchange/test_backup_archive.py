"""The backup file itself: what was written comes back byte by byte; anything else is refused in words."""

from __future__ import annotations

import json
import os
import random
import stat
import sys
import warnings
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from dienhinh_desktop.domain.backups import BackupManifest, BackupReason
from dienhinh_desktop.domain.errors import UserError
from dienhinh_desktop.exchange.upkeep import archive

MANIFEST = BackupManifest(
    program="0.1.0",
    schema=1,
    at=datetime(2025, 12, 20, 8, 0),  # noqa: DTZ001
    reason=BackupReason.IMPORT,
    note="Danh sách Sở.xlsx",
    counts={"subjects": 3},
    last_act=7,
    head="ab",
)


@pytest.fixture
def parts(tmp_path: Path) -> dict[str, Path]:
    database, scan = tmp_path / "a", tmp_path / "b"
    database.write_bytes(random.Random(1).randbytes(300_000))
    scan.write_bytes("Quyết định".encode())
    return {archive.DATABASE: database, "attachments/ab12": scan}


@pytest.fixture
def file(tmp_path: Path, parts: dict[str, Path]) -> Path:
    target = tmp_path / "sao_luu.zip"
    with archive.writing(target, MANIFEST, parts) as (beside, _manifest):
        assert not target.exists()
        assert archive.read_manifest(beside).note == MANIFEST.note
    return target


def refused(file: Path, folder: Path) -> str:
    folder.mkdir(exist_ok=True)
    with pytest.raises(UserError) as caught:
        archive.extract(file, archive.read_manifest(file), folder)
    assert caught.value.sentence.endswith(".")
    assert "\n" not in caught.value.sentence
    return caught.value.sentence


def rewrite(file: Path, change: Callable[[dict[str, Any], dict[str, bytes]], None]) -> Path:
    """Write the file anew with another manifest or other parts, every checksum of the zip being right."""
    with zipfile.ZipFile(file) as packed:
        held = {name: packed.read(name) for name in packed.namelist()}
    told = json.loads(held.pop(archive.MANIFEST))
    change(told, held)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in held.items():
            packed.writestr(name, content)
        packed.writestr(archive.MANIFEST, json.dumps(told))
    return file


def test_what_was_written_comes_back(file: Path, parts: dict[str, Path], tmp_path: Path) -> None:
    manifest = archive.read_manifest(file)
    assert replace(manifest, parts=()) == MANIFEST
    (tmp_path / "ra").mkdir()
    found = archive.extract(file, manifest, tmp_path / "ra")
    assert {name: path.read_bytes() for name, path in found.items()} == {
        name: path.read_bytes() for name, path in parts.items()
    }
    assert {path.name for path in found.values()} == {"000000", "000001"}


@pytest.mark.skipif(sys.platform == "win32", reason="modes of a POSIX system")
def test_only_the_clerk_may_read_it(file: Path) -> None:
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_an_older_file_stays_until_the_new_one_is_proved(file: Path, parts: dict[str, Path]) -> None:
    before = file.read_bytes()
    with pytest.raises(ZeroDivisionError), archive.writing(file, MANIFEST, parts):
        raise ZeroDivisionError
    assert file.read_bytes() == before
    assert [path.name for path in file.parent.glob(".*")] == []


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.9, 0.999])
def test_a_file_cut_short_is_refused(file: Path, tmp_path: Path, share: float) -> None:
    os.truncate(file, int(file.stat().st_size * share))
    assert "sao_luu.zip" in refused(file, tmp_path / "ra")


def test_no_byte_may_differ(file: Path, tmp_path: Path) -> None:
    """Damage found by nobody must at least be harmless: what comes out is what went in."""
    whole = file.read_bytes()
    manifest = archive.read_manifest(file)
    dice = random.Random(7)
    found = 0
    for number in range(150):
        place = dice.randrange(len(whole))
        damaged = bytearray(whole)
        damaged[place] ^= 1 << dice.randrange(8)
        file.write_bytes(damaged)
        folder = tmp_path / f"ra{number}"
        folder.mkdir()
        try:
            told = archive.read_manifest(file)
            archive.extract(file, told, folder)
        except UserError:
            found += 1
        else:
            assert replace(told, note="") == replace(manifest, note="")
    assert found > 140


@pytest.mark.parametrize(
    "content", [b"", b"Quy\xe1\xba\xbft", b"PK\x03\x04", b"SQLite format 3\0" + bytes(100), bytes(5000)]
)
def test_a_file_of_another_kind_is_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "la.zip"
    file.write_bytes(content)
    assert "la.zip" in refused(file, tmp_path / "ra")


def test_a_zip_that_is_no_backup_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "anh.zip"
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("anh.jpg", b"x")
    assert "không phải bản sao lưu" in refused(file, tmp_path / "ra")


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    assert "không có tệp này" in refused(tmp_path / "mat.zip", tmp_path / "ra")
    (tmp_path / "thu_muc.zip").mkdir()
    assert "Không đọc được" in refused(tmp_path / "thu_muc.zip", tmp_path / "ra")


@pytest.mark.parametrize(
    "name",
    [
        "../dienhinh.sqlite",
        "attachments/../../x",
        "attachments/..\\x",
        "/etc/x",
        "attachments//x",
        "attachments/",
        "attachments/C:x",
        "attachments/CON",
        "attachments/a:b",
        "attachments/x.",
        "attachments/.an",
        "attachments/\u202egpj.exe",
        "logs/x",
        "cua_so.ini",
    ],
)
def test_a_part_that_points_elsewhere_is_refused_and_nothing_is_written(file: Path, tmp_path: Path, name: str) -> None:
    def add(told: dict[str, Any], held: dict[str, bytes]) -> None:
        held[name] = b"x"
        told["parts"].append({**told["parts"][1], "name": name, "size": 1})

    before = {path for path in tmp_path.parent.rglob("*") if path.is_file()}
    assert "không thuộc thư mục dữ liệu" in refused(rewrite(file, add), tmp_path / "ra")
    assert {path for path in tmp_path.parent.rglob("*") if path.is_file()} == before


def _part(**fields: Any) -> Callable[[dict[str, Any], dict[str, bytes]], None]:
    return lambda told, _held: told["parts"][1].update(fields)


@pytest.mark.parametrize(
    "change",
    [
        lambda told, held: held.update({"them": b"x"}),
        lambda told, held: held.pop("attachments/ab12"),
        lambda told, held: told["parts"].pop(),
        lambda told, held: (held.pop(archive.DATABASE), told["parts"].pop(0)),
        lambda told, held: told["parts"].append(told["parts"][0]),
        lambda told, held: held.update({"attachments/ab12": "Quyết địnH".encode()}),
        lambda told, held: told.pop("counts"),
        lambda told, held: told.update(reason="khong_co"),
        lambda told, held: told.update(at="hôm qua"),
        lambda told, held: told.update(schema=-1),
        lambda told, held: told.update(counts=[1]),
        lambda told, held: told.update(parts={"a": 1}),
        lambda told, held: told.update(program=3),
        lambda told, held: told.update(format="khac"),
        _part(size=10**15),
        _part(size=True),
        _part(sha256="0" * 64),
    ],
)
def test_a_manifest_that_does_not_agree_is_refused(
    file: Path, tmp_path: Path, change: Callable[[dict[str, Any], dict[str, bytes]], None]
) -> None:
    assert "nên không dùng" in refused(rewrite(file, change), tmp_path / "ra")


def test_a_newer_kind_of_backup_asks_for_a_newer_program(file: Path, tmp_path: Path) -> None:
    newer = rewrite(file, lambda told, _held: told.update(format_version=2, program="9.0"))
    sentence = refused(newer, tmp_path / "ra")
    assert "mới hơn (9.0)" in sentence
    assert "cập nhật chương trình" in sentence


def test_a_name_twice_in_the_zip_is_refused(file: Path, tmp_path: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with zipfile.ZipFile(file, "a") as packed:
            packed.writestr("attachments/ab12", "Quyết định".encode())
    assert "trùng" in refused(file, tmp_path / "ra")
