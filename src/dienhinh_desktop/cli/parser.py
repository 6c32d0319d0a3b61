"""What may be written on the command line, and what is said, in Vietnamese, when it cannot be understood."""

from __future__ import annotations

import argparse
import re
from datetime import date
from pathlib import Path
from typing import NoReturn

from ..domain.dates import DateError, parse_date
from ..domain.documents import ListKind, ListScope, PaperFormat, PaperKind
from ..domain.eligibility import Stage

_SENTENCES = (
    (re.compile(r"the following arguments are required: (.+)"), r"Thiếu \1."),
    (re.compile(r"one of the arguments (.+) is required"), r"Cần một trong: \1."),
    (re.compile(r"argument (\S+): not allowed with argument (\S+)"), r"\1 không dùng cùng \2."),
    (re.compile(r"unrecognized arguments: (.+)"), r"Không hiểu “\1”."),
    (re.compile(r"argument (\S+): expected (?:one argument|at least one argument)"), r"Sau \1 phải có giá trị."),
    (
        re.compile(r"argument (\S+): invalid choice: '?([^' ]+)'? \(choose from (.+)\)"),
        r"\1 không nhận “\2”; dùng: \3.",
    ),
    (re.compile(r"argument (\S+): invalid \w+ value: '(.+)'"), r"\1 không nhận “\2”; cần một số."),
    (re.compile(r"argument (\S+): (.+)"), r"\1: \2"),
)


class _Parser(argparse.ArgumentParser):
    """An ArgumentParser that speaks Vietnamese."""

    def __init__(self, **options: object) -> None:
        super().__init__(add_help=False, allow_abbrev=False, **options)  # type: ignore[arg-type]
        self._positionals.title = "Tham số"
        self._optionals.title = "Tùy chọn"
        self.add_argument("-h", "--help", action="help", help="hiện trợ giúp này")

    def format_help(self) -> str:
        return super().format_help().replace("usage:", "Cách dùng:", 1)

    def format_usage(self) -> str:
        return super().format_usage().replace("usage:", "Cách dùng:", 1)

    def error(self, message: str) -> NoReturn:
        for pattern, sentence in _SENTENCES:
            if pattern.fullmatch(message):
                message = pattern.sub(sentence, message)
                break
        self.exit(2, f"{message} Gõ “{self.prog} --help” để xem cách dùng.\n")


def _day(text: str) -> date:
    try:
        return parse_date(text)
    except DateError as error:
        raise argparse.ArgumentTypeError(f"{error}.") from error


def _reading(text: str) -> tuple[str, str]:
    code, sign, option = text.partition("=")
    if not sign or not code or not option:
        raise argparse.ArgumentTypeError(f"“{text}” phải có dạng N3=lien_tiep.")
    return code, option


def _years(text: str) -> tuple[int, int]:
    found = re.fullmatch(r"((?:19|20)\d\d)(?:[-–]((?:19|20)\d\d))?", text)
    if found is None:
        raise argparse.ArgumentTypeError(f"“{text}” phải có dạng 2021-2025, hoặc một năm.")
    return int(found[1]), int(found[2] or found[1])


def _box(text: str) -> tuple[float, float, float, float]:
    try:
        left, bottom, width, height = (float(part) for part in text.split(","))
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” phải có dạng 120,60,50,20 (mm: trái, dưới, rộng, cao).") from None
    return left, bottom, width, height


def parse(argv: list[str]) -> argparse.Namespace:
    """Read the words of the command line. Exits with 2 and one sentence when they cannot be understood."""
    return _parser().parse_args(argv)


def _parser() -> _Parser:
    parser = _Parser(prog="dienhinh", description="Hồ sơ, xét điều kiện và biểu mẫu điển hình tiên tiến.")
    parser.add_argument("--data", type=Path, metavar="THƯ_MỤC", help="thư mục dữ liệu (tạo mới khi chưa có)")
    commands = parser.add_subparsers(dest="command", metavar="LỆNH", parser_class=_Parser, title="Các lệnh")
    _imports(commands)
    _plans(commands)
    _exports(commands)
    _packages(commands)
    _signatures(commands)
    _upkeep(commands)
    demo = commands.add_parser("demo", help="làm thử trọn việc chính trên dữ liệu mẫu")
    demo.add_argument("--out", type=Path, required=True, metavar="THƯ_MỤC", help="nơi ghi kết quả")
    return parser


