"""Tokens that keep a key and sign with it (PKCS#11): found, opened with the PIN, closed again at once."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pkcs11
from asn1crypto import x509
from pkcs11 import Attribute, ObjectClass, TokenFlag
from pyhanko.sign.pkcs11 import PKCS11Signer

from dienhinh_desktop.domain.errors import UserError
from dienhinh_desktop.domain.signatures import KeyToken, Secret

NO_TOKEN = "Chưa cắm token ký số, hoặc trình điều khiển chưa cài. Vẫn có thể in, ký tay rồi nhận bản quét."
_LOCKED = "Token đã bị khóa vì nhập sai mã PIN nhiều lần nên chưa ký; nhờ nơi cấp token mở khóa."
_REFUSALS: tuple[tuple[type[Exception], str], ...] = (
    (pkcs11.PinLocked, _LOCKED),
    (pkcs11.PinExpired, "Mã PIN của token đã hết hạn nên chưa ký; đổi mã PIN bằng phần mềm của token."),
    (pkcs11.PinIncorrect, "Sai mã PIN nên chưa ký; nhập lại, sai nhiều lần token sẽ bị khóa."),
    (pkcs11.PinLenRange, "Sai mã PIN nên chưa ký; nhập lại, sai nhiều lần token sẽ bị khóa."),
    (pkcs11.PinInvalid, "Sai mã PIN nên chưa ký; nhập lại, sai nhiều lần token sẽ bị khóa."),
    (pkcs11.UserPinNotInitialized, "Token chưa đặt mã PIN nên chưa ký; đặt mã PIN bằng phần mềm của token."),
    (pkcs11.TokenNotPresent, NO_TOKEN),
    (pkcs11.TokenNotRecognised, NO_TOKEN),
    (pkcs11.DeviceRemoved, "Token bị rút ra giữa chừng nên chưa ký; cắm lại rồi ký lại."),
)
_OTHER = "Token báo lỗi nên chưa ký; rút ra cắm lại, hoặc cài lại trình điều khiển của token."

_turn = threading.Lock()
"""A library holds one login for the whole process: one signing at a time."""


@contextmanager
def token_signer(key: KeyToken, secret: Secret) -> Iterator[PKCS11Signer]:
    """Open a token for the time of a `with` block. Raises UserError when it is not there, locked, or the PIN is wrong.

    A token that says itself that it is locked is not tried again.
    """
    with _turn:
        try:
            token = _find_token(key)
            if TokenFlag.USER_PIN_LOCKED in token.flags:
                raise UserError(_LOCKED)
            with token.open(user_pin=secret.reveal()) as session:
                yield _signer(session, key)
        except pkcs11.PKCS11Error as error:
            raise UserError(_sentence(error)) from error


def _sentence(error: pkcs11.PKCS11Error) -> str:
    return next((sentence for kind, sentence in _REFUSALS if isinstance(error, kind)), _OTHER)


def _find_token(key: KeyToken) -> pkcs11.Token:
    if not key.library.is_file():
        raise UserError(f"Không có trình điều khiển token {key.library}; cài trình điều khiển, hoặc chọn đúng tệp.")
    try:
        library = pkcs11.lib(str(key.library))
        # A token plugged in after the library was loaded is seen only by a library begun anew.
        library.reinitialize()
        tokens = [token for token in library.get_tokens() if TokenFlag.TOKEN_INITIALIZED in token.flags]
    except (pkcs11.PKCS11Error, OSError, RuntimeError) as error:
        raise UserError(
            f"Không nạp được trình điều khiển token {key.library.name}; cài đúng bản 32 hoặc 64 bit như chương trình."
        ) from error
    named = [token for token in tokens if key.token is None or token.label.strip() == key.token]
    if len(named) == 1:
        return named[0]
    if not tokens:
        raise UserError(NO_TOKEN)
    labels = ", ".join(sorted({f"“{token.label.strip()}”" for token in tokens}))
    if not named:
        raise UserError(f"Không thấy token “{key.token}”; đang có {labels}.")
    raise UserError(f"Có {len(named)} token đang cắm ({labels}); chọn một token, hoặc rút bớt.")


def _signer(session: pkcs11.Session, key: KeyToken) -> PKCS11Signer:
    ids = {bytes(item[Attribute.ID]) for item in session.get_objects({Attribute.CLASS: ObjectClass.PRIVATE_KEY})}
    wanted: dict[bytes, tuple[str, x509.Certificate]] = {}
    others: list[x509.Certificate] = []
    for item in session.get_objects({Attribute.CLASS: ObjectClass.CERTIFICATE}):
        certificate = x509.Certificate.load(item[Attribute.VALUE])
        number = bytes(item[Attribute.ID])
        if number in ids and not certificate.ca:
            wanted[number] = (str(item[Attribute.LABEL]), certificate)
        else:
            others.append(certificate)
    number = _choose(wanted, key)
    return PKCS11Signer(session, signing_cert=wanted[number][1], ca_chain=others, key_id=number, embed_roots=False)


def _choose(wanted: dict[bytes, tuple[str, x509.Certificate]], key: KeyToken) -> bytes:
    if not wanted:
        raise UserError("Token không có khóa kèm chứng thư để ký nên chưa ký; dùng token khác.")
    found = [number for number, (label, _) in wanted.items() if key.key is None or label == key.key]
    if len(found) == 1:
        return found[0]
    labels = ", ".join(sorted(f"“{label}”" for label, _ in wanted.values()))
    if not found:
        raise UserError(f"Token không có chứng thư “{key.key}”; đang có {labels}.")
    raise UserError(f"Token có {len(found)} chứng thư ({labels}) nên chưa ký; chọn một chứng thư.")
