"""Digital signatures of PDF papers (PAdES): made with a key file or a token, and checked offline.

This is the one door of the folder, and the folder the only place that knows pyHanko, PKCS#11 and certificates; all of
them are heavy and are loaded on the first call. Nothing here ever opens a network connection.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from dienhinh_desktop.domain.signatures import Secret, SignatureReport, SignedPaper, SigningRequest


def sign_file(request: SigningRequest, secret: Secret, trust: Sequence[Path], now: datetime) -> SignedPaper:
    """Sign a PDF as an incremental update and write it to the request's target.

    `trust`: folders of trusted certificates and revocation lists. `now`: with time zone. Raises UserError, and writes
    nothing, when the file, the key, the secret, the place or the order of signing will not do.
    """
    from .signing import sign

    return sign(request, secret, trust, now)


def check_file(path: Path, trust: Sequence[Path], now: datetime) -> SignatureReport:
    """Return what can be said offline of every signature in a PDF. Raises UserError when it cannot be read."""
    from .checking import check

    return check(path, trust, now)
