"""Signing papers with a key file: what is shown where, what stays as it was, and everything that is refused."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PIL import Image, ImageChops
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import copy_into_new_writer
from pyhanko.sign.fields import MDPPerm

from dienhinh_desktop.domain.errors import UserError
from dienhinh_desktop.domain.signatures import (
    KeyFile,
    PaperBox,
    Secret,
    SignatureVerdict,
    SignedPaper,
    SignerRole,
    SigningRequest,
)
from dienhinh_desktop.exchange.documents import form_pdf, list_pdf
from dienhinh_desktop.exchange.signatures import check_file, sign_file

from .paper_samples import form, registration_list
from .pdf_reading import box, faces, texts
from .signing_kit import NOW, PASSPHRASE, Authority, picture, picture_bytes, sign_elsewhere


class Office:
    """A folder with papers, keys and pictures, and the two who sign."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.authority = Authority()
        self.head = self.authority.person()
        self.agency = self.authority.person("Sở Ngoại vụ tỉnh Hà Tĩnh", 11)
        self.trust = self.authority.trust(folder / "trust")
        self.image = picture(folder / "chữ ký.png", seal=False)
        self.seal = picture(folder / "dấu.png", seal=True)
        self.paper = folder / "biểu mẫu.pdf"
        self.paper.write_bytes(form_pdf(form()))

    def request(self, **more: Any) -> SigningRequest:
        given: dict[str, Any] = {
            "file": self.paper,
            "target": self.folder / "đã ký.pdf",
            "key": KeyFile(self.head.p12(self.folder)),
            "picture": self.image,
        }
        return SigningRequest(**(given | more))

    def sign(self, **more: Any) -> SignedPaper:
        return sign_file(self.request(**more), Secret(PASSPHRASE), [self.trust], NOW)

    def seal_after(self, source: Path, **more: Any) -> SignedPaper:
        given: dict[str, Any] = {
            "file": source,
            "target": self.folder / "đã đóng dấu.pdf",
            "key": KeyFile(self.agency.p12(self.folder)),
            "picture": self.seal,
            "role": SignerRole.AGENCY,
        }
        return self.sign(**(given | more))


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


def render(pdf: bytes, page: int) -> Image.Image:
    document = pypdfium2.PdfDocument(pdf)
    try:
        document.init_forms()
        drawn: Image.Image = document[page].render(scale=2).to_pil()
        return drawn.convert("RGB")
    finally:
        document.close()


def test_the_signature_stands_between_post_and_name(office: Office) -> None:
    done = office.sign()
    content = Path(done.file).read_bytes()
    assert content.startswith(office.paper.read_bytes())  # an update appended, nothing rewritten
    shown = done.box
    assert shown is not None
    assert shown.page == 2
    assert shown.width == pytest.approx(40, abs=1)  # as large as it was written
    name = box(office.paper.read_bytes(), 1, "Trần Đức Hoà")
    hint = box(office.paper.read_bytes(), 1, "(Ký, đóng dấu)")
    assert shown.bottom >= name[3] - 1.5
    post = [side for side in (hint[1],) if side > name[3]]
    assert all(shown.bottom + shown.height <= side + 1.5 for side in post)
    assert shown.left + shown.width / 2 == pytest.approx((name[0] + name[2]) / 2, abs=0.5)


def test_the_seal_covers_the_left_third_of_the_signature_in_its_real_size(office: Office) -> None:
    first = office.sign()
    second = office.seal_after(Path(first.file))
    signature, seal = first.box, second.box
    assert signature is not None
    assert seal is not None
    assert seal.page == 2
    assert [seal.width, seal.height] == pytest.approx([36, 36], abs=0.3)
    assert seal.left + seal.width - signature.left == pytest.approx(signature.width / 3, abs=0.3)
    assert seal.bottom + seal.height / 2 == pytest.approx(signature.bottom + signature.height / 2, abs=0.3)
    assert second.signatures == 2
    assert second.notes == ()


@pytest.mark.parametrize("draw", [lambda: form_pdf(form()), lambda: list_pdf(registration_list())])
def test_neither_picture_hides_a_word(office: Office, draw: Callable[[], bytes]) -> None:
    office.paper.write_bytes(draw())
    signed = office.seal_after(Path(office.sign().file))
    assert signed.box is not None
    page = signed.box.page - 1
    before = render(office.paper.read_bytes(), page)
    after = render(Path(signed.file).read_bytes(), page)
    ink = before.convert("L").point([255 if value < 90 else 0 for value in range(256)])
    faded = ImageChops.multiply(ink, after.convert("L").point([255 if value > 90 else 0 for value in range(256)]))
    assert ink.getbbox() is not None
    assert faded.getbbox() is None
    colours = ImageChops.difference(before, after).getcolors(1 << 24)
    assert colours is not None
    assert len(colours) > 2  # something is drawn
    red, green, blue = after.split()
    assert max(ImageChops.subtract(red, green).tobytes()) > 120
    assert max(ImageChops.subtract(blue, red).tobytes()) > 120
    assert texts(office.paper.read_bytes()) == texts(Path(signed.file).read_bytes())


