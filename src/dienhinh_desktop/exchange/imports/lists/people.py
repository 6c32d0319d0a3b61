"""Who a row is about: names, forms of address, kinds of subject, posts with units, sex, identity numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dienhinh_desktop.domain.dates import PartialDate
from dienhinh_desktop.domain.lists import ListIssueKind
from dienhinh_desktop.domain.records import Sex, SubjectKind
from dienhinh_desktop.domain.text import clean, fold

from .grids import GridCell

_APOSTROPHES = re.compile("[\u2018\u2019\u201b\u02bc\u02b9\u0060\u00b4\u2032\uff07]")
_MARKED_CLEAN = str.maketrans({"\u00b4": "'"})
_HOUSEHOLD = re.compile(
    r"^(?:hộ(?:\s+gia\s+đình)?|gia\s+đình)(?:\s+(?:ông|bà|anh|chị|nông\s+dân))?[\s:,]+(?=\S)", re.IGNORECASE
)
_ADDRESS = re.compile(
    r"^(?:(?:ông|bà)\s*[/,]\s*(?:ông|bà)|ông|bà|đ/c|đồng\s+chí|đc|anh|chị|cô|thầy)[\s:.]+(?=\S)", re.IGNORECASE
)
_RANK = re.compile(
    r"^(?:đại|thượng|trung|thiếu)\s+(?:tướng|tá|úy|uý|sĩ|sỹ)(?:\s+(?:qncn|chuyên nghiệp))?[\s,.:]+(?=\S)"
    r"|^(?:(?:ths|ts|pgs|gs|bs|cn|ks|(?:bs)?ck(?:1|2|i{1,2})|ngưt|nsưt)\s*\.\s*)+(?:(?:ths|ts|bs|ck(?:1|2|i{1,2}))\s+)?(?=\S)",
    re.IGNORECASE,
)
_MARKER = re.compile(r"^\s*(?:\d{1,3}\s*[.)]|[-+*•–])\s*(?=[^\W\d_])")
_ASIDE = re.compile(r"\s*[(\[][^()\[\]]*[)\]]?\s*$")

UNIT_WORDS = (
    r"phòng|tổ|ban|trung\s+tâm|văn\s+phòng(?!\s*[-–]\s*thống)|thanh\s+tra|tập\s+thể|trường|khoa|chi\s+bộ|đảng\s+(?:bộ|ủy|uỷ)|đội|công\s+đoàn"
    r"|công\s+an|công\s+ty|hội(?=\s+(?:đồng|nông|phụ|cựu|liên|chữ|người|khuyến|luật|nhà|sinh|làm))"
    r"|đoàn(?=\s+(?:thanh|phường|xã|cơ|trường|thể|kinh|tncs))|chi\s+(?:hội|cục|đoàn|nhánh)|hợp\s+tác\s+xã|htx|ubnd|hđnd"
    r"|[uủ][yỷ]\s+ban|uỷ\s+ban|xã(?!\s+hội)|phường|thị\s+trấn|đặc\s+khu|thôn|bản|buôn|bon|ấp|làng|khu\s+phố|khối|trạm|bệnh\s+viện"
    r"|sở|cục|vụ|liên\s+đoàn|mặt\s+trận|mttq|ngân\s+hàng|doanh\s+nghiệp|câu\s+lạc\s+bộ|clb|nhóm|bộ\s+phận|đơn\s+vị"
    r"|cơ\s+quan|hạt|kho\s+bạc|bảo\s+hiểm|tiểu\s+đội|trung\s+đội|đại\s+đội|tiểu\s+đoàn|mầm\s+non|tiểu\s+học|thcs|thpt|mn|th"
    r"|tổ\s+dân\s+phố|tdp|bộ\s+chỉ|bộ\s+chqs|tòa\s+án|viện|đài|báo|nhà\s+(?:văn|máy|trẻ)|xí\s+nghiệp|tổng\s+công|huyện|tỉnh"
)
_NOT_AS_POST = r"(?!\s+(?:trưởng|phó|viên)\b)"
UNIT_START = re.compile(rf"^(?:{UNIT_WORDS})\b{_NOT_AS_POST}", re.IGNORECASE)
_UNIT_INSIDE = re.compile(
    r"(?<=\s)(?:Phòng|Tổ|Ban|Trung tâm|Văn phòng(?!\s*[-–]\s*[Tt]hống)|Thanh tra|Trường|Khoa|Chi bộ|Đội|Công an"
    r"|Công ty|Chi cục|Sở|Trạm|Bệnh viện|UBND|Đảng ủy|Hội|Đoàn|Bộ phận|Cục|Hạt|Huyện|Xã(?!\s+hội)|Phường|Thôn|Bản"
    r"|Buôn)\b(?!\s+(?:trưởng|phó|viên)\b)"
)
_PLACE = re.compile(
    r"^(?:xã|phường|thị trấn|đặc khu|thôn|bản|buôn|ấp|làng|tổ dân phố|khu phố|huyện|tỉnh|số nhà|đường)\b", re.IGNORECASE
)
_NAME_END = re.compile(r"\s*[,;\n]\s*|\s+[-–]\s+")
# A dash parts a post from a unit (Giáo viên - Trường A), not the two halves of a post (Văn hóa - Xã hội).
_PARTS = re.compile(
    rf"[,;\n]|(?:\s[-–]\s|\s*/\s*(?!(?:thcs|thpt|th|mn)\b))(?=(?:{UNIT_WORDS})\b{_NOT_AS_POST})", re.IGNORECASE
)
_POST_START = re.compile(
    r"^(?:phó|trưởng|bí thư|chủ tịch|giám đốc|[uủ][yỷ] viên|uỷ viên|chánh|kế toán|văn thư|chuyên viên|công chức"
    r"|đại biểu|hiệu trưởng|tổ trưởng|tổ phó|nhóm trưởng|nhân viên|cán bộ|chỉ huy)\b",
    re.IGNORECASE,
)
_HEADS_KEEP = {"chánh", "phó chánh", "quyền chánh"}
_HEADS_SHARE = {"trưởng", "phó trưởng", "phó", "q. trưởng", "quyền trưởng"}


@dataclass(frozen=True, slots=True)
class Named:
    """What a name cell says: the name itself, the kind it shows, the remark in brackets behind it."""

    name: str
    kind: SubjectKind | None = None
    aside: str = ""


def plain_name(text: str) -> str:
    """Return a name as kept: NFC, single spaces, plain apostrophes; words all in capitals get ordinary letters."""
    name = clean(_APOSTROPHES.sub("'", text))
    name = re.sub(r"\s*'\s*(?=\S)", "'", name).strip(" .,;:*")
    letters = [char for char in name if char.isalpha()]
    if letters and all(char.isupper() for char in letters) and len(letters) > 3:
        return " ".join(_capital(word.lower()) for word in name.split())
    return name


def _capital(word: str) -> str:
    return "'".join(part[:1].upper() + part[1:] for part in word.split("'"))


def read_name(text: str) -> Named:
    """Read a name cell: numbers before it, forms of address, ranks and remarks in brackets are no part of a name."""
    text = _MARKER.sub("", clean(text.replace("\n", " ")))
    kind = None
    if found := _HOUSEHOLD.match(text):
        kind, text = SubjectKind.HOUSEHOLD, text[found.end() :]
    addressed = _ADDRESS.match(text) is not None  # Ông Bản Văn Thôn is no village
    for pattern in (_ADDRESS, _RANK, _ADDRESS):
        text = pattern.sub("", text, count=1)
    bare = _ASIDE.sub("", text) or text
    if kind is None and not addressed and UNIT_START.match(bare.lower()):
        return Named(collective_name(bare), SubjectKind.COLLECTIVE)
    name, aside = plain_name(bare), clean(text[len(bare) :]).strip("()[] ")
    if kind is None or name:
        name = " ".join(word[:1].upper() + word[1:] if word[:1].islower() else word for word in name.split())
    return Named(name, kind, aside)


def part_name(text: str, *, joined: bool) -> tuple[str, str]:
    """Part "Ông Vương Chí Sình, Chủ tịch UBND xã" into the person and what follows; anything else stays whole.

    `joined`: the heading says that more than the name stands there. Else what follows must begin as a post or a unit
    does, for a couple is named with a comma too, and a line break is only a name too long for its cell.
    """
    if UNIT_START.match(text.lower()) or _HOUSEHOLD.match(text):
        return text, ""
    for found in _NAME_END.finditer(text):
        rest = clean(text[found.end() :])
        told = _POST_START.match(rest) or UNIT_START.match(rest.lower())
        if rest and (joined or (told and "\n" not in found[0])):
            return clean(text[: found.start()]), text[found.end() :]
    return text, ""


def collective_name(text: str) -> str:
    """Return the name of a collective or unit as written, cleaned."""
    return _MARKER.sub("", clean(_APOSTROPHES.sub("'", text))).strip(" .,;:")


def is_household_heading(text: str) -> bool:
    """Tell whether a heading or title is about households."""
    key = fold(text)
    return re.search(r"\bchu ho\b|\bho gia dinh\b|\bten ho\b|\bcac ho\b|danh sach ho\b", key) is not None


def read_sex(text: str, heading: str) -> str | None:
    """Read Nam, Nữ, or a mark under a heading that is one of them."""
    key, head = fold(text), fold(heading)
    if key in ("nam", "nu", "f", "m"):
        return (Sex.MALE if key in ("nam", "m") else Sex.FEMALE).value
    if key in ("x", "1") and head in ("nu", "nam", "la nu"):
        return (Sex.MALE if head == "nam" else Sex.FEMALE).value
    return None


def read_address(text: str) -> str | None:
    """Return the sex a form of address shows (Ông, Bà)."""
    return {"ong": Sex.MALE.value, "ba": Sex.FEMALE.value}.get(fold(text))


def split_post(text: str, *, place_heading: bool = False) -> tuple[str | None, str | None]:
    """Part "Chuyên viên Phòng A" or "Trưởng phòng, Phòng A" into (post, unit); an address is neither."""
    parts = [part for part in map(clean, _PARTS.split(text)) if part]
    if not parts:
        return None, None
    if len(parts) == 1:
        return _split_one(parts[0], place_heading=place_heading)
    posts = [part for part in parts if not UNIT_START.match(part.lower())]
    if place_heading:
        return posts[0] if posts and posts[0] == parts[0] else None, None
    units = [part for part in parts if part not in posts]
    if posts and not units:
        if any(_POST_START.match(part) for part in parts[1:]):
            return ", ".join(posts), None
        return _split_one(text, place_heading=place_heading)
    return ", ".join(posts) or None, units[-1] if posts else units[0]


def _split_one(text: str, *, place_heading: bool) -> tuple[str | None, str | None]:
    text = clean(text)
    if UNIT_START.match(text.lower()):
        return None, None if place_heading or _PLACE.match(text) else text
    for found in _UNIT_INSIDE.finditer(text):
        head, rest = text[: found.start()].strip(), text[found.start() :]
        if head.lower() in _HEADS_KEEP:
            continue
        if len(rest.split()) <= len(found[0].split()):
            return text, None
        if head.lower() in _HEADS_SHARE:
            return f"{head} {found[0].lower()}", rest
        return head, None if place_heading else rest
    return text, None


@dataclass(frozen=True, slots=True)
class Identity:
    """What an identity number cell says: digits, and what is to be told; `said`: in words of its own."""

    number: str | None = None
    issue: ListIssueKind | None = None
    said: str = ""


_SHORTENED = re.compile(r"\d+(?:[.,]\d+)?\s*[eE]\s*\+?\s*\d+")
_ROUNDED = re.compile(r"\d{5,6}0{6}")
_DIGITS = re.compile(r"(?<![\d/])\d(?:[ .\-]?\d)*(?![\d/])")
_LENGTHS = (12, 11, 9)


def read_identity(cell: GridCell, birth: PartialDate | None) -> Identity:
    """Read a CCCD or CMND cell: digits only; zeros an Excel number lost are put back where the rest fits.

    A number Excel shortened (1.2E+11) or rounded is lost and left empty. Of several numbers in a cell the first whole
    one is taken and the rest told; a day of issue beside it is passed over.
    """
    text = clean(cell.text)
    if _SHORTENED.search(text) or _ROUNDED.fullmatch(text):
        return Identity(None, ListIssueKind.ID_WRONG, f"“{text}” là số Excel đã rút gọn, mất chữ số; xin lại số CCCD.")
    numbers = [re.sub(r"\D", "", found[0]) for found in _DIGITS.finditer(text)]
    whole = [number for length in _LENGTHS for number in numbers if len(number) == length]
    if len(whole) > 1:
        said = f"Ô “{text}” có {len(whole)} số; đã lấy {_read_digits(whole[0], birth).number}, kiểm tra lại."
        return Identity(_read_digits(whole[0], birth).number, ListIssueKind.ID_WRONG, said)
    return _read_digits(whole[0] if whole else re.sub(r"\D", "", text), birth)


def _read_digits(digits: str, birth: PartialDate | None) -> Identity:
    if not digits:
        return Identity()
    if len(digits) == 12:
        return Identity(digits)
    if len(digits) == 11:
        return Identity("0" + digits, ListIssueKind.ID_ZERO_BACK)
    if len(digits) == 10 and digits[0] != "0" and _fits_well("00" + digits, birth):
        return Identity("00" + digits, ListIssueKind.ID_ZERO_BACK)
    if len(digits) == 9:
        return Identity(digits, ListIssueKind.ID_NINE_DIGITS)
    return Identity(digits, ListIssueKind.ID_WRONG)


def _fits_well(number: str, birth: PartialDate | None) -> bool:
    """Tell whether twelve digits begin with a province of one digit and hold the birth year (law notes §7.5)."""
    return number[:3] in ("001", "002", "004", "006", "008") and birth is not None and not misfit(number, birth, None)


def misfit(number: str, birth: PartialDate | None, sex: str | None) -> str | None:
    """Return what does not fit a 12-digit number: "năm sinh", "giới tính", or None (law notes §7.5)."""
    if len(number) != 12 or number[3] not in "0123":
        return None
    century, female = 1900 + 100 * (int(number[3]) // 2), int(number[3]) % 2 == 1
    if birth is not None and century + int(number[4:6]) != birth.year:
        return "năm sinh"
    if sex is not None and female != (sex == Sex.FEMALE.value):
        return "giới tính"
    return None
