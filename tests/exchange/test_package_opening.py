"""Packages on hostile bytes: one byte more, less or other, and the package is refused in one sentence."""

from __future__ import annotations

import hashlib
import io
import json
import random
import struct
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from dienhinh_desktop.domain.catalogue import Catalogue
from dienhinh_desktop.domain.eligibility import Stage, Verdict
from dienhinh_desktop.domain.errors import UserError
from dienhinh_desktop.domain.packages import PackageContent, PackagedCandidate, PackageManifest
from dienhinh_desktop.domain.records import Records, Registration, Subject, SubjectKind
from dienhinh_desktop.domain.rounds import FrozenCriterion, FrozenVerdict
from dienhinh_desktop.exchange import delivery as package
from dienhinh_desktop.exchange.delivery import manifests, proving, sealing
from dienhinh_desktop.exchange.imports.survey import Refused

AT = datetime(2021, 11, 9, 9, 0)  # noqa: DTZ001 - an office's clock shows local time
FROZEN = FrozenVerdict(
    verdict=Verdict.DAT,
    on=date(2021, 11, 9),
    plan_version="1",
    readings={"N1": "mot"},
    frozen_at=AT,
    criteria=(
        FrozenCriterion(
            code="A_01",
            verdict=Verdict.DAT,
            message="Có 3 năm.",
            need=3,
            have=3.0,
            missing=None,
            evidence=("Quyết định số 1",),
            source="II.1",
        ),
    ),
    warnings=("Xem lại.",),
)
CONTENT = PackageContent(
    manifest=PackageManifest(
        program="0.1.0",
        at=AT,
        plan="KH",
        plan_version="1",
        plan_title="Kế hoạch thử",
        unit="X",
        unit_name="Xã Thử",
        round="Đợt một",
        stage=Stage.REGISTRATION,
        year=2021,
        on=date(2021, 11, 9),
        subjects=1,
    ),
    readings={"N1": "mot"},
    candidates=(
        PackagedCandidate(
            subject="A", name="Lò Thị An", field="CN", order=1, frozen=FROZEN, introducers=("X",), model="Mô hình"
        ),
    ),
    records=Records(
        subjects=(
            Subject(code="X", kind=SubjectKind.COLLECTIVE, name="Xã Thử"),
            Subject(code="A", kind=SubjectKind.PERSON, name="Lò Thị An", unit="X"),
        ),
        registrations=(Registration(subject="A", plan="TC_UBND_2021_2025", introducer="X", date=date(2021, 11, 9)),),
    ),
)
PAPERS = {package.LIST: b"PK list", f"{package.FORMS}01_ban_dang_ky.pdf": b"%PDF-1", package.BOUND: b"%PDF-2"}
PARTS = ("DOC_TRUOC.txt", "danh_sach.xlsx", "goi.json", "so_du_lieu.xlsx", "bieu_mau/bo_ho_so.pdf")


@pytest.fixture(scope="module")
def good(catalogue: Catalogue) -> bytes:
    return package.pack(CONTENT, PAPERS, "Đọc trước\n", catalogue).bytes()


def unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def packed(parts: dict[str, bytes] | list[tuple[str, bytes]], **options: Any) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as target:
        for name, data in parts.items() if isinstance(parts, dict) else parts:
            entry = zipfile.ZipInfo(name)
            entry.compress_type = options.get("packing", zipfile.ZIP_DEFLATED)
            target.writestr(entry, data)
    return stream.getvalue()


