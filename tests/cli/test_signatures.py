"""`sign` and `verify` as scripts use them: secrets, answers, refusals, and no trace of a secret anywhere."""

from __future__ import annotations

import getpass
import json
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.exchange.paper_samples import form
from tests.exchange.signing_kit import PASSPHRASE, PIN, SOFTHSM, Authority, Token, picture, sign_elsewhere

from dienhinh_desktop.__main__ import main
from dienhinh_desktop.exchange.documents import form_pdf
from dienhinh_desktop.exchange.signatures import signing


class Desk:
    """A data folder, a paper, keys and pictures of today."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.data = folder / "so"
        today = datetime.now(UTC)
        self.authority = Authority()
        self.head = self.authority.person(start=today - timedelta(days=9), end=today + timedelta(days=9))
        self.agency = self.authority.person("Sở Ngoại vụ", 11, today - timedelta(days=9), today + timedelta(days=9))
        self.trust = self.authority.trust(folder / "trust", lists=False)
        for issuer in (self.authority.root, self.authority.issuing):
            self.authority.revocations(self.trust, issuer, {}, today - timedelta(days=1), today + timedelta(days=5))
        self.paper = folder / "a.pdf"
        self.paper.write_bytes(form_pdf(form()))

    def run(self, *words: object) -> int:
        return main(["--data", str(self.data), *map(str, words)])

    def sign(self, *more: object, source: str = "a.pdf", target: str = "b.pdf", p12: Path | None = None) -> int:
        key = p12 or self.head.p12(self.folder)
        return self.run("sign", self.folder / source, "--out", self.folder / target, "--p12", key, *more)

    def traces(self, secret: str) -> list[Path]:
        """Files under the folder that hold a secret, in any common coding."""
        shapes = [secret.encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be")]
        files = [path for path in self.folder.rglob("*") if path.is_file()]
        assert len(files) > 3
        return [path for path in files if any(shape in path.read_bytes() for shape in shapes)]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setenv("MAT_KHAU", PASSPHRASE)
    return Desk(tmp_path)


def test_two_sign_in_order_and_the_check_answers(
    desk: Desk, capsys: pytest.CaptureFixture[str], monkeypatch: Any
) -> None:
    image, seal = picture(desk.folder / "k.png", seal=False), picture(desk.folder / "d.png", seal=True)
    assert desk.sign("--image", image, "--reason", "Ban hành", "--pin-env", "MAT_KHAU") == 0
    assert "MAT_KHAU" not in os.environ  # nothing started later inherits it
    monkeypatch.setenv("MAT_KHAU", PASSPHRASE)
    more = ("--seal", seal, "--pin-env", "MAT_KHAU")
    assert desk.sign(*more, source="b.pdf", target="c.pdf", p12=desk.agency.p12(desk.folder)) == 0
    said = capsys.readouterr()
    assert "tệp có 2 chữ ký số" in said.out
    assert said.err == ""
    assert desk.run("verify", desk.folder / "c.pdf", "--trust", desk.trust, "--json") == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["verdict"] == "hop_le"
    assert [one["role"] for one in answer["signatures"]] == ["nguoi_ky", "co_quan"]
    assert [one["changed_since"] for one in answer["signatures"]] == ["ky_them", "khong"]
    assert answer["signatures"][0]["purpose"] == "Ban hành"
    assert answer["signatures"][0]["signed_at"].endswith("+07:00")
    assert all(one["whole_document"] and one["trusted"] for one in answer["signatures"])
    assert desk.run("verify", desk.folder / "c.pdf", "--trust", desk.trust) == 0
    shown = capsys.readouterr().out
    assert "Chữ ký 2: HỢP LỆ" in shown
    assert "Người ký: Trần Đức Hoà" in shown
    assert desk.traces(PASSPHRASE) == []


def test_without_proof_the_answer_is_unknown_and_the_exit_code_tells(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    assert desk.sign("--pin-env", "MAT_KHAU") == 0
    assert desk.run("verify", desk.folder / "b.pdf") == 1
    said = capsys.readouterr()
    assert "CHƯA XÁC ĐỊNH" in said.out
    assert said.err.startswith("Chưa xác định được chữ ký của Trần Đức Hoà")
    changed = (desk.folder / "b.pdf").read_bytes().replace(b"/PageMode /UseNone", b"/PageMode /UseNonX")
    (desk.folder / "b.pdf").write_bytes(changed)
    assert desk.run("verify", desk.folder / "b.pdf", "--trust", desk.trust, "--json") == 1
    said = capsys.readouterr()
    assert json.loads(said.out)["verdict"] == "khong_hop_le"
    assert "không hợp lệ" in said.err
    assert desk.run("verify", desk.paper, "--json") == 1
    said = capsys.readouterr()
    assert json.loads(said.out) | {"verdict": None, "signatures": []} == json.loads(said.out)
    assert "không có chữ ký số" in said.err


def test_a_signed_paper_is_kept(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.paper.write_bytes(sign_elsewhere(desk.paper.read_bytes(), desk.head, datetime.now(UTC)))
    assert desk.run("verify", desk.paper, "--trust", desk.trust, "--keep") == 0
    assert "Đã giữ tại" in capsys.readouterr().out
    assert len(list((desk.data / "attachments" / "signed").iterdir())) == 2


def test_the_check_needs_no_data_folder_when_it_is_told_whom_to_trust(desk: Desk) -> None:
    assert desk.run("verify", desk.paper, "--trust", desk.trust) == 1
    assert not desk.data.exists()


def test_the_secret_comes_from_a_descriptor_or_is_asked_for_unseen(
    desk: Desk, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    read, write = os.pipe()
    os.write(write, f"{PASSPHRASE}\n".encode())
    os.close(write)
    assert desk.sign("--pin-fd", read) == 0
    os.close(read)
    asked: list[str] = []

    def answer(prompt: str) -> str:
        asked.append(prompt)
        return PASSPHRASE

    monkeypatch.setattr(getpass, "getpass", answer)
    assert desk.sign(target="c.pdf") == 0
    assert asked == ["Mật khẩu tệp khóa: "]
    said = capsys.readouterr()
    assert PASSPHRASE not in said.out + said.err


def test_where_nothing_can_be_typed_unseen_the_ways_are_named(desk: Desk) -> None:
    command = [sys.executable, "-m", "dienhinh_desktop", "--data", desk.data, "sign", desk.paper]
    command += ["--out", desk.folder / "b.pdf", "--p12", desk.head.p12(desk.folder)]
    done = subprocess.run(
        [str(word) for word in command],
        input="x\n",
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "PYTHONUTF8": "1"},
        start_new_session=True,
    )
    assert done.returncode == 1
    assert done.stderr.strip().splitlines() == [
        "Không có chỗ nhập kín mã PIN, mật khẩu nên chưa ký; dùng --pin-env hoặc --pin-fd."
    ]


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (("--pin-env", "KHONG_CO"), "KHONG_CO"),
        (("--pin-fd", "9999"), "9999"),
        (("--pin-env", "TRONG"), "trống"),
        (("--pin-env", "SAI"), "sai mật khẩu"),
        (("--pin-env", "MAT_KHAU", "--page", "2"), "--box"),
        (("--pin-env", "MAT_KHAU", "--token", "A"), "--pkcs11"),
        (("--pin-env", "MAT_KHAU", "--image", "không có.png"), "không có.png"),
        (("--pin-env", "MAT_KHAU", "--seal", "d.png"), "d.png"),
    ],
)
def test_refusals_are_one_sentence_exit_one_and_nothing_written(
    desk: Desk, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, more: tuple[str, ...], words: str
) -> None:
    monkeypatch.setenv("TRONG", "")
    monkeypatch.setenv("SAI", "Xq9-nhầm-Zw")
    assert desk.sign(*more) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.strip().splitlines()) == 1
    assert words in said.err
    assert "Xq9" not in said.err
    assert not (desk.folder / "b.pdf").exists()


@pytest.mark.parametrize(
    "words",
    [
        ["sign", "a.pdf", "--out", "b.pdf"],
        ["sign", "a.pdf", "--out", "b.pdf", "--p12", "k", "--pkcs11", "l"],
        ["sign", "a.pdf", "--out", "b.pdf", "--p12", "k", "--image", "a", "--seal", "b"],
        ["sign", "a.pdf", "--out", "b.pdf", "--p12", "k", "--box", "1,2,3"],
        ["sign", "a.pdf", "--out", "b.pdf", "--p12", "k", "--pin", "648219"],
        ["verify"],
    ],
)
def test_words_that_do_not_fit_exit_with_two_in_vietnamese(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(words)
    assert stopped.value.code == 2
    said = capsys.readouterr().err
    for english in ("required", "invalid", "expected", "unrecognized", "not allowed", "error:"):
        assert english not in said


def test_a_fault_of_ours_is_logged_without_the_secret(
    desk: Desk, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The log of a fault names what failed, not what was typed: neither from a variable nor from an argument."""

    def fail(*_: object) -> None:
        raise ZeroDivisionError("hỏng")

    monkeypatch.setattr(signing, "refuse_unfit", fail)
    assert desk.sign("--pin-env", "MAT_KHAU") == 1
    logs = list((desk.data / "logs").iterdir())
    assert len(logs) == 1
    assert "ZeroDivisionError" in logs[0].read_text(encoding="utf-8")
    assert desk.traces(PASSPHRASE) == []
    said = capsys.readouterr()
    assert PASSPHRASE not in said.out + said.err


@pytest.mark.slow
@pytest.mark.skipif(SOFTHSM is None, reason="SoftHSM2 is not installed")
def test_a_token_signs_from_the_command_line_and_its_pin_leaves_no_trace(
    desk: Desk, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    token = Token(desk.folder.with_name("token_cli"))
    try:
        token.add(desk.head, "giám đốc", 1)
        words = ("sign", desk.paper, "--out", desk.folder / "b.pdf", "--pkcs11", SOFTHSM, "--pin-env", "PIN")
        monkeypatch.setenv("PIN", "000000")
        assert desk.run(*words) == 1
        assert capsys.readouterr().err.startswith("Sai mã PIN")
        assert not (desk.folder / "b.pdf").exists()
        monkeypatch.setenv("PIN", PIN)
        assert desk.run(*words, "--token", "VNToken", "--key", "giám đốc") == 0
        assert desk.run("verify", desk.folder / "b.pdf", "--trust", desk.trust) == 0
    finally:
        os.environ.pop("SOFTHSM2_CONF", None)
    said = capsys.readouterr()
    assert desk.traces(PIN) == []
    assert PIN not in said.out + said.err
