"""Signing with a token through PKCS#11: a real SoftHSM2 token in a folder of its own."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pkcs11
import pytest

from dienhinh_desktop.domain.errors import UserError
from dienhinh_desktop.domain.signatures import (
    KeyToken,
    Secret,
    SignatureVerdict,
    SignedPaper,
    SigningRequest,
)
from dienhinh_desktop.exchange.documents import form_pdf
from dienhinh_desktop.exchange.signatures import check_file, sign_file, tokens

from .paper_samples import form
from .signing_kit import NOW, PIN, SOFTHSM, Authority, Token, picture

pytestmark = [pytest.mark.slow, pytest.mark.skipif(SOFTHSM is None, reason="SoftHSM2 is not installed")]
LIBRARY = SOFTHSM or Path()


@pytest.fixture(scope="module")
def authority() -> Authority:
    return Authority()


@pytest.fixture(scope="module")
def token(authority: Authority, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Token]:
    made = Token(tmp_path_factory.mktemp("token"))
    made.add(authority.person(), "giám đốc", 1)
    yield made
    del os.environ["SOFTHSM2_CONF"]


def sign(tmp_path: Path, key: KeyToken, pin: str = PIN, source: str = "a", target: str = "b") -> SignedPaper:
    if not (tmp_path / f"{source}.pdf").exists():
        (tmp_path / f"{source}.pdf").write_bytes(form_pdf(form()))
    request = SigningRequest(
        file=tmp_path / f"{source}.pdf",
        target=tmp_path / f"{target}.pdf",
        key=key,
        picture=picture(tmp_path / "chữ ký.png", seal=False),
    )
    return sign_file(request, Secret(pin), [], NOW)


def test_the_only_key_of_the_only_token_signs_again_and_again(
    token: Token, authority: Authority, tmp_path: Path
) -> None:
    for source, target in ("ab", "bc"):
        assert sign(tmp_path, KeyToken(LIBRARY), source=source, target=target).signer == "Trần Đức Hoà"
    trust = authority.trust(tmp_path / "trust")
    report = check_file(tmp_path / "c.pdf", [trust], NOW + timedelta(hours=1))
    assert [check.verdict for check in report.signatures] == [SignatureVerdict.VALID] * 2


def test_a_wrong_pin_is_said_and_the_next_try_may_be_right(token: Token, tmp_path: Path) -> None:
    for wrong in ("111111", "1", "9" * 300):
        with pytest.raises(UserError, match="Sai mã PIN") as refused:
            sign(tmp_path, KeyToken(LIBRARY, "VNToken"), wrong)
        assert wrong not in refused.value.sentence
    assert not (tmp_path / "b.pdf").exists()
    assert sign(tmp_path, KeyToken(LIBRARY, "VNToken", "giám đốc")).signatures == 1


@pytest.mark.parametrize(
    ("key", "words"),
    [
        (KeyToken(LIBRARY, "Token khác"), "đang có “VNToken”"),
        (KeyToken(LIBRARY, "VNToken", "khác"), "đang có “giám đốc”"),
        (KeyToken(Path("không có.so")), "Không có trình điều khiển"),
    ],
)
def test_another_token_key_or_library_than_there_is(token: Token, tmp_path: Path, key: KeyToken, words: str) -> None:
    with pytest.raises(UserError, match=words):
        sign(tmp_path, key)


def test_a_file_that_is_no_library(token: Token, tmp_path: Path) -> None:
    (tmp_path / "giả.so").write_bytes(b"x")
    with pytest.raises(UserError, match="Không nạp được trình điều khiển"):
        sign(tmp_path, KeyToken(tmp_path / "giả.so"))


def test_no_token_at_all(token: Token, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    empty = tmp_path / "empty"
    (empty / "tokens").mkdir(parents=True)
    (empty / "softhsm2.conf").write_text(f"directories.tokendir = {empty / 'tokens'}\n")
    monkeypatch.setenv("SOFTHSM2_CONF", str(empty / "softhsm2.conf"))
    with pytest.raises(UserError) as refused:
        sign(tmp_path, KeyToken(LIBRARY))
    assert refused.value.sentence == tokens.NO_TOKEN


def test_two_tokens_two_keys_and_one_without_any(token: Token, authority: Authority, tmp_path: Path) -> None:
    token.tool("--init-token", "--free", "--label", "Dự phòng", "--so-pin", "12345678", "--pin", PIN)
    try:
        with pytest.raises(UserError, match="Có 2 token đang cắm"):
            sign(tmp_path, KeyToken(LIBRARY))
        with pytest.raises(UserError, match="không có khóa"):
            sign(tmp_path, KeyToken(LIBRARY, "Dự phòng"))
    finally:
        token.tool("--delete-token", "--token", "Dự phòng")
    token.add(authority.person("Sở Ngoại vụ", 11), "cơ quan", 2)
    with pytest.raises(UserError, match="Token có 2 chứng thư"):
        sign(tmp_path, KeyToken(LIBRARY))
    assert sign(tmp_path, KeyToken(LIBRARY, key="giám đốc")).signer == "Trần Đức Hoà"


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (pkcs11.PinLocked, "đã bị khóa"),
        (pkcs11.PinExpired, "hết hạn"),
        (pkcs11.DeviceRemoved, "rút ra giữa chừng"),
        (pkcs11.DeviceError, "Token báo lỗi"),
        (pkcs11.TokenNotPresent, "Chưa cắm token"),
    ],
)
def test_what_a_token_may_answer_is_said_in_words(
    token: Token, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: type[Exception], words: str
) -> None:
    """SoftHSM2 never locks and cannot be pulled out: its answers are put in the place where the key is looked for."""

    def answer(*_: object) -> None:
        raise error

    monkeypatch.setattr(tokens, "_signer", answer)
    with pytest.raises(UserError, match=words):
        sign(tmp_path, KeyToken(LIBRARY))
    assert not (tmp_path / "b.pdf").exists()