def listed_anew(parts: dict[str, bytes], change: Callable[[dict[str, Any]], None] = lambda told: None) -> bytes:
    """The package whose manifest agrees with these parts, as a forger would write it, with one more change."""
    told = json.loads(parts["manifest.json"])
    told["parts"] = [
        {"name": name, "size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
        for name, data in sorted(parts.items())
        if name != "manifest.json"
    ]
    change(told)
    return packed({**parts, "manifest.json": json.dumps(told).encode()})


def refusal(data: bytes, tmp_path: Path) -> str:
    (tmp_path / "goi.zip").write_bytes(data)
    with pytest.raises(Refused) as refused:
        proving.prove(tmp_path / "goi.zip", None)
    return str(refused.value)


def test_what_was_packed_is_what_is_opened(good: bytes, tmp_path: Path, catalogue: Catalogue) -> None:
    (tmp_path / "goi.zip").write_bytes(good)
    opened = package.open_package(tmp_path / "goi.zip", catalogue)
    assert opened.candidates == CONTENT.candidates
    assert opened.readings == CONTENT.readings
    assert opened.workbook.records == CONTENT.records
    assert opened.sha256 == hashlib.sha256(good).hexdigest()
    told = opened.manifest
    assert replace(told, parts=(), fingerprint="") == CONTENT.manifest
    assert [part.name for part in told.parts] == sorted([*PAPERS, "DOC_TRUOC.txt", "goi.json", "so_du_lieu.xlsx"])
    assert package.check_package(tmp_path / "goi.zip") == told
    assert unpacked(good)["DOC_TRUOC.txt"] == b"\xef\xbb\xbf" + "Đọc trước\r\n".encode()


@pytest.mark.parametrize("name", [*PARTS, "bieu_mau/01_ban_dang_ky.pdf"])
def test_a_part_that_was_changed_is_named(good: bytes, tmp_path: Path, name: str) -> None:
    parts = unpacked(good)
    for changed in (parts[name][:-1] + bytes([parts[name][-1] ^ 1]), parts[name] + b"x", parts[name][:-1]):
        assert f"phần {name} đã bị sửa" in refusal(packed({**parts, name: changed}), tmp_path)


@pytest.mark.parametrize("name", PARTS)
def test_a_missing_part_is_refused_listed_or_not(good: bytes, tmp_path: Path, name: str) -> None:
    parts = unpacked(good)
    del parts[name]
    assert refusal(packed(parts), tmp_path) == proving.OTHER_PARTS
    assert refusal(listed_anew(parts), tmp_path) == proving.OTHER_PARTS


@pytest.mark.parametrize(
    "name",
    [
        "them.txt",
        "bieu_mau/them.exe",
        "bieu_mau/../goi2.pdf",
        "../../ngoai.pdf",
        "/etc/passwd",
        "C:\\ngoai.pdf",
        "bieu_mau/",
        "bieu_mau/a/b.pdf",
        "bieu_mau/tệp.pdf",
        "GOI.JSON",
    ],
)
def test_an_extra_part_is_refused_listed_or_not(good: bytes, tmp_path: Path, name: str) -> None:
    parts = {**unpacked(good), name: b"x"}
    assert refusal(packed(parts), tmp_path) == proving.OTHER_PARTS
    assert refusal(listed_anew(parts), tmp_path) == proving.OTHER_PARTS


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_part_held_twice_is_refused(good: bytes, tmp_path: Path) -> None:
    parts = [*unpacked(good).items(), ("goi.json", b"{}")]
    assert refusal(packed(parts), tmp_path) == proving.OTHER_PARTS


def test_a_bomb_is_refused_before_it_is_unpacked(good: bytes, tmp_path: Path) -> None:
    parts = {**unpacked(good), "danh_sach.xlsx": bytes(50 * 2**20)}
    assert refusal(listed_anew(parts), tmp_path) == proving.TOO_LARGE
    many = {**unpacked(good), **{f"bieu_mau/{number}.pdf": b"" for number in range(proving.MOST_PARTS)}}
    assert refusal(listed_anew(many), tmp_path) == proving.TOO_LARGE


def test_a_part_that_unpacks_to_more_than_it_says_is_refused(good: bytes, tmp_path: Path) -> None:
    """The index promises ten bytes; the part unpacks to fifty megabytes."""
    large = {**unpacked(good), "danh_sach.xlsx": bytes(50 * 2**20)}
    data = bytearray(listed_anew(large, lambda told: _say(told, "danh_sach.xlsx", 10)))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as opened:
        entry = opened.getinfo("danh_sach.xlsx")
        place = data.index(b"PK\x01\x02", opened.start_dir)
        while data[place + 46 : place + 46 + len("danh_sach.xlsx")] != b"danh_sach.xlsx":
            place = data.index(b"PK\x01\x02", place + 4)
    struct.pack_into("<I", data, place + 24, 10)
    struct.pack_into("<I", data, entry.header_offset + 22, 10)
    (tmp_path / "goi.zip").write_bytes(data)
    with pytest.raises(UserError):
        package.check_package(tmp_path / "goi.zip")


def _say(told: dict[str, Any], name: str, size: int) -> None:
    next(part for part in told["parts"] if part["name"] == name)["size"] = size


@pytest.mark.parametrize("place", ["before", "after", "comment", "between"])
def test_bytes_that_belong_to_no_part_are_refused(good: bytes, tmp_path: Path, place: str) -> None:
    with zipfile.ZipFile(io.BytesIO(good)) as opened:
        second = sorted(item.header_offset for item in opened.infolist())[1]
        index = opened.start_dir
    end = len(good) - 22
    told = {
        "before": b"x" * 10 + good,
        "after": good + b"x" * 10,
        "comment": good[:-2] + struct.pack("<H", 3) + b"abc",
        "between": _with_gap(good, second, index, end),
    }[place]
    (tmp_path / "goi.zip").write_bytes(told)
    with pytest.raises(UserError, match=r"Không nhận được gói goi\.zip"):
        package.check_package(tmp_path / "goi.zip")


def _with_gap(good: bytes, second: int, index: int, end: int) -> bytes:
    """The same zip with ten bytes between its first and second part, and an index that knows of them."""
    data = bytearray(good[:second] + b"x" * 10 + good[second:])
    place = index + 10
    while data[place : place + 4] == b"PK\x01\x02":
        (offset,) = struct.unpack_from("<I", data, place + 42)
        if offset >= second:
            struct.pack_into("<I", data, place + 42, offset + 10)
        lengths = struct.unpack_from("<HHH", data, place + 28)
        place += 46 + sum(lengths)
    struct.pack_into("<I", data, end + 10 + 16, index + 10)
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as opened:
        assert opened.testzip() is None, "a zip reader sees nothing wrong"
    return bytes(data)


def test_any_byte_changed_anywhere_is_refused(good: bytes, tmp_path: Path) -> None:
    """But for bytes no reader looks at (versions, times), which change nothing of what is read."""
    chance = random.Random(20211109)
    whole = proving.prove(_file(tmp_path, good), None)
    refused = 0
    for place in chance.sample(range(len(good)), 400):
        changed = bytearray(good)
        changed[place] ^= 1 << chance.randrange(8)
        try:
            found = proving.prove(_file(tmp_path, bytes(changed)), None)
        except Exception:  # the reading process answers for all of them
            refused += 1
        else:
            assert found == whole
    assert refused > 300


def _file(folder: Path, data: bytes) -> Path:
    (folder / "thu.zip").write_bytes(data)
    return folder / "thu.zip"


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9, 0.999])
def test_a_package_cut_short_is_refused(good: bytes, tmp_path: Path, part: float, catalogue: Catalogue) -> None:
    (tmp_path / "goi.zip").write_bytes(good[: int(len(good) * part)])
    with pytest.raises(UserError, match="hỏng hoặc bị cắt ngang"):
        package.open_package(tmp_path / "goi.zip", catalogue)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "không phải gói"),
        (b"%PDF-1.7", "không phải gói"),
        (b"PK\x03\x04" + b"x" * 100, "hỏng"),
        (sealing.MARK + b"\n-> scrypt AAAA 30\nxxxx\n", "mật khẩu"),
    ],
)
def test_what_is_no_package_is_told_so(tmp_path: Path, data: bytes, words: str) -> None:
    (tmp_path / "la.zip").write_bytes(data)
    with pytest.raises(UserError, match=words):
        package.check_package(tmp_path / "la.zip")


