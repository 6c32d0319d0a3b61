"""Issued papers signed here, signed elsewhere or by hand, tied to their version, sent and noted as sent."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import openpyxl
import pypdfium2
import pytest
from PIL import Image

from dienhinh_desktop.domain.dates import PartialDate
from dienhinh_desktop.domain.errors import UserError
from dienhinh_desktop.domain.issued import IssuedPaper, PaperState, SendingWay, SigningWay, code_of
from dienhinh_desktop.domain.signatures import KeyFile, KeyToken, Secret, SignerRole, SigningRequest
from dienhinh_desktop.exchange.documents import form_pdf
from dienhinh_desktop.services import delivery, overview, records, rounds
from dienhinh_desktop.services.context import Context

from ..exchange.paper_samples import form
from ..exchange.signing_kit import PASSPHRASE, PIN, SOFTHSM, Authority, Token, picture, scanned, sign_elsewhere
from .issued_round import fill

Round = tuple[Context, int]
REQUEST = "to_trinh"


class Clock:
    """A clock that goes on a minute every time it is looked at."""

    def __init__(self, start: datetime) -> None:
        self.at = start

    def __call__(self) -> datetime:
        self.at += timedelta(minutes=1)
        return self.at


@pytest.fixture
def issued(ctx: Context) -> Round:
    """A round whose papers were issued on a clock that goes on; the request bears its number."""
    ctx = replace(ctx, now=Clock(ctx.now()))
    number = fill(ctx)
    delivery.issue(ctx, number, [REQUEST, "danh_sach", "ban_dang_ky:P1"])
    delivery.fill(ctx, number, REQUEST, "412", date(2025, 12, 8))
    return ctx, number


@pytest.fixture(scope="module")
def authority() -> Authority:
    return Authority()


def paper(ctx: Context, number: int, key: str = REQUEST) -> IssuedPaper:
    found = next(row.issued for row in delivery.round_papers(ctx, number).rows if row.key == key)
    assert found is not None
    return found


def request(authority: Authority, folder: Path, **more: object) -> SigningRequest:
    start = datetime(2025, 11, 1).astimezone()
    who = authority.person(start=start, end=start + timedelta(days=900))
    given = {"file": Path(), "target": Path(), "key": KeyFile(who.p12(folder))}
    return SigningRequest(**{**given, **more})  # type: ignore[arg-type]


def test_person_and_agency_sign_in_turn_and_an_independent_program_finds_both(
    issued: Round, authority: Authority, tmp_path: Path
) -> None:
    ctx, number = issued
    person = request(authority, tmp_path, picture=picture(tmp_path / "ky.png", seal=False))
    told = delivery.sign(ctx, number, [REQUEST], person, Secret(PASSPHRASE))
    assert told.sentence.startswith("Đã ký số Tờ trình.")
    seal = request(authority, tmp_path, role=SignerRole.AGENCY, picture=picture(tmp_path / "dau.png", seal=True))
    delivery.sign(ctx, number, [REQUEST], seal, Secret(PASSPHRASE))
    row = delivery.round_papers(ctx, number).rows[0]
    assert (row.state, row.changes) == (PaperState.SIGNED, ())
    assert row.signed is not None
    assert (row.signed.way, len(row.signed.signers), row.signed.verdict) == (
        SigningWay.SIGNED_HERE,
        2,
        "chua_xac_dinh",
    )
    assert row.signed.reasons
    file = tmp_path / "da_ky.pdf"
    file.write_bytes(delivery.pdf_of(ctx, row.signed))
    assert file.read_bytes().startswith(delivery.pdf_of(ctx, paper(ctx, number)))
    if shutil.which("pdfsig"):
        said = subprocess.run(["pdfsig", "-nocert", file], capture_output=True, text=True, check=False).stdout
        assert said.count("Signature is Valid") == 2
    if shutil.which("qpdf"):
        assert subprocess.run(["qpdf", "--check", file], capture_output=True, check=False).returncode == 0


@pytest.mark.slow
@pytest.mark.skipif(SOFTHSM is None, reason="SoftHSM2 is not installed")
def test_a_token_signs_and_a_wrong_pin_is_told_without_signing(
    issued: Round, authority: Authority, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ctx, number = issued
    monkeypatch.setenv("SOFTHSM2_CONF", "")  # put back afterwards, whatever the token sets
    start = datetime(2025, 11, 1).astimezone()
    token = Token(tmp_path / "token")
    token.add(authority.person(start=start, end=start + timedelta(days=900)), "giám đốc", 1)
    assert SOFTHSM is not None
    how = request(authority, tmp_path, key=KeyToken(SOFTHSM))
    with pytest.raises(UserError, match="Sai mã PIN nên chưa ký"):
        delivery.sign(ctx, number, [REQUEST], how, Secret("000000"))
    assert delivery.round_papers(ctx, number).rows[0].signed is None
    delivery.sign(ctx, number, [REQUEST, "danh_sach"], how, Secret(PIN))
    rows = delivery.round_papers(ctx, number).rows
    assert [row.state for row in rows[:2]] == [PaperState.SIGNED, PaperState.SIGNED]


def test_a_request_without_number_is_not_signed_nor_what_goes_with_it(
    ctx: Context, authority: Authority, tmp_path: Path
) -> None:
    number = fill(ctx)
    delivery.issue(ctx, number, [REQUEST, "danh_sach"])
    with pytest.raises(UserError, match="chưa có số, ngày nên chưa ký"):
        delivery.sign(ctx, number, [REQUEST], request(authority, tmp_path), Secret(PASSPHRASE))
    attached = request(authority, tmp_path, role=SignerRole.ATTACHMENT)
    with pytest.raises(UserError, match="Tờ trình chưa có số nên chưa ký phụ lục"):
        delivery.sign(ctx, number, ["danh_sach"], attached, Secret(PASSPHRASE))


def test_the_list_is_signed_as_an_attachment_with_the_number_of_its_request(
    issued: Round, authority: Authority, tmp_path: Path
) -> None:
    ctx, number = issued
    attached = request(authority, tmp_path, role=SignerRole.ATTACHMENT)
    delivery.sign(ctx, number, ["danh_sach"], attached, Secret(PASSPHRASE))
    signed = delivery.round_papers(ctx, number).rows[1].signed
    assert signed is not None
    with pypdfium2.PdfDocument(delivery.pdf_of(ctx, signed)) as opened:
        opened.init_forms()
        opened[0].flatten()
        assert "412/TTr-SNV" in opened[0].get_textpage().get_text_bounded()


def test_a_wrong_passphrase_signs_nothing_and_is_written_nowhere(
    issued: Round, authority: Authority, tmp_path: Path
) -> None:
    ctx, number = issued
    with pytest.raises(UserError, match="sai mật khẩu"):
        delivery.sign(ctx, number, [REQUEST], request(authority, tmp_path), Secret("bí mật sai"))
    assert delivery.round_papers(ctx, number).rows[0].state is PaperState.WAITING
    delivery.sign(ctx, number, [REQUEST], request(authority, tmp_path), Secret(PASSPHRASE))
    ctx.db.close()
    for kept in (path for path in ctx.db.folder.rglob("*") if path.is_file()):
        assert PASSPHRASE.encode() not in kept.read_bytes()
        assert "bí mật sai".encode() not in kept.read_bytes()


def test_several_papers_are_signed_with_one_passphrase_and_the_first_that_refuses_is_told(
    issued: Round, authority: Authority, tmp_path: Path
) -> None:
    ctx, number = issued
    how = request(authority, tmp_path)
    told = delivery.sign(ctx, number, [REQUEST, "danh_sach"], how, Secret(PASSPHRASE))
    assert told.sentence.startswith("Đã ký số 2 văn bản.")
    with pytest.raises(UserError, match="Đã ký 1 văn bản rồi dừng: Văn bản này chưa lập"):
        delivery.sign(ctx, number, ["ban_dang_ky:P1", "bao_cao_thanh_tich:P1"], how, Secret(PASSPHRASE))


def test_after_signing_no_number_is_written_on_the_paper(issued: Round, authority: Authority, tmp_path: Path) -> None:
    ctx, number = issued
    delivery.sign(ctx, number, [REQUEST], request(authority, tmp_path), Secret(PASSPHRASE))
    with pytest.raises(UserError, match="đã ký nên không điền số"):
        delivery.fill(ctx, number, REQUEST, "413", date(2025, 12, 9))


def test_a_scan_with_words_finds_its_paper_by_the_code_and_one_without_by_the_code_typed(
    issued: Round, tmp_path: Path
) -> None:
    ctx, number = issued
    item = paper(ctx, number)
    pdf = delivery.pdf_of(ctx, item)
    worded, plain = tmp_path / "quet_co_chu.pdf", tmp_path / "quet.pdf"
    worded.write_bytes(pdf + b"\n% scanned")
    plain.write_bytes(scanned(pdf))
    found = delivery.open_scan(ctx, number, worded).single
    assert found is not None
    assert found.code == item.code
    assert delivery.open_scan(ctx, number, plain).single is None
    typed = delivery.version_under(ctx, number, item.code.lower().replace("-", " "))
    assert typed.id == item.id
    assert typed.id is not None
    copy, told = delivery.take_back(ctx, typed.id, plain)
    assert (copy.way, copy.verdict, copy.signers) == (SigningWay.SCAN, None, ())
    assert told.sentence == "Đã nhận bản đã ký của Tờ trình: bản quét của bản ký tay."
    row = delivery.round_papers(ctx, number).rows[0]
    assert row.state is PaperState.SIGNED
    assert row.signed is not None
    assert delivery.pdf_of(ctx, row.signed) == plain.read_bytes()


def test_a_picture_of_a_page_is_taken_as_a_scan(issued: Round, tmp_path: Path) -> None:
    ctx, number = issued
    photo = tmp_path / "anh.jpg"
    Image.new("RGB", (300, 400), "white").save(photo)
    item = paper(ctx, number)
    assert item.id is not None
    assert delivery.open_scan(ctx, number, photo).single is None
    assert delivery.take_back(ctx, item.id, photo)[0].way is SigningWay.SCAN


def test_a_paper_signed_elsewhere_is_checked_and_its_verdict_kept(
    issued: Round, authority: Authority, tmp_path: Path
) -> None:
    ctx, number = issued
    item = paper(ctx, number)
    start = datetime(2025, 11, 1).astimezone()
    who = authority.person(start=start, end=start + timedelta(days=900))
    file = tmp_path / "ký ở nơi khác.pdf"
    file.write_bytes(sign_elsewhere(delivery.pdf_of(ctx, item), who, ctx.now().astimezone()))
    assert item.id is not None
    copy, _told = delivery.take_back(ctx, item.id, file)
    assert (copy.way, copy.signers, copy.verdict) == (
        SigningWay.SIGNED_ELSEWHERE,
        ("Trần Đức Hoà",),
        "chua_xac_dinh",
    )
    assert copy.reasons
    other = tmp_path / "khác.pdf"
    other.write_bytes(sign_elsewhere(form_pdf(form()), who, ctx.now().astimezone()))
    copy, _told = delivery.take_back(ctx, item.id, other)
    assert any("không phải bản đã lập cộng chữ ký" in reason for reason in copy.reasons)


def test_an_altered_signed_paper_is_kept_as_invalid_and_does_not_count_as_signed(
    issued: Round, authority: Authority, tmp_path: Path
) -> None:
    ctx, number = issued
    item = paper(ctx, number)
    start = datetime(2025, 11, 1).astimezone()
    who = authority.person(start=start, end=start + timedelta(days=900))
    signed = sign_elsewhere(delivery.pdf_of(ctx, item), who, ctx.now().astimezone())
    place = signed.index(b"/Creator")
    file = tmp_path / "sửa.pdf"
    file.write_bytes(signed[: place + 12] + b"X" + signed[place + 13 :])
    assert item.id is not None
    copy, told = delivery.take_back(ctx, item.id, file)
    assert copy.verdict == "khong_hop_le"
    assert "không hợp lệ" in told.sentence
    assert delivery.round_papers(ctx, number).rows[0].state is PaperState.WAITING


@pytest.mark.parametrize(
    ("typed", "why"),
    [("K7M3", "gõ sai hoặc thiếu chữ"), (code_of(b"not issued"), "không có trong sổ")],
)
def test_a_code_that_names_nothing_is_refused_in_words(issued: Round, typed: str, why: str) -> None:
    ctx, number = issued
    with pytest.raises(UserError, match=why):
        delivery.version_under(ctx, number, typed)


def test_files_that_are_no_signed_copy_are_refused(issued: Round, tmp_path: Path) -> None:
    ctx, number = issued
    item = paper(ctx, number)
    assert item.id is not None
    unsigned, words, broken = tmp_path / "a.pdf", tmp_path / "a.docx", tmp_path / "b.pdf"
    unsigned.write_bytes(delivery.pdf_of(ctx, item))
    words.write_bytes(b"PK")
    broken.write_bytes(b"%PDF-1.7 broken")
    with pytest.raises(UserError, match="là bản chưa ký"):
        delivery.take_back(ctx, item.id, unsigned)
    with pytest.raises(UserError, match="không phải PDF hay ảnh quét"):
        delivery.open_scan(ctx, number, words)
    with pytest.raises(UserError, match="tệp hỏng"):
        delivery.open_scan(ctx, number, broken)
    with pytest.raises(UserError, match="không có tệp này"):
        delivery.open_scan(ctx, number, tmp_path / "mất.pdf")


def test_the_scan_of_an_earlier_version_stands_and_shows_what_changed_since(issued: Round, tmp_path: Path) -> None:
    ctx, number = issued
    first = paper(ctx, number, "danh_sach")
    card = records.open_card(ctx, "P1")
    records.save_subject(ctx, replace(card.subject, birth=PartialDate(1980)))
    delivery.issue(ctx, number, ["danh_sach"])
    assert paper(ctx, number, "danh_sach").code != first.code
    file = tmp_path / "quet.pdf"
    file.write_bytes(scanned(delivery.pdf_of(ctx, first)))
    assert first.id is not None
    delivery.take_back(ctx, first.id, file)
    row = delivery.round_papers(ctx, number).rows[1]
    assert row.issued == first
    assert row.state is PaperState.SIGNED
    assert [(change.where, change.before, change.now) for change in row.changes] == [("Trần Đức Hòa", "1979", "1980")]


def test_the_package_and_the_plain_folder_carry_signed_papers_in_their_order(issued: Round, tmp_path: Path) -> None:
    ctx, number = issued
    item = paper(ctx, number)
    scan = tmp_path / "quet.pdf"
    scan.write_bytes(scanned(delivery.pdf_of(ctx, item)))
    assert item.id is not None
    delivery.take_back(ctx, item.id, scan)
    written = delivery.write_folder(ctx, number, tmp_path / "thư mục")
    assert [Path(file).name for file in written.files] == [
        "01_ToTrinh_da_ky.pdf",
        "02_DanhSachDangKy.pdf",
        "07_BanDangKyTranDucHoa.pdf",
    ]
    delivery.send(ctx, "HT_SNGV_2021_2025", tmp_path / "goi.zip", None, str(number))
    with zipfile.ZipFile(tmp_path / "goi.zip") as packed:
        assert packed.read("van_ban/01_ToTrinh_da_ky.pdf") == scan.read_bytes()
        assert "van_ban/02_DanhSachDangKy.pdf" in packed.namelist()
    assert delivery.verify_package(tmp_path / "goi.zip").subjects == 2


def test_sent_is_noted_with_its_receipt_and_the_papers_say_so(issued: Round, tmp_path: Path) -> None:
    ctx, number = issued
    receipt = tmp_path / "biên nhận.png"
    Image.new("RGB", (30, 40), "white").save(receipt)
    told = delivery.note_sent(ctx, number, date(2025, 12, 12), SendingWay.MAIL, "  Ban TĐKT tỉnh ", receipt)
    assert told.sentence == "Đã ghi: gửi ngày 12/12/2025, văn thư; chờ kết quả."
    papers = delivery.round_papers(ctx, number)
    assert papers.sent is not None
    assert (papers.sent.receiver, papers.sent.receipt_file) == ("Ban TĐKT tỉnh", "biên nhận.png")
    assert papers.rows[0].state is PaperState.SENT
    card = records.open_card(ctx, "P1")
    records.save_subject(ctx, replace(card.subject, birth=PartialDate(1980)))
    delivery.issue(ctx, number, ["danh_sach"])
    assert delivery.round_papers(ctx, number).rows[1].state is PaperState.WAITING


@pytest.mark.parametrize(
    ("day", "receiver", "why"),
    [(date(2025, 12, 31), "Ban TĐKT", "chưa tới"), (date(2025, 12, 12), "  ", "Chưa ghi người nhận")],
)
def test_a_sending_that_cannot_be_is_refused(issued: Round, day: date, receiver: str, why: str) -> None:
    ctx, number = issued
    with pytest.raises(UserError, match=why):
        delivery.note_sent(ctx, number, day, SendingWay.ZALO, receiver)
    assert delivery.round_papers(ctx, number).sent is None


def test_the_official_list_is_kept_and_its_workbook_and_pdf_bear_its_code(ctx: Context, tmp_path: Path) -> None:
    number = fill(ctx)
    for name in ("danh sách.xlsx", "danh sách.pdf"):
        delivery.export_list(ctx, number, tmp_path / name)
    item = paper(ctx, number, "danh_sach")
    assert (tmp_path / "danh sách.pdf").read_bytes() == delivery.pdf_of(ctx, item)
    sheet = openpyxl.load_workbook(tmp_path / "danh sách.xlsx").worksheets[0]
    for footer in (sheet.firstFooter, sheet.oddFooter):
        assert footer is not None
        assert footer.left.text == f"Mã bản: {item.code}"


def test_what_is_unsigned_then_unsent_is_a_task_and_the_path_counts_it(ctx: Context, tmp_path: Path) -> None:
    number = fill(ctx)
    assert {"unsigned", "unsent"}.isdisjoint(task.key for task in overview.overview(ctx, number).tasks)
    delivery.issue(ctx, number, [REQUEST, "danh_sach"])
    scan = tmp_path / "quet.png"
    Image.new("RGB", (30, 40), "white").save(scan)
    for key, expected in ((REQUEST, "unsigned"), ("danh_sach", "unsent")):
        item = paper(ctx, number, key)
        assert item.id is not None
        delivery.take_back(ctx, item.id, scan)
        found = [task for task in overview.overview(ctx, number).tasks if task.key in ("unsigned", "unsent")]
        assert [task.key for task in found] == [expected]
        assert found[0].place.page == "delivery"
    told = rounds.summary(ctx, number)
    assert (told.papers, told.signed, told.sent) == (2, 2, None)
    delivery.note_sent(ctx, number, date(2025, 12, 12), SendingWay.MAIL, "Ban TĐKT")
    assert rounds.summary(ctx, number).sent == date(2025, 12, 12)
    assert {"unsigned", "unsent"}.isdisjoint(task.key for task in overview.overview(ctx, number).tasks)