def _imports(commands: argparse._SubParsersAction[_Parser]) -> None:
    imports = commands.add_parser("import", help="nhập sổ dữ liệu (.xlsx), hoặc danh sách bất kỳ (--as-list)")
    imports.add_argument("file", type=Path, metavar="TỆP")
    imports.add_argument("--as-list", action="store_true", help="TỆP là danh sách bất kỳ do đơn vị tự lập")
    imports.add_argument(
        "--as-results", action="store_true", help="TỆP là quyết định khen của cấp trên, ghi kết quả đợt"
    )
    imports.add_argument("--round", type=int, metavar="ĐỢT", help="số của đợt nhận kết quả (khi có nhiều đợt)")
    imports.add_argument("--decision", metavar="SỐ", help="số quyết định, khi tệp không ghi")
    imports.add_argument("--decided", type=_day, metavar="NGÀY", help="ngày quyết định, khi tệp không ghi")
    imports.add_argument("--title", metavar="MÃ", help="mã danh hiệu, hình thức, khi tệp không ghi")
    imports.add_argument("--dry-run", action="store_true", help="chỉ xem trước, không ghi")
    _json(imports)
    reading = commands.add_parser("read-list", help="đọc thử một danh sách bất kỳ, không nhập")
    reading.add_argument("file", type=Path, metavar="TỆP")
    reading.add_argument("--sheet", metavar="TRANG", help="đọc trang này")
    _json(reading)
    undo = commands.add_parser("undo-import", help="rút lại một lần nhập")
    undo.add_argument("batch", type=int, metavar="LẦN_NHẬP")


def _plans(commands: argparse._SubParsersAction[_Parser]) -> None:
    assess = commands.add_parser("assess", help="xét điều kiện")
    _question(assess)
    stages = [stage.value for stage in Stage]
    assess.add_argument("--stage", choices=stages, default=Stage.RECOGNITION.value, help="giai đoạn xét")
    assess.add_argument("--field", metavar="LĨNH_VỰC", help="chỉ xét một lĩnh vực, nhóm xét")
    assess.add_argument("--subject", metavar="MÃ", help="chỉ xét một đối tượng")
    for name, words in (("quota", "tình hình chỉ tiêu"), ("milestones", "tình hình mốc thời gian")):
        _question(commands.add_parser(name, help=words))
    installed = commands.add_parser("plans", help="các kế hoạch có sẵn; plans check kiểm tra một bộ đang soạn")
    _json(installed)
    actions = installed.add_subparsers(dest="what", metavar="VIỆC", parser_class=_Parser, title="Các việc")
    check = actions.add_parser("check", help="kiểm tra một bộ kế hoạch đang soạn")
    check.add_argument("file", type=Path, metavar="TỆP.yaml")
    check.add_argument("--on", type=_day, metavar="NGÀY", help="chạy thử trên hồ sơ, so với bộ đang dùng")


def _question(parser: _Parser) -> None:
    parser.add_argument("--plan", required=True, metavar="KẾ_HOẠCH", help="mã bộ kế hoạch")
    parser.add_argument(
        "--on", type=_day, required=True, metavar="NGÀY", help="ngày xét, dạng 2025-12-20 hoặc 20/12/2025"
    )
    parser.add_argument(
        "--reading", type=_reading, nargs="+", action="extend", default=[], metavar="N3=…", help="cách hiểu khác"
    )
    _json(parser)


def _upkeep(commands: argparse._SubParsersAction[_Parser]) -> None:
    backup = commands.add_parser("backup", help="sao lưu toàn bộ dữ liệu thành một tệp")
    backup.add_argument("--out", type=Path, metavar="TỆP.zip", help="nơi ghi (mặc định: thư mục backups)")
    restore = commands.add_parser("restore", help="khôi phục một bản sao lưu; sổ hiện có được giữ lại trước")
    restore.add_argument("file", type=Path, metavar="TỆP")
    _json(commands.add_parser("check", help="kiểm tra dữ liệu"))


def _json(parser: _Parser) -> None:
    parser.add_argument("--json", action="store_true", help="in một đối tượng JSON")


