"""What is said of signatures: every verdict, what it needs, and that no doctored file gets the best one."""

from __future__ import annotations

import contextlib
import random
import re
import socket
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from asn1crypto.crl import CertificateList
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.validation import DocumentSecurityStore

from dienhinh_desktop.domain.errors import UserError
from dienhinh_desktop.domain.signatures import (
    KeyFile,
    LaterChange,
    Revocation,
    Secret,
    SignatureReport,
    SignatureVerdict,
    SignerRole,
    SigningRequest,
)
from dienhinh_desktop.exchange.documents import form_pdf
from dienhinh_desktop.exchange.signatures import check_file, sign_file

from .paper_samples import form
from .signing_kit import NOW, PASSPHRASE, Authority, Identity, key, picture, sign_elsewhere

LATER = NOW + timedelta(hours=1)
VALID, INVALID, UNKNOWN = SignatureVerdict.VALID, SignatureVerdict.INVALID, SignatureVerdict.UNKNOWN


@pytest.fixture(scope="module")
def authority() -> Authority:
    return Authority()


@pytest.fixture(scope="module")
def paper() -> bytes:
    return form_pdf(form())


@pytest.fixture(scope="module")
def twice(authority: Authority, paper: bytes, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A form signed by the head and then by the agency, both shown."""
    folder = tmp_path_factory.mktemp("signed")
    (folder / "a.pdf").write_bytes(paper)
    steps = (
        ("a", "b", authority.person(), SignerRole.PERSON, False),
        ("b", "c", authority.person("Sở Ngoại vụ", 11), SignerRole.AGENCY, True),
    )
    for source, target, who, role, seal in steps:
        request = SigningRequest(
            file=folder / f"{source}.pdf",
            target=folder / f"{target}.pdf",
            key=KeyFile(who.p12(folder)),
            role=role,
            picture=picture(folder / f"{target}.png", seal=seal),
        )
        sign_file(request, Secret(PASSPHRASE), [], NOW)
    return (folder / "c.pdf").read_bytes()


@pytest.fixture
def checked(authority: Authority, tmp_path: Path) -> Callable[..., SignatureReport]:
    """Check bytes against the authority's root and fresh lists, an hour after signing, unless told otherwise."""

    def check(content: bytes, trust: Path | None = None, at: Any = LATER) -> SignatureReport:
        file = tmp_path / "ký.pdf"
        file.write_bytes(content)
        folder = trust if trust is not None else authority.trust(tmp_path / "trust")
        return check_file(file, [folder], at)

    return check


Checked = Callable[..., SignatureReport]


def only(report: SignatureReport) -> Any:
    assert len(report.signatures) == 1
    return report.signatures[0]


def test_two_signers_in_order_with_every_proof(checked: Checked, twice: bytes) -> None:
    report = checked(twice)
    first, second = report.signatures
    assert (first.signer, first.role, second.signer, second.role) == (
        "Trần Đức Hoà",
        SignerRole.PERSON,
        "Sở Ngoại vụ",
        SignerRole.AGENCY,
    )
    assert (first.change, second.change) == (LaterChange.FORM, LaterChange.NONE)
    for one in report.signatures:
        assert one.verdict is VALID
        assert one.intact
        assert one.whole
        assert one.trusted
        assert one.revocation is Revocation.GOOD
        assert one.at == NOW
        assert not one.timestamped
    assert report.verdict is VALID
    assert report.notes == ()


def test_without_lists_revocation_is_not_known(
    checked: Checked, authority: Authority, twice: bytes, tmp_path: Path
) -> None:
    report = checked(twice, authority.trust(tmp_path / "ít", lists=False))
    assert report.verdict is UNKNOWN
    first = report.signatures[0]
    assert (first.intact, first.trusted, first.revocation) == (True, True, Revocation.UNKNOWN)
    assert "thu hồi" in first.reasons[0]


def test_a_list_of_only_one_level_is_no_proof(
    checked: Checked, authority: Authority, twice: bytes, tmp_path: Path
) -> None:
    trust = authority.trust(tmp_path / "ít", lists=False)
    authority.revocations(trust, authority.issuing, {})
    assert checked(twice, trust).verdict is UNKNOWN
    authority.revocations(trust, authority.root, {})
    assert checked(twice, trust).verdict is VALID


def test_without_a_trusted_root_the_chain_is_not_known(checked: Checked, twice: bytes, tmp_path: Path) -> None:
    for trust in (tmp_path / "không có", Authority("CA khác", 5).trust(tmp_path / "khác")):
        report = checked(twice, trust)
        assert report.verdict is UNKNOWN
        assert "không nối được" in report.signatures[0].reasons[0]
        assert not report.signatures[0].trusted


def test_an_issuing_certificate_alone_is_no_root(
    checked: Checked, authority: Authority, twice: bytes, tmp_path: Path
) -> None:
    from cryptography.hazmat.primitives.serialization import Encoding

    trust = tmp_path / "cấp phát"
    trust.mkdir()
    (trust / "ca.pem").write_bytes(authority.issuing.certificate.public_bytes(Encoding.PEM))
    authority.revocations(trust, authority.issuing, {})
    assert checked(twice, trust).verdict is UNKNOWN
    (trust / "goc.pem").write_bytes(authority.root.certificate.public_bytes(Encoding.PEM))
    authority.revocations(trust, authority.root, {})
    assert checked(twice, trust).verdict is VALID


def test_a_list_out_of_date_or_forged_is_no_proof(
    checked: Checked, authority: Authority, twice: bytes, tmp_path: Path
) -> None:
    old = authority.trust(tmp_path / "cũ")
    assert checked(twice, old, NOW + timedelta(days=8)).verdict is UNKNOWN
    forged = authority.trust(tmp_path / "giả", lists=False)
    authority.revocations(forged, authority.root, {})
    authority.revocations(forged, authority.issuing, {}, signer=key(6))
    assert checked(twice, forged).verdict is UNKNOWN


@pytest.mark.parametrize(("days", "verdict"), [(-2, INVALID), (0.01, UNKNOWN)])
def test_a_revoked_certificate(
    checked: Checked, authority: Authority, paper: bytes, tmp_path: Path, days: float, verdict: SignatureVerdict
) -> None:
    who = authority.person()
    revoked = {who.certificate.serial_number: NOW + timedelta(days=days)}
    one = only(checked(sign_elsewhere(paper, who), authority.trust(tmp_path / "thu hồi", revoked=revoked)))
    assert (one.verdict, one.revocation, one.trusted) == (verdict, Revocation.REVOKED, False)
    assert "thu hồi" in one.reasons[0]


@pytest.mark.parametrize("newer", [timedelta(hours=12), timedelta(hours=-12)])
def test_whoever_any_fresh_list_names_is_revoked(
    checked: Checked, authority: Authority, paper: bytes, tmp_path: Path, newer: timedelta
) -> None:
    """A list may stay in date when the next one comes: neither hides what the other says."""
    who = authority.person()
    trust = authority.trust(tmp_path / "hai bản")
    named = {who.certificate.serial_number: NOW - timedelta(days=3)}
    made = NOW - timedelta(days=1) + newer
    authority.revocations(trust, authority.issuing, named, made, NOW + timedelta(days=6))
    assert len(list(trust.glob("*.crl"))) == 3
    one = only(checked(sign_elsewhere(paper, who), trust))
    assert (one.verdict, one.revocation) == (INVALID, Revocation.REVOKED)


def test_a_certificate_that_was_out_of_its_days_when_it_signed(
    checked: Checked, authority: Authority, paper: bytes
) -> None:
    expired = authority.person(end=NOW - timedelta(days=1))
    one = only(checked(sign_elsewhere(paper, expired)))
    assert one.verdict is INVALID
    assert "hết hạn" in one.reasons[0]
    early = authority.person(start=NOW + timedelta(days=1))
    one = only(checked(sign_elsewhere(paper, early), at=NOW + timedelta(days=2)))
    assert one.verdict is INVALID
    assert "trước khi chứng thư có hiệu lực" in one.reasons[0]


def test_a_certificate_that_expired_since_leaves_the_time_unproven(
    checked: Checked, authority: Authority, paper: bytes, tmp_path: Path
) -> None:
    who = authority.person(end=NOW + timedelta(days=1))
    trust, later = fresh_trust(authority, tmp_path, 100)
    one = only(checked(sign_elsewhere(paper, who), trust, later))
    assert one.verdict is UNKNOWN
    assert "nay đã hết hạn" in one.reasons[0]


def fresh_trust(authority: Authority, tmp_path: Path, days: int) -> tuple[Path, Any]:
    """A trust folder with the lists of the day of signing and those of a later day, and that day."""
    later = NOW + timedelta(days=days)
    trust = authority.trust(tmp_path / "sau này")
    for issuer in (authority.root, authority.issuing):
        authority.revocations(trust, issuer, {}, later - timedelta(days=1), later + timedelta(days=1))
    return trust, later


def test_a_trusted_time_stamp_keeps_a_signature_valid_after_its_certificate_expired(
    checked: Checked, authority: Authority, paper: bytes, tmp_path: Path
) -> None:
    who = authority.person(end=NOW + timedelta(days=1))
    stamper = authority.person("Cấp dấu thời gian", 12, end=NOW + timedelta(days=900), stamping=True)
    signed = sign_elsewhere(paper, who, stamper=stamper)
    trust, later = fresh_trust(authority, tmp_path, 100)
    one = only(checked(signed, trust, later))
    assert (one.verdict, one.timestamped, one.at) == (VALID, True, NOW)
    stranger = Authority("CA lạ", 5).person("Dấu thời gian lạ", 13, stamping=True)
    one = only(checked(sign_elsewhere(paper, who, stamper=stranger), trust, later))
    assert (one.verdict, one.timestamped) == (UNKNOWN, False)


def test_a_time_stamp_proves_the_signature_older_than_the_revocation(
    checked: Checked, authority: Authority, paper: bytes, tmp_path: Path
) -> None:
    who = authority.person()
    stamper = authority.person("Cấp dấu thời gian", 12, stamping=True)
    signed = sign_elsewhere(paper, who, stamper=stamper)
    after, before = ({who.certificate.serial_number: NOW + timedelta(minutes=gap)} for gap in (5, -5))
    assert only(checked(signed, authority.trust(tmp_path / "sau", revoked=after))).verdict is VALID
    assert only(checked(signed, authority.trust(tmp_path / "trước", revoked=before))).verdict is INVALID


def test_a_certificate_for_other_uses_and_one_nobody_issued(
    checked: Checked, authority: Authority, paper: bytes
) -> None:
    one = only(checked(sign_elsewhere(paper, authority.person(signing=False), signer_key_usage=set())))
    assert one.verdict is UNKNOWN
    assert "không được cấp để ký" in one.reasons[0]
    alone = Authority("Tự cấp", 5).root
    one = only(checked(sign_elsewhere(paper, Identity("x", alone.private, alone.certificate))))
    assert one.verdict is UNKNOWN


def test_a_weak_key_is_not_trusted(checked: Checked, authority: Authority, paper: bytes) -> None:
    one = only(checked(sign_elsewhere(paper, authority.person(number=20, bits=1024))))
    assert one.verdict is UNKNOWN
    assert "yếu" in one.reasons[0]


def test_a_time_of_signing_still_to_come_is_doubted(checked: Checked, authority: Authority, paper: bytes) -> None:
    one = only(checked(sign_elsewhere(paper, authority.person(), NOW + timedelta(days=3))))
    assert one.verdict is UNKNOWN
    assert "chưa tới" in one.reasons[0]


@pytest.mark.parametrize("subfilter", [SigSeedSubFilter.ADOBE_PKCS7_DETACHED, SigSeedSubFilter.PADES])
def test_a_paper_signed_by_another_program(
    checked: Checked, authority: Authority, paper: bytes, subfilter: SigSeedSubFilter
) -> None:
    signed = sign_elsewhere(paper, authority.person(), subfilter=subfilter, reason="Phê duyệt")
    one = only(checked(signed))
    assert (one.verdict, one.role, one.purpose, one.at) == (VALID, None, "Phê duyệt", NOW)


def test_a_changed_byte_breaks_what_was_signed(checked: Checked, twice: bytes) -> None:
    at = twice.index(b"/Length", 500) + 7
    report = checked(twice[:at] + bytes([twice[at] ^ 1]) + twice[at + 1 :])
    assert [one.verdict for one in report.signatures] == [INVALID, INVALID]
    assert not report.signatures[0].intact
    assert "bị sửa sau khi ký" in report.signatures[0].reasons[0]


def update(content: bytes, change: Callable[[IncrementalPdfFileWriter, Any], None]) -> bytes:
    """Append an update that changes the last page, as an editor would."""
    writer = IncrementalPdfFileWriter(BytesIO(content))
    page = writer.root["/Pages"]["/Kids"][-1]
    change(writer, page)
    writer.update_container(page)
    out = BytesIO()
    writer.write(out)  # type: ignore[no-untyped-call]
    return out.getvalue()


def replace_words(writer: IncrementalPdfFileWriter, page: Any) -> None:
    page["/Contents"] = writer.add_object(generic.StreamObject(stream_data=b"BT ET"))


def cover_words(writer: IncrementalPdfFileWriter, page: Any) -> None:
    """A shadow attack: a white note laid over what was signed."""
    note = generic.DictionaryObject(  # type: ignore[no-untyped-call]
        {
            pdf_name("/Type"): pdf_name("/Annot"),
            pdf_name("/Subtype"): pdf_name("/FreeText"),
            pdf_name("/Rect"): generic.ArrayObject(map(generic.NumberObject, (100, 400, 500, 600))),
            pdf_name("/DA"): generic.TextStringObject("1 g /Helv 12 Tf"),
            pdf_name("/Contents"): generic.TextStringObject("Đồng ý 10 tỷ"),
        }
    )
    page["/Annots"] = generic.ArrayObject([*page.get("/Annots", ()), writer.add_object(note)])


def hide_signature(writer: IncrementalPdfFileWriter, page: Any) -> None:
    page["/Annots"] = generic.ArrayObject()


@pytest.mark.parametrize("change", [replace_words, cover_words, hide_signature])
def test_an_update_appended_after_signing_is_found(
    checked: Checked, twice: bytes, change: Callable[[IncrementalPdfFileWriter, Any], None]
) -> None:
    report = checked(update(twice, change))
    assert report.verdict is INVALID
    for one in report.signatures:
        assert (one.verdict, one.intact, one.change) == (INVALID, True, LaterChange.CONTENT)
        assert "không được phép" in one.reasons[0]


def test_proof_kept_in_the_file_itself_counts_as_no_change(
    checked: Checked, authority: Authority, twice: bytes, tmp_path: Path
) -> None:
    """Lists embedded after signing (PAdES B-LT) prove what the trust folder, with the root alone, cannot."""
    full = authority.trust(tmp_path / "đủ")
    lists = [CertificateList.load(path.read_bytes()) for path in sorted(full.glob("*.crl"))]
    writer = IncrementalPdfFileWriter(BytesIO(twice))
    DocumentSecurityStore.supply_dss_in_writer(writer, None, crls=lists)
    out = BytesIO()
    writer.write(out)  # type: ignore[no-untyped-call]
    root = authority.trust(tmp_path / "gốc", lists=False)
    assert checked(twice, root).verdict is UNKNOWN
    report = checked(out.getvalue(), root)
    assert report.verdict is VALID
    assert [one.change for one in report.signatures] == [LaterChange.FORM, LaterChange.PROOF]
    assert checked(out.getvalue(), tmp_path / "không có").verdict is UNKNOWN  # it brings proof, but no root


def test_an_update_between_two_signatures_breaks_only_the_first(
    checked: Checked, authority: Authority, paper: bytes
) -> None:
    once = sign_elsewhere(paper, authority.person())
    both = sign_elsewhere(update(once, cover_words), authority.person("Người thứ hai", 11), field_name="Signature2")
    assert [one.verdict for one in checked(both).signatures] == [INVALID, VALID]


def test_bytes_after_the_end_do_not_pass_for_the_whole_file(checked: Checked, twice: bytes) -> None:
    report = checked(twice + b"\n" * 3)
    assert report.signatures[-1].change is LaterChange.NONE
    hidden = twice + b"\n" + twice.replace(b"%PDF-", b"%XDF-", 1)[:4000] + b"\nstartxref\n12\n%%EOF\n"
    with contextlib.suppress(UserError):
        assert checked(hidden).verdict is not VALID


def test_words_slipped_in_beside_the_signature_itself_are_found(checked: Checked, twice: bytes) -> None:
    """The only bytes no signature covers are its own; what else stands there is a forgery."""
    end = twice.rindex(b"0" * 200)
    tail = twice[end : end + 200]
    assert set(tail) == {ord("0")}
    slipped = b"00>/Note(Ke khac)/X<" + b"0" * 180
    report = checked(twice[:end] + slipped + twice[end + 200 :])
    assert report.signatures[-1].verdict is INVALID
    assert not report.signatures[-1].whole


def test_a_broken_signature_is_invalid_and_an_unknown_kind_is_not_judged(checked: Checked, twice: bytes) -> None:
    start = twice.rindex(b"/Contents <") + len(b"/Contents <")
    broken = checked(twice[:start] + b"ff" * 8 + twice[start + 16 :])
    assert broken.signatures[-1].verdict is INVALID
    assert "hỏng" in broken.signatures[-1].reasons[0]
    kind = twice.rindex(b"/ETSI.CAdES.detached")
    other = checked(twice[:kind] + b"/ETSI.CAdES.enclosed" + twice[kind + 20 :])
    assert UNKNOWN in {one.verdict for one in other.signatures}
    assert other.verdict is not VALID


def test_a_certified_paper_may_be_signed_again_only_as_it_allows(
    checked: Checked, authority: Authority, paper: bytes
) -> None:
    filling = sign_elsewhere(paper, authority.person(), certify=True, docmdp_permissions=MDPPerm.FILL_FORMS)
    both = sign_elsewhere(filling, authority.person("Người thứ hai", 11), field_name="Signature2")
    assert [one.verdict for one in checked(both).signatures] == [VALID, VALID]
    locked = sign_elsewhere(paper, authority.person(), certify=True, docmdp_permissions=MDPPerm.NO_CHANGES)
    assert only(checked(locked)).verdict is VALID


def test_a_paper_not_written_by_the_book_is_trusted_only_as_far_as_its_bytes(
    checked: Checked, authority: Authority, paper: bytes, tmp_path: Path
) -> None:
    loose = paper.replace(b"\n>>\nstartxref", b"\n/Info 17 0 R\n>>\nstartxref")  # the trailer names it twice
    assert loose != paper
    (tmp_path / "0.pdf").write_bytes(loose)
    for number, who in enumerate((authority.person(), authority.person("Người thứ hai", 11))):
        request = SigningRequest(
            file=tmp_path / f"{number}.pdf", target=tmp_path / f"{number + 1}.pdf", key=KeyFile(who.p12(tmp_path))
        )
        assert any("đúng chuẩn" in note for note in sign_file(request, Secret(PASSPHRASE), [], NOW).notes)
    assert only(checked((tmp_path / "1.pdf").read_bytes())).verdict is VALID
    first, last = checked((tmp_path / "2.pdf").read_bytes()).signatures
    assert (first.verdict, last.verdict) == (UNKNOWN, VALID)
    assert "chuẩn PDF" in first.reasons[0]


def test_nobody_signed(checked: Checked, paper: bytes) -> None:
    report = checked(paper)
    assert (report.verdict, report.signatures) == (None, ())


@pytest.mark.parametrize(
    ("content", "word"),
    [(b"", "không phải tệp PDF"), (b"%PDF-1.7\n" + b"x" * 300, "hỏng"), (b"PK\x03\x04", "không phải tệp PDF")],
)
def test_what_is_no_pdf_is_refused_in_words(checked: Checked, content: bytes, word: str) -> None:
    with pytest.raises(UserError, match=word):
        checked(content)


def test_a_broken_file_in_the_trust_folder_is_named(
    checked: Checked, authority: Authority, twice: bytes, tmp_path: Path
) -> None:
    trust = authority.trust(tmp_path / "hỏng")
    (trust / "rác.crl").write_bytes(b"0\x03abc")
    with pytest.raises(UserError, match=r"rác\.crl"):
        checked(twice, trust)


def test_no_network_is_asked_even_where_certificates_name_addresses(
    checked: Checked, authority: Authority, twice: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []

    def refuse(*address: object, **_: object) -> None:
        asked.append(address)
        raise OSError("no network")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    assert checked(twice, authority.trust(tmp_path / "ít", lists=False)).verdict is UNKNOWN
    assert asked == []


@pytest.mark.parametrize("seed", range(8))
def test_no_damage_ever_passes_for_valid(checked: Checked, twice: bytes, seed: int) -> None:
    """One to three bytes changed anywhere: refused in words, or found.

    Left out are the signatures themselves, which cover all but themselves: their padding and the certificates they
    bring along may vary.
    """
    signatures = [found.span(1) for found in re.finditer(rb"/Contents <([0-9A-Fa-f]{2000,})>", twice)]
    assert len(signatures) == 2
    chance = random.Random(seed)
    for _ in range(12):
        doctored = bytearray(twice)
        places = [chance.randrange(len(doctored)) for _ in range(chance.choice((1, 1, 3)))]
        for place in places:
            doctored[place] ^= 1 << chance.randrange(8)
        covered = [place for place in places if not any(start <= place < end for start, end in signatures)]
        with contextlib.suppress(UserError):
            verdict = checked(bytes(doctored)).verdict
            assert verdict is not VALID or not covered, places