def test_an_attachment_shows_number_and_time_at_the_upper_right_and_no_picture(office: Office) -> None:
    office.paper.write_bytes(list_pdf(registration_list()))
    done = office.sign(
        picture=None, role=SignerRole.ATTACHMENT, number="412/TTr-SNgV", key=KeyFile(office.agency.p12(office.folder))
    )
    content = Path(done.file).read_bytes()
    shown = done.box
    assert shown is not None
    assert shown.page == 1
    assert shown.left + shown.width == pytest.approx(297 - 15, abs=0.2)
    assert 297 - 15 - shown.left < 60
    assert shown.bottom > 210 - 20  # in the top margin, over the letterhead
    assert "LiberationSerif" in " ".join(faces(content))
    assert all(faces(content).values())
    reader = PdfFileReader(BytesIO(content))
    field = reader.root["/AcroForm"]["/Fields"][0]
    assert b"/Image" not in field["/AP"]["/N"].data
    assert done.notes == ()


def test_under_a_post_where_the_name_is_still_to_be_written(office: Office) -> None:
    done = office.sign(beside="Thủ trưởng đơn vị")
    assert done.box is not None
    post = box(office.paper.read_bytes(), 1, "THỦ TRƯỞNG ĐƠN VỊ")
    assert done.box.bottom + done.box.height < post[1]
    assert post[1] - done.box.bottom < 45
    assert done.box.left + done.box.width / 2 == pytest.approx((post[0] + post[2]) / 2, abs=0.5)


def test_where_somebody_asked(office: Office) -> None:
    done = office.sign(box=PaperBox(1, 20, 30, 50, 20))
    assert done.box is not None
    assert done.box.page == 1
    assert done.box.left + done.box.width / 2 == pytest.approx(45, abs=0.1)
    assert done.box.left >= 20
    assert done.box.bottom >= 30
    sealed = office.seal_after(Path(done.file), box=PaperBox(1, 20, 30, 50, 20))
    assert sealed.box is not None
    assert sealed.box.width == pytest.approx(36, abs=0.3)  # in its real size, in the middle of that place


def test_the_seal_goes_to_the_signer_it_is_meant_for(office: Office) -> None:
    first = office.sign()
    reporter = KeyFile(office.authority.person("Nguyễn Thị Hồng Phượng", 12).p12(office.folder))
    both = office.folder / "cả hai.pdf"
    second = office.sign(file=Path(first.file), target=both, key=reporter)
    assert first.box is not None
    assert second.box is not None
    for name, signature in (("Trần Đức Hoà", first.box), (None, second.box)):
        seal = office.seal_after(both, beside=name).box
        assert seal is not None
        assert seal.left + seal.width - signature.left == pytest.approx(signature.width / 3, abs=0.3)
    with pytest.raises(UserError, match="chưa ký nên chưa đặt con dấu"):
        office.seal_after(both, beside="Người Lạ")


def test_a_seal_without_resolution_needs_its_width(office: Office) -> None:
    first = office.sign()
    bare = picture(office.folder / "bare.png", seal=True, dots=None)
    with pytest.raises(UserError, match="bề rộng con dấu"):
        office.seal_after(Path(first.file), picture=bare)
    sealed = office.seal_after(Path(first.file), picture=bare, picture_width=38.0)
    assert sealed.box is not None
    assert sealed.box.width == 38.0


def test_colours_other_than_the_decree_names_are_mentioned(office: Office) -> None:
    assert "màu xanh" in office.sign(picture=office.seal).notes[0]
    assert "màu đỏ" in office.seal_after(office.folder / "đã ký.pdf", picture=office.image).notes[0]
    assert "không có hình" in office.sign(picture=None).notes[0]


def test_four_signers_one_after_the_other(office: Office) -> None:
    people = [office.authority.person(name, 10 + at) for at, name in enumerate(("An", "Bình", "Chi"))]
    source = office.paper
    for number, who in enumerate(people):
        target = office.folder / f"{number}.pdf"
        office.sign(file=source, target=target, key=KeyFile(who.p12(office.folder)), picture=None, reason="Xác nhận")
        source = target
    office.seal_after(source, box=PaperBox(2, 100, 100, 40, 40))
    report = check_file(office.folder / "đã đóng dấu.pdf", [office.trust], NOW + timedelta(hours=1))
    assert [check.signer for check in report.signatures] == ["An", "Bình", "Chi", "Sở Ngoại vụ tỉnh Hà Tĩnh"]
    assert {check.verdict for check in report.signatures} == {SignatureVerdict.VALID}