def test_crafted_sealed_bytes_do_not_hurt_the_program(tmp_path: Path) -> None:
    for tail in (b"\n-> scrypt AAAA 60\nxxxx\n", b"\n\x00\xff" * 100, b""):
        (tmp_path / "la.age").write_bytes(sealing.MARK + tail)
        with pytest.raises(UserError, match="Không nhận được gói"):
            package.check_package(tmp_path / "la.age", "mật khẩu")


def test_other_files_and_places_are_told(tmp_path: Path) -> None:
    other = tmp_path / "khac.zip"
    other.write_bytes(packed({"word/document.xml": b"<x/>"}))
    with pytest.raises(UserError, match="không phải gói"):
        package.check_package(other)
    with pytest.raises(UserError, match="là thư mục"):
        package.check_package(tmp_path)
    with pytest.raises(UserError, match="Không thấy tệp"):
        package.check_package(tmp_path / "khong.zip")


def test_a_package_of_a_newer_program_is_told_in_words(good: bytes, tmp_path: Path) -> None:
    def newer(told: dict[str, Any]) -> None:
        told.update(format_version=2, program="9.9")

    assert "bản chương trình mới hơn (9.9)" in refusal(listed_anew(unpacked(good), newer), tmp_path)


@pytest.mark.parametrize(
    "change",
    [
        {"format": "khac"},
        {"program": 5},
        {"at": "hôm qua"},
        {"plan": "KH"},
        {"plan": {"code": "", "version": "1", "title": ""}},
        {"unit": {"code": "X"}},
        {"unit": {"code": "X" * 600, "name": "Xã"}},
        {"subjects": -1},
        {"subjects": True},
        {"fingerprint": ["x"]},
        {"parts": {}},
        {"parts": [[]]},
    ],
)
def test_a_manifest_of_another_kind_is_refused(good: bytes, tmp_path: Path, change: dict[str, Any]) -> None:
    data = listed_anew(unpacked(good), lambda told: told.update(change))
    assert "bản kê của gói không đọc được" in refusal(data, tmp_path)


