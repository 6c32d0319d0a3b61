"""`send`, `receive`, `units`, and `verify` of a package as scripts meet them: exit codes, sentences, JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.services.package_offices import PLAN, district, named, office, part_of, units_of

from dienhinh_desktop.__main__ import main
from dienhinh_desktop.domain.catalogue import Catalogue
from dienhinh_desktop.domain.dates import PartialDate
from dienhinh_desktop.domain.records import Records
from dienhinh_desktop.rules.packs import Pack
from dienhinh_desktop.storage.database import Database

WORD = "mật khẩu dài"


class Desk:
    """Two data folders, the commune's and the district's, and the command line."""

    def __init__(self, place: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.place, self.capsys = place, capsys
        self.goi = place / "goi.zip"

    def run(self, folder: str, *words: str | Path) -> tuple[int, str, str]:
        self.capsys.readouterr()
        code = main(["--data", str(self.place / folder), *map(str, words)])
        said = self.capsys.readouterr()
        return code, said.out, said.err

    def send(self, *words: str | Path) -> tuple[int, str, str]:
        return self.run("xa", "send", "--plan", PLAN, "--on", "2021-11-09", "--out", self.goi, *words)

    def json(self, *words: str | Path) -> dict[str, Any]:
        code, out, err = self.run("huyen", *words, "--json")
        assert (code, err) == (0, "")
        answer: dict[str, Any] = json.loads(out)
        return answer

    def acts(self, folder: str) -> int:
        with Database.open(self.place / folder) as db, db.read() as reader:
            return reader.last_act()


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str], catalogue: Catalogue, packs: Mapping[str, Pack]) -> Desk:
    with office(tmp_path / "xa", catalogue, packs, part_of(district(), "X02"), "X02"):
        pass
    units = units_of(district())
    household = replace(named(part_of(district(), "X02"), "HO08"), ethnicity="Thái", start=PartialDate(1999))
    village = replace(named(district(), "B04"), locality=None)
    with office(tmp_path / "huyen", catalogue, packs, Records(subjects=(*units.subjects, village, household)), "H"):
        pass
    return Desk(tmp_path, capsys)


def test_a_package_is_sent_and_what_was_sent_before_is_told(desk: Desk) -> None:
    code, out, err = desk.send()
    assert (code, err) == (0, "")
    assert out.splitlines()[0] == f"Đã lập gói {desk.goi}: 4 đối tượng, 13 tệp."
    assert "đã đăng ký theo kế hoạch đến ngày 09/11/2021" in out
    assert "Lần gửi thứ 2" in desk.send()[1]
    assert "nội dung không đổi" in desk.send()[1]


def test_receiving_answers_the_contract_and_merges_once(desk: Desk) -> None:
    desk.send()
    acts = desk.acts("huyen")
    dry = desk.json("receive", desk.goi, "--dry-run")
    assert desk.acts("huyen") == acts
    assert (dry["file"], dry["unit"], dry["unit_name"], dry["plan"]) == ("goi.zip", "X02", "Xã Pú Lương", PLAN)
    assert (dry["conflicting"], dry["batch"], dry["state"]) == (1, None, None)
    (conflict,) = dry["conflicts"]
    assert {key: conflict[key] for key in ("subject", "column", "ours", "theirs", "side")} == {
        "subject": "HO08",
        "column": "Dân tộc",
        "ours": "Thái",
        "theirs": "Kinh",
        "side": None,
    }
    code, out, err = desk.run("huyen", "receive", desk.goi)
    assert code == 1
    assert "Mâu thuẫn – Hộ bà Vũ Mỹ Thơm, Dân tộc: sổ “Thái”, gói “Kinh”" in out
    assert "còn 1 chỗ mâu thuẫn" in err
    assert len(err.strip().splitlines()) == 1
    assert desk.acts("huyen") == acts
    done = desk.json("receive", desk.goi, "--keep", "theirs")
    assert (done["batch"], done["state"]) == (1, "da_gop")
    assert {item["verdict"] for item in done["candidates"]} <= {"dat", "thieu_du_lieu", "chua_dat", "khong_dat"}
    acts = desk.acts("huyen")
    again = desk.json("receive", desk.goi)
    assert (again["batch"], again["new"], again["changed"], again["merged_at"]) == (None, 0, 0, done["merged_at"])
    assert "Đã gộp gói này" in desk.run("huyen", "receive", desk.goi)[1]
    assert desk.acts("huyen") == acts
    assert desk.run("huyen", "undo-import", "1")[0] == 0
    assert desk.json("receive", desk.goi, "--dry-run")["state"] is None


def test_a_package_is_held_given_back_and_the_units_are_told(desk: Desk) -> None:
    desk.send()
    assert desk.json("receive", desk.goi, "--hold")["state"] == "da_nhan"
    code, out, _ = desk.run("huyen", "receive", desk.goi, "--return", "Thiếu biên bản", "--due", "20/11/2021")
    assert code == 0
    assert "Đã ghi trả lại gói của Xã Pú Lương, hạn 20/11/2021." in out
    rows = {row["unit"]: row for row in desk.json("units", "--plan", PLAN, "--on", "2021-11-15")["rows"]}
    assert rows["X01"]["state"] == "chua_gui"
    assert (rows["X01"]["due"], rows["X01"]["late"]) == ("2021-11-11", 4)
    words = desk.run("huyen", "units", "--plan", PLAN, "--on", "2021-11-15", "--remind")[1]
    assert "Kính gửi Xã Nà Hoa," in words
    assert "Xã Nà Hoa – Chưa gửi, quá 4 ngày" in desk.run("huyen", "units", "--plan", PLAN, "--on", "2021-11-15")[1]


def test_a_package_is_verified_without_a_data_folder(desk: Desk) -> None:
    desk.send()
    answer = desk.json("verify", desk.goi)
    assert (answer["intact"], answer["unit"], len(answer["parts"])) == (True, "X02", 13)
    assert desk.run("khong_co", "verify", desk.goi)[0] == 0
    assert not (desk.place / "khong_co").exists()
    data = desk.goi.read_bytes()
    desk.goi.write_bytes(data.replace(b"DOC_TRUOC.txt", b"DOC_TRUOC.exe"))
    for words in (["verify", str(desk.goi)], ["receive", str(desk.goi)], ["receive", str(desk.goi), "--json"]):
        code, out, err = desk.run("huyen", *words)
        assert (code, out) == (1, "")
        assert err.startswith("Không nhận được gói goi.zip: ")
        assert len(err.strip().splitlines()) == 1


def test_a_sealed_package_takes_its_passphrase_from_the_environment(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def said(word: str | None) -> None:
        if word is None:
            monkeypatch.delenv("MAT_KHAU", raising=False)
        else:
            monkeypatch.setenv("MAT_KHAU", word)

    said(None)
    assert "không có mật khẩu" in desk.send("--passphrase-env", "MAT_KHAU")[2]
    said("ngắn")
    assert "ngắn hơn 8 ký tự" in desk.send("--passphrase-env", "MAT_KHAU")[2]
    assert not desk.goi.exists()
    said(WORD)
    assert "có mật khẩu" in desk.send("--passphrase-env", "MAT_KHAU")[1]
    code, out, err = desk.run("huyen", "receive", desk.goi)
    assert (code, out) == (1, "")
    assert "gói có mật khẩu" in err
    said(WORD)
    assert desk.run("huyen", "receive", desk.goi, "--keep", "ours", "--passphrase-env", "MAT_KHAU")[0] == 0
    said(WORD)
    assert "còn nguyên" in desk.run("huyen", "verify", desk.goi, "--passphrase-env", "MAT_KHAU")[1]


@pytest.mark.parametrize(
    "words",
    [
        ["send", "--out", "a.zip"],
        ["send", "--plan", PLAN],
        ["receive"],
        ["receive", "a.zip", "--keep", "both"],
        ["receive", "a.zip", "--who", "HO01"],
        ["receive", "a.zip", "--hold", "--return", "x"],
        ["units"],
        ["send", "--plan", PLAN, "--out", "a.zip", "--on", "30/2/2021"],
    ],
)
def test_wrong_words_are_answered_with_2(words: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["--data", str(tmp_path), *words])
    assert left.value.code == 2
    assert "--help" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["send", "--plan", "KHONG", "--out", "a.zip"], "Không có kế hoạch “KHONG”"),
        (["send", "--plan", PLAN, "--out", "a.zip", "--round", "9"], "Không rõ đợt “9”"),
        (["receive", "khong.zip"], "Không thấy tệp khong.zip"),
        (["receive", "khong.zip", "--due", "20/11/2021"], "--due chỉ dùng với --return"),
        (["units", "--plan", "KHONG"], "Không có kế hoạch “KHONG”"),
        (["verify", "khong.zip"], "khong.zip"),
    ],
)
def test_what_cannot_be_done_is_refused_in_one_sentence(desk: Desk, words: list[str], sentence: str) -> None:
    code, out, err = desk.run("huyen", *words)
    assert (code, out) == (1, "")
    assert sentence in err
    assert len(err.strip().splitlines()) == 1