def _exports(commands: argparse._SubParsersAction[_Parser]) -> None:
    export = commands.add_parser("export", help="ghi danh sách, biểu mẫu, sổ dữ liệu")
    kinds = export.add_subparsers(dest="what", metavar="LOẠI", required=True, parser_class=_Parser, title="Các loại")
    listed = kinds.add_parser("list", help="danh sách đăng ký, trích ngang, bảng tổng hợp (.xlsx, .pdf, .docx)")
    forms = kinds.add_parser("forms", help="bản đăng ký và báo cáo thành tích (PDF, Word)")
    papers = kinds.add_parser("papers", help="phiếu xét, tờ trình, phiếu bầu, biên bản, công văn nhắc (PDF, Word)")
    records = kinds.add_parser("records", help="toàn bộ hồ sơ thành sổ dữ liệu")
    for parser in (listed, forms, papers):
        parser.add_argument("--plan", required=True, metavar="KẾ_HOẠCH", help="mã bộ kế hoạch")
        parser.add_argument("--on", type=_day, required=True, metavar="NGÀY", help="tính đến ngày")
    kinds_of_list = [kind.value for kind in ListKind]
    listed.add_argument("--kind", choices=kinds_of_list, metavar="LOẠI", help=", ".join(kinds_of_list))
    listed.add_argument(
        "--by", choices=[scope.value for scope in ListScope], help="tách danh sách đăng ký; --out là thư mục"
    )
    listed.add_argument("--format", choices=("xlsx", "pdf", "docx"), default="xlsx", help="dạng tệp khi tách")
    _written_papers(forms, papers)
    for parser, name in ((listed, "TỆP.xlsx"), (forms, "THƯ_MỤC"), (papers, "THƯ_MỤC"), (records, "TỆP.xlsx")):
        parser.add_argument("--out", type=Path, required=True, metavar=name, help="nơi ghi")
    _template(kinds)


def _written_papers(forms: _Parser, papers: _Parser) -> None:
    formats = [written_as.value for written_as in PaperFormat]
    for parser in (forms, papers):
        parser.add_argument("--subject", metavar="MÃ", help="chỉ một đối tượng")
        parser.add_argument("--format", choices=formats, default=PaperFormat.PDF.value, help="dạng tệp")
    words = [kind.value for kind in PaperKind]
    papers.add_argument("--paper", choices=words, nargs="+", action="extend", metavar="LOẠI", help=", ".join(words))


def _template(kinds: argparse._SubParsersAction[_Parser]) -> None:
    template = kinds.add_parser("template", help="mẫu sổ dữ liệu gửi một đơn vị, hoặc mỗi đơn vị một tệp")
    whose = template.add_mutually_exclusive_group(required=True)
    whose.add_argument("--unit", metavar="ĐƠN_VỊ", help="mã hoặc tên đơn vị")
    whose.add_argument("--all-units", action="store_true", help="mọi đơn vị dưới cơ quan; --out là thư mục")
    template.add_argument("--years", type=_years, metavar="2021-2025", help="chỉ dữ liệu các năm này")
    template.add_argument("--cccd", action="store_true", help="kèm số CCCD")
    template.add_argument("--out", type=Path, required=True, metavar="TỆP.xlsx", help="nơi ghi")


def _packages(commands: argparse._SubParsersAction[_Parser]) -> None:
    send = commands.add_parser("send", help="lập gói gửi cấp trên")
    send.add_argument("--plan", required=True, metavar="KẾ_HOẠCH", help="mã bộ kế hoạch")
    send.add_argument("--out", type=Path, required=True, metavar="TỆP.zip", help="nơi ghi gói")
    send.add_argument("--on", type=_day, metavar="NGÀY", help="tính đến ngày (mặc định: ngày của đợt, hoặc hôm nay)")
    send.add_argument("--round", metavar="ĐỢT", help="số hoặc tên đợt (mặc định: đợt mới nhất đã chọn đối tượng)")
    send.add_argument("--cccd", action="store_true", help="kèm số CCCD")
    _passphrase(send)
    receive = commands.add_parser("receive", help="nhận gói của đơn vị dưới và gộp vào sổ")
    receive.add_argument("file", type=Path, metavar="TỆP")
    receive.add_argument("--dry-run", action="store_true", help="chỉ xem trước, không ghi")
    receive.add_argument("--keep", choices=["ours", "theirs"], help="chỗ mâu thuẫn: giữ theo sổ, hay lấy theo gói")
    receive.add_argument(
        "--who",
        type=_who,
        nargs="+",
        action="extend",
        default=[],
        metavar="MÃ=MÃ_SỔ",
        help="ai là ai; người mới: MÃ=moi",
    )
    later = receive.add_mutually_exclusive_group()
    later.add_argument("--hold", action="store_true", help="chỉ ghi nhận, gộp sau")
    later.add_argument("--return", dest="give_back", metavar="LÝ_DO", help="ghi nhận và trả lại kèm lý do")
    receive.add_argument("--due", type=_day, metavar="NGÀY", help="hạn gửi lại, dùng với --return")
    _passphrase(receive)
    _json(receive)
    units = commands.add_parser("units", help="đơn vị dưới: ai đã gửi, ai còn nợ")
    units.add_argument("--plan", required=True, metavar="KẾ_HOẠCH", help="mã bộ kế hoạch")
    units.add_argument("--on", type=_day, metavar="NGÀY", help="tính đến ngày (mặc định: hôm nay)")
    units.add_argument("--remind", action="store_true", help="in lời nhắc từng đơn vị còn nợ")
    _json(units)