def test_a_manifest_nested_without_end_is_refused(good: bytes, tmp_path: Path) -> None:
    parts = {**unpacked(good), "manifest.json": b"[" * 200_000}
    (tmp_path / "goi.zip").write_bytes(packed(parts))
    with pytest.raises(UserError, match=r"Không nhận được gói goi\.zip"):
        package.check_package(tmp_path / "goi.zip")


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("readings",), []),
        (("readings", "N1"), 5),
        (("candidates",), {}),
        (("candidates", 0, "subject"), ""),
        (("candidates", 0, "name"), "\ud800"),
        (("candidates", 0, "order"), "1"),
        (("candidates", 0, "introducers"), "X"),
        (("candidates", 0, "model"), 1),
        (("candidates", 0, "more"), 1),
        (("candidates", 0, "frozen", "verdict"), "tuyet_voi"),
        (("candidates", 0, "frozen", "on"), "30/2/2021"),
        (("candidates", 0, "frozen", "warnings"), "abc"),
        (("candidates", 0, "frozen", "criteria", 0, "have"), "3"),
        (("candidates", 0, "frozen", "criteria", 0, "evidence"), [1]),
        (("candidates", 0, "frozen", "criteria", 0, "more"), 1),
    ],
)
def test_candidates_of_another_kind_are_refused(good: bytes, path: tuple[Any, ...], value: Any) -> None:
    told = json.loads(unpacked(good)["goi.json"])
    manifests.load_candidates(json.dumps(told).encode())
    place = told
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    with pytest.raises((ValueError, TypeError, KeyError)):
        manifests.load_candidates(json.dumps(told).encode())


def test_a_workbook_inside_that_is_none_is_refused(good: bytes, tmp_path: Path, catalogue: Catalogue) -> None:
    (tmp_path / "goi.zip").write_bytes(listed_anew({**unpacked(good), "so_du_lieu.xlsx": b"x"}))
    with pytest.raises(UserError, match=r"so_du_lieu\.xlsx"):
        package.open_package(tmp_path / "goi.zip", catalogue)


def test_sealing_hides_everything_and_proves_it(good: bytes) -> None:
    sealed = sealing.seal(good, "mật khẩu dài")
    assert sealed.startswith(sealing.MARK)
    assert b"manifest.json" not in sealed
    assert sealing.unseal(sealed, "mật khẩu dài") == good
    assert sealing.unseal(sealed, "mật khẩu khác") is None
    assert sealing.unseal(sealed[:-1], "mật khẩu dài") is None
    assert sealing.seal(good, "mật khẩu dài") != sealed
