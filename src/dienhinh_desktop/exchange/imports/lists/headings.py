"""The words of headings: which field of the contract a heading names, and which year."""

from __future__ import annotations

import re
from functools import lru_cache

from dienhinh_desktop.domain.text import fold

_YEAR = re.compile(r"\b(20\d\d|19\d\d)\b")
_SCHOOL_YEAR = re.compile(r"\b(20\d\d)\s*[-–—/]\s*(20\d\d|\d\d)\b")
_NOT_A_HEADING = re.compile(r"\d{3,}/|\bqd \d")
_CITED = re.compile(r"\bqd\b|quyet dinh|\bso qd")
_SELF_GIVEN = r"^(?:ca nhan |ban than )?tu (?:xep loai|danh gia|phan loai|nhan xet|nhan muc)"
LONGEST_HEADING = 160

# Tried from the top: the first pattern found in the folded heading wins.
_RULES: tuple[tuple[str, str], ...] = (
    ("other", r"^dong trong tep$|^ly do tra lai$"),  # columns of the file in which rows go back to their sender
    (
        "other",
        r"^(?:ca nhan |ban than )?tu (?:xep loai|danh gia|phan loai|nhan xet|nhan muc)",
    ),  # not yet decided by anybody
    ("stt", r"^(?:stt|tt|so tt|so thu tu|thu tu|no|s tt)$"),
    ("honorific", r"^(?:ong ba|xung danh|danh xung)$"),
    ("name_last", r"^ho (?:va |, )?(?:ten |chu )?(?:dem|lot)$|^ho (?:va )?ten (?:dem|lot)|^ho dem$|^ho lot$|^ho$"),
    ("name_first", r"^ten$|^ten goi$"),
    ("unit", r"^ten (?:truong|phong|to|thon|ban|buon|xa|khoa|chi hoi)\b"),
    ("model", r"^(?:ten )?(?:cac )?(?:mo hinh|dien hinh)|^ten (?:mo hinh|dien hinh)|mo hinh dien hinh"),
    ("other", r"^(?:ngay|noi|co quan)(?: thang nam)? cap\b.*(?:cccd|cmnd|cmt|can cuoc|chung minh|dinh danh|giay to)"),
    ("cccd", r"\bcccd\b|can cuoc|\bcmnd\b|\bcmtnd\b|\bcmt\b|chung minh|dinh danh|\bddcn\b|giay to tuy than"),
    (
        "name",
        r"^(?:ten |ho ten )?(?:dong )?tac gia|^doi tuong (?:khen|duoc khen)|^danh sach (?:can bo|ca nhan|tap the|ho)"
        r"|^hoi vien$|^can bo(?: cong chuc)?(?: vien chuc)?$",
    ),
    (
        "name",
        r"^(?:ho va ten|ho ten|ho va chu dem).*(?:chuc vu|chuc danh|don vi|noi cong tac|dia chi)",
    ),  # all in one cell
    ("initiative", r"sang kien|\bskkn\b|de tai|giai phap cong tac|cai tien ky thuat"),
    ("votes", r"phieu|ty le (?:dong y|tan thanh|bo phieu)|ket qua bo phieu|y kien (?:binh xet|hoi dong)"),
    ("income", r"thu nhap|doanh thu|loi nhuan"),
    ("phone", r"dien thoai|\bsdt\b|\bdt di dong\b|so dt\b"),
    ("proposer", r"(?:don vi|noi|co quan|nguoi|to chuc) (?:gioi thieu|de cu|de xuat|tien cu)"),
    ("decision", r"(?:so|quyet dinh|qd)\b.*\bngay\b.*(?:qd|quyet dinh|thang|ky)?$(?<!sinh)"),
    ("decision_no", r"^so (?:qd|quyet dinh)|^(?:qd|quyet dinh) so$|^so ky hieu|^so van ban|^so hieu"),
    ("decision_date", r"ngay (?:qd|quyet dinh|ky|ban hanh|cap|khen|thang nam (?:ky|ban hanh|qd|quyet dinh))|^ngay$"),
    ("decision", r"^(?:qd|quyet dinh)(?: khen thuong| cong nhan)?$"),
    (
        "issuer",
        r"cap (?:ky|khen|quyet dinh|ban hanh|tang|cong nhan)|(?:co quan|noi|don vi|nguoi|cap co tham quyen)"
        r" (?:ky|khen|quyet dinh|qd|ban hanh|cap|tang|cong nhan)",
    ),
    ("year", r"^nam (?:dang ky|gioi thieu|xay dung|thuc hien|bat dau)|^thoi (?:gian|diem) dang ky"),
    ("proposed", r"de nghi|de xuat|dang ky|dang ki|xin xet|du kien (?:khen|danh hieu)|trinh (?:khen|tang)"),
    (
        "rating",
        r"xep loai|^xl\b|^kq(?:dg|xl)\b|\bxlcl\b|danh gia|muc do hoan thanh"
        r"|chat luong (?:can bo|cong chuc|vien chuc|dang vien)"
        r"|^(?:ket qua )?phan loai(?: cac)?(?: nam)?(?: \d+)*$"
        r"|phan loai (?:can bo|cong chuc|vien chuc|lao dong)|ket qua (?:cong tac|thuc hien nhiem vu)$|^hoan thanh nv",
    ),
    ("award_year", r"^nam$|^nam (?:dat|khen|kt|khen thuong|duoc tang|cong nhan|hoc|tang|dat duoc|dat danh hieu)$"),
    (
        "award",
        r"danh hieu|khen thuong|hinh thuc khen|thi dua|duoc tang|huan chuong|bang khen|giay khen|hinh thuc"
        r"|^khen$|thanh tich khen|^dhtd\b|^htkt\b",
    ),
    ("sex", r"^gioi(?: tinh)?$|^g tinh$|^gt$|^(?:la )?(?:nu|nam)$|^nam nu$|^phai$"),
    ("birth", r"(?:ngay|nam|thang)(?:.*)\bsinh\b|^sinh (?:ngay|nam)|^ngay sinh|^ns$|^ntns$|^n sinh$"),
    ("ethnic", r"dan toc"),
    ("rank", r"cap bac|quan ham|^ham$"),
    ("code", r"^ma (?:cb|can bo|so|nv|nhan vien|cbccvc|gv|giao vien|cong chuc|doi tuong|ho)\b|^ma$|^so hieu cb"),
    (
        "position_unit",
        r"(?:chuc vu|chuc danh|nghe nghiep|cong viec).*(?:don vi|noi (?:cong tac|lam viec|o)|co quan|dia chi"
        r"|phong|truong)|(?:don vi|co quan).*chuc (?:vu|danh)",
    ),
    ("kind", r"^(?:loai|doi tuong|loai (?:doi tuong|hinh))$"),
    (
        "name",
        r"ho va ten|ho ten|^chu nhiem (?:de tai|sang kien)"
        r"|^ten (?:ca nhan|tap the|don vi|ho|nguoi|can bo|giao vien|doi tuong)|^ten$|chu ho"
        r"|ca nhan (?:duoc|thuc hien|tieu bieu)|tap the,? ca nhan"
        r"|^(?:tap the|ca nhan)(?: ca nhan| tap the| ho gia dinh)*$"
        r"|^ho gia dinh$|tap the ca nhan|^doi tuong de cu|nguoi duoc",
    ),
    (
        "position",
        r"chuc vu|chuc danh|^cv$|^c vu$|nghe nghiep|cong viec|viec lam|vi tri viec lam"
        r"|nhiem vu (?:duoc giao|dam nhiem)",
    ),
    ("field", r"linh vuc|nganh nghe|nhom (?:nganh|dien hinh)"),
    ("content", r"noi dung|cach lam|mo ta|tom tat"),
    ("achievement", r"thanh tich|ket qua|hieu qua|viec lam noi bat"),
    (
        "unit",
        r"don vi|^dv\b|^d vi\b|noi cong tac|co quan|^phong|^to\b|^khoa|^truong|thon|^ban\b|buon|^ap\b|^lang\b|khu pho"
        r"|to dan pho|^xa\b|^phuong\b|chi hoi|chi bo|noi lam viec|bo phan|^khoi|^doi\b",
    ),
    ("address", r"dia chi|noi o|que quan|thuong tru|cho o"),
    ("note", r"ghi chu|^g c$|luu y|chu thich|^gc$|chu giai"),
    (
        "other",
        r"trinh do|dang vien|ngay vao|hoc van|chuyen mon|ly luan|ton giao|tham nien|bac luong|he so|email|tai khoan",
    ),
)
_PATTERNS = tuple((name, re.compile(pattern)) for name, pattern in _RULES)