def _passphrase(parser: _Parser) -> None:
    parser.add_argument("--passphrase-env", metavar="BIẾN", help="mật khẩu của gói, lấy từ biến môi trường này")


def _who(text: str) -> tuple[str, str]:
    theirs, sign, ours = text.partition("=")
    if not sign or not theirs or not ours:
        raise argparse.ArgumentTypeError(f"“{text}” phải có dạng HO05=HO01, hoặc HO05=moi.")
    return theirs, ours


def _signatures(commands: argparse._SubParsersAction[_Parser]) -> None:
    sign = commands.add_parser("sign", help="ký số một văn bản PDF")
    sign.add_argument("file", type=Path, metavar="TỆP.pdf")
    sign.add_argument("--out", type=Path, required=True, metavar="TỆP.pdf", help="nơi ghi bản đã ký")
    keys = sign.add_mutually_exclusive_group(required=True)
    keys.add_argument("--p12", type=Path, metavar="TỆP.p12", help="khóa trong tệp PKCS#12")
    keys.add_argument("--pkcs11", type=Path, metavar="THƯ_VIỆN", help="khóa trong token: trình điều khiển PKCS#11")
    sign.add_argument("--token", metavar="NHÃN", help="token nào, khi cắm nhiều token")
    sign.add_argument("--key", metavar="NHÃN", help="chứng thư nào, khi token có nhiều chứng thư")
    shown = sign.add_mutually_exclusive_group()
    shown.add_argument("--image", type=Path, metavar="ẢNH.png", help="người ký: hình chữ ký")
    shown.add_argument("--seal", type=Path, metavar="ẢNH.png", help="cơ quan ký, sau người ký: hình con dấu")
    shown.add_argument("--attachment", metavar="SỐ", help="cơ quan ký phụ lục tệp riêng của văn bản số này")
    sign.add_argument("--width", type=float, metavar="MM", help="bề rộng thật của hình")
    sign.add_argument(
        "--at", metavar="TÊN", help="tên, chức vụ ở chỗ ký (con dấu: tên người đã ký); bỏ trống thì theo chứng thư"
    )
    sign.add_argument("--box", type=_box, metavar="MM", help="chỗ đặt hình: trái,dưới,rộng,cao tính bằng mm")
    sign.add_argument("--page", type=int, metavar="TRANG", help="trang của --box (trang đầu là 1)")
    sign.add_argument("--reason", default="", metavar="CHỮ", help="lý do ký")
    sign.add_argument("--location", default="", metavar="CHỮ", help="nơi ký")
    pins = sign.add_mutually_exclusive_group()
    pins.add_argument("--pin-env", metavar="BIẾN", help="lấy mã PIN, mật khẩu từ biến môi trường này; không thì hỏi")
    pins.add_argument("--pin-fd", type=int, metavar="SỐ", help="lấy mã PIN, mật khẩu từ dòng đầu của mô tả tệp này")
    verify = commands.add_parser("verify", help="kiểm tra chữ ký số của một văn bản PDF, hoặc một gói còn nguyên")
    verify.add_argument("file", type=Path, metavar="TỆP")
    _passphrase(verify)
    verify.add_argument(
        "--trust", type=Path, action="append", default=[], metavar="THƯ_MỤC", help="chỉ tin chứng thư gốc trong đây"
    )
    verify.add_argument("--keep", action="store_true", help="giữ tệp và kết quả kiểm tra trong thư mục dữ liệu")
    _json(verify)