def test_the_same_passphrase_typed_with_parted_marks_opens_the_key(office: Office) -> None:
    import unicodedata

    parted = unicodedata.normalize("NFD", PASSPHRASE)
    assert sign_file(office.request(), Secret(parted), [], NOW).signatures == 1


def locked(office: Office) -> dict[str, Any]:
    office.paper.write_bytes(
        sign_elsewhere(office.paper.read_bytes(), office.head, certify=True, docmdp_permissions=MDPPerm.NO_CHANGES)
    )
    return {}


def encrypted(office: Office) -> dict[str, Any]:
    writer = copy_into_new_writer(PdfFileReader(BytesIO(office.paper.read_bytes())))
    writer.encrypt("chủ", "đọc")  # type: ignore[no-untyped-call]
    stream = BytesIO()
    writer.write(stream)  # type: ignore[no-untyped-call]
    office.paper.write_bytes(stream.getvalue())
    return {}


def broken(office: Office) -> dict[str, Any]:
    office.paper.write_bytes(office.paper.read_bytes()[:9000])
    return {}


def tampered(office: Office) -> dict[str, Any]:
    signed = sign_elsewhere(office.paper.read_bytes(), office.head)
    office.paper.write_bytes(signed.replace(b"/PageMode /UseNone", b"/PageMode /UseNonX"))
    return {}


def damaged(office: Office) -> dict[str, Any]:
    signed = sign_elsewhere(office.paper.read_bytes(), office.head)
    start = signed.rindex(b"/Contents <") + len(b"/Contents <")
    office.paper.write_bytes(signed[:start] + b"ff" * 8 + signed[start + 16 :])
    return {}


def key_of(office: Office, **more: Any) -> dict[str, Any]:
    return {"key": KeyFile(office.authority.person(**more).p12(office.folder))}


def revoked(office: Office) -> dict[str, Any]:
    serial = office.head.certificate.serial_number
    office.authority.trust(office.folder / "trust", revoked={serial: NOW - timedelta(days=2)})
    return {}


def wrote(office: Office, name: str, content: bytes) -> Path:
    path = office.folder / name
    path.write_bytes(content)
    return path


def narrow(office: Office) -> dict[str, Any]:
    office.paper.write_bytes(list_pdf(registration_list()))
    return {"beside": "tên tập thể, hộ"}


REFUSALS: dict[str, tuple[Callable[[Office], dict[str, Any]], str]] = {
    "no file": (lambda office: {"file": office.folder / "không có.pdf"}, "không có tệp này"),
    "no PDF": (lambda office: {"file": office.image}, "không phải tệp PDF"),
    "broken PDF": (broken, "hỏng"),
    "encrypted PDF": (encrypted, "mật khẩu"),
    "locked by the first signer": (locked, "khóa"),
    "changed since it was signed": (tampered, "bị sửa sau khi Trần Đức Hoà ký"),
    "broken earlier signature": (damaged, "có chữ ký bị hỏng"),
    "no key file": (lambda office: {"key": KeyFile(office.folder / "không có.p12")}, "không có tệp"),
    "key file of another kind": (lambda office: {"key": KeyFile(office.image)}, r"PKCS#12"),
    "broken key file": (lambda office: {"key": KeyFile(wrote(office, "x.p12", b"0\x82\x01\x00abc"))}, "hỏng"),
    "expired": (lambda office: key_of(office, end=NOW - timedelta(days=3)), "hết hạn ngày 12/11/2026"),
    "not yet": (lambda office: key_of(office, start=NOW + timedelta(days=3)), "mới có hiệu lực"),
    "for other uses": (lambda office: key_of(office, signing=False), "không được cấp để ký"),
    "weak": (lambda office: key_of(office, number=20, bits=1024), "2048"),
    "revoked": (revoked, "thu hồi ngày 13/11/2026"),
    "nobody of that name on the paper": (lambda office: {"beside": "Người Lạ"}, "Người Lạ"),
    "no room beside the words": (narrow, "chỉ còn"),
    "page that is not there": (lambda office: {"box": PaperBox(9, 10, 10, 20, 20)}, "không có trang 9"),
    "off the page": (lambda office: {"box": PaperBox(1, 190, 10, 50, 20)}, "ngoài trang"),
    "picture on white": (
        lambda office: {"picture": picture(office.folder / "w.png", seal=False, transparent=False)},
        "trong suốt",
    ),
    "picture without alpha": (
        lambda office: {"picture": wrote(office, "rgb.png", picture_bytes("RGB", (0, 0, 255)))},
        "trong suốt",
    ),
    "empty picture": (
        lambda office: {"picture": wrote(office, "e.png", picture_bytes("RGBA", (0, 0, 255, 0)))},
        "trống",
    ),
    "no picture": (lambda office: {"picture": wrote(office, "t.png", b"words")}, "không phải ảnh PNG"),
    "attachment without number": (
        lambda office: {"role": SignerRole.ATTACHMENT, "picture": None},
        "số và ký hiệu",
    ),
    "agency before the person": (lambda office: {"role": SignerRole.AGENCY}, "người trước, cơ quan sau"),
    "target in no folder": (lambda office: {"target": office.folder / "không" / "ra.pdf"}, "không có thư mục"),
}