YEARLY = {"award", "rating", "income"}
STRONG = {
    "stt",
    "name",
    "name_last",
    "name_first",
    "birth",
    "position",
    "unit",
    "award",
    "rating",
    "proposed",
    "cccd",
    "sex",
    "position_unit",
    "model",
    "note",
    "decision_no",
    "decision_date",
    "decision",
    "birth_male",
    "birth_female",
    "ethnic",
    "award_year",
    "rank",
    "issuer",
    "initiative",
    "code",
    "proposer",
    "field",
}


@lru_cache(maxsize=4096)
def field_of(heading: str) -> str | None:
    """Return the field a heading names, without a year, or None."""
    if len(heading) > LONGEST_HEADING:
        return None
    key = fold(re.sub(r"\([^)]*\)", " ", heading)) or fold(heading)
    if not key or _NOT_A_HEADING.search(key):
        return None
    if heading.strip().lower() == "nam":
        return "sex"  # Nam is a man; Năm, a year, has its mark
    whole = fold(heading)
    for name, pattern in _PATTERNS:
        if name == "decision" and pattern.search(whole) and _is_decision(whole):
            return name
        if name != "decision" and pattern.search(key):
            return "award" if name == "achievement" and _CITED.search(whole) else name
    return None


def is_self_given(heading: str) -> bool:
    """Tell whether a column holds what people say of themselves ("Tự xếp loại"): nobody has decided it."""
    return re.search(_SELF_GIVEN, fold(heading)) is not None


def _is_decision(key: str) -> bool:
    """Tell whether a heading is of one column for number and date: it begins with the number or the decision."""
    return re.match(r"^(?:so|qd|quyet dinh)\b", key) is not None and "sinh" not in key and len(key.split()) <= 10


@lru_cache(maxsize=4096)
def year_of(heading: str, *, alone: bool = False) -> tuple[int | None, bool]:
    """Return the year a heading names and whether it is a school year (which counts for its second half).

    `alone`: the heading is nothing but a year, so two years in a row are a school year without the word.
    """
    if found := _SCHOOL_YEAR.search(heading):
        first, second = int(found[1]), found[2]
        last = int(second) if len(second) == 4 else first // 100 * 100 + int(second)
        if last == first + 1 and (alone or "hoc" in fold(heading)):
            return last, True
        return None, False
    years = set(_YEAR.findall(heading))
    return (int(years.pop()), False) if len(years) == 1 else (None, False)


def is_year_only(heading: str) -> bool:
    """Tell whether a heading is just a year: 2023, "Năm 2023", "Năm học 2022-2023"."""
    return re.fullmatch(r"(?:nam )?(?:hoc )?(?:19|20)\d\d(?: (?:(?:19|20)\d\d|\d\d))?", fold(heading)) is not None
