"""Sealing a package with a passphrase, in the age format (age-encryption.org/v1), which other tools open too."""

from __future__ import annotations

MARK = b"age-encryption.org/v1"


def seal(data: bytes, passphrase: str) -> bytes:
    """Return the data encrypted and authenticated."""
    from pyrage import passphrase as age

    return bytes(age.encrypt(data, passphrase))


def unseal(data: bytes, passphrase: str) -> bytes | None:
    """Return what was sealed; None when the passphrase is another, or a byte was changed.

    Runs in the reading process: the library may abort on crafted bytes.
    """
    import pyrage
    from pyrage import passphrase as age

    try:
        return bytes(age.decrypt(data, passphrase))
    except pyrage.DecryptError:
        return None
