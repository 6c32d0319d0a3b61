"""How certificates are named to a clerk, and the roles kept in the names of signature fields."""

from __future__ import annotations

import re
from datetime import datetime

from asn1crypto import x509

from dienhinh_desktop.domain.signatures import VIETNAM, SignerRole
from dienhinh_desktop.domain.text import clean

_FIELDS = {SignerRole.PERSON: "NguoiKy", SignerRole.AGENCY: "CoQuan", SignerRole.ATTACHMENT: "PhuLuc"}
_FIELD = re.compile(r"(NguoiKy|CoQuan|PhuLuc)\d+")


def field_name(role: SignerRole, taken: set[str]) -> str:
    """Return a free name for a new signature field that tells the role: "CoQuan2"."""
    number = len(taken) + 1
    while f"{_FIELDS[role]}{number}" in taken:
        number += 1
    return f"{_FIELDS[role]}{number}"


def role_of(field: str) -> SignerRole | None:
    """Return the role a field was named for; None where another program named it."""
    found = _FIELD.fullmatch(field)
    if found is None:
        return None
    return next(role for role, name in _FIELDS.items() if name == found[1])


def part_of(name: x509.Name, part: str) -> str:
    """Return one part of a certificate's name, such as "common_name"; "" where it has none."""
    value = name.native.get(part, "")
    values = value if isinstance(value, list) else [value]
    return clean(", ".join(str(item) for item in values))


def signer_name(certificate: x509.Certificate) -> str:
    """Return whom a certificate names."""
    subject = certificate.subject
    return part_of(subject, "common_name") or part_of(subject, "organization_name") or "không ghi tên"


def issuer_name(certificate: x509.Certificate) -> str:
    """Return who issued a certificate."""
    return part_of(certificate.issuer, "common_name") or part_of(certificate.issuer, "organization_name")


def moment(at: datetime) -> str:
    """Return a time as the decree writes it, in Vietnamese time: "15/11/2026 09:05:07 +07:00".

    The decree asks for day, hours to the second, and the time zone by ISO 8601; the order of the parts is practice.
    """
    local = at.astimezone(VIETNAM)
    return f"{local:%d/%m/%Y %H:%M:%S} +07:00"


def shown_day(at: datetime) -> str:
    """Return a day for a sentence: "15/11/2026"."""
    return f"{at.astimezone(VIETNAM):%d/%m/%Y}"