@pytest.mark.parametrize("case", REFUSALS)
def test_what_cannot_be_signed_is_refused_in_one_sentence_and_nothing_is_written(office: Office, case: str) -> None:
    prepare, words = REFUSALS[case]
    more = prepare(office)
    before = office.paper.read_bytes()
    with pytest.raises(UserError, match=words) as refused:
        office.sign(**more)
    assert refused.value.sentence.endswith(".")
    assert "\n" not in refused.value.sentence
    assert not (office.folder / "đã ký.pdf").exists()
    assert office.paper.read_bytes() == before


def test_a_wrong_passphrase_changes_nothing_and_is_not_repeated(office: Office) -> None:
    with pytest.raises(UserError, match="sai mật khẩu") as refused:
        sign_file(office.request(), Secret("nhầm rồi 99"), [], NOW)
    assert "nhầm" not in refused.value.sentence
    assert not (office.folder / "đã ký.pdf").exists()


def test_nobody_signs_after_the_agency(office: Office) -> None:
    sealed = office.seal_after(Path(office.sign().file))
    with pytest.raises(UserError, match="người trước, cơ quan sau"):
        office.sign(file=Path(sealed.file), target=office.folder / "muộn.pdf")
    assert not (office.folder / "muộn.pdf").exists()


def test_a_seal_may_follow_a_signature_made_elsewhere_but_needs_to_be_told_where(office: Office) -> None:
    office.paper.write_bytes(sign_elsewhere(office.paper.read_bytes(), office.head))
    with pytest.raises(UserError, match="chỉ rõ chỗ đặt"):
        office.seal_after(office.paper)
    done = office.seal_after(office.paper, box=PaperBox(2, 60, 100, 40, 40))
    report = check_file(Path(done.file), [office.trust], NOW + timedelta(hours=1))
    assert [check.role for check in report.signatures] == [None, SignerRole.AGENCY]
    assert report.verdict is SignatureVerdict.VALID


def test_an_earlier_file_of_that_name_stays_when_signing_is_refused(office: Office) -> None:
    target = wrote(office, "đã ký.pdf", b"cu")
    with pytest.raises(UserError):
        office.sign(beside="Người Lạ")
    assert target.read_bytes() == b"cu"


def test_a_secret_shows_itself_nowhere() -> None:
    import pickle

    secret = Secret("648219")
    assert "648219" not in f"{secret} {secret!r} {[secret]}"
    with pytest.raises(TypeError):
        pickle.dumps(secret)
    assert "648219" not in repr(replace(SigningRequest(file=Path("a"), target=Path("b"), key=KeyFile(Path("c")))))


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("pdfsig") is None or shutil.which("qpdf") is None, reason="pdfsig, qpdf not installed")
def test_other_programs_find_both_signatures_valid_and_the_file_sound(office: Office) -> None:
    office.seal_after(Path(office.sign().file))
    shutil.copy(office.folder / "đã đóng dấu.pdf", office.folder / "b.pdf")

    def ask(*command: str) -> str:
        return subprocess.run(command, cwd=office.folder, capture_output=True, encoding="utf-8", check=True).stdout

    said = ask("pdfsig", "-nocert", "b.pdf")
    assert said.count("Signature is Valid") == 2
    assert said.count("Signature Type: ETSI.CAdES.detached") == 2
    assert said.count("  - Total document signed") == 1
    assert said.index("NguoiKy1") < said.index("CoQuan2") < said.index("  - Total document signed")
    assert "No syntax or stream encoding errors" in ask("qpdf", "--check", "b.pdf")
    assert "Nguyễn Thị Hồng Phượng" in ask("pdftotext", "b.pdf", "-")
    assert all(line.split()[-5] == "yes" for line in ask("pdffonts", "b.pdf").splitlines()[2:])
