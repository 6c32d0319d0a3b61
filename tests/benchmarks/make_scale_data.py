#!/usr/bin/env python3
"""Write a large records workbook of invented people for benchmarks: plain Python, no packages, the same bytes for the same arguments.

    python make_scale_data.py --people 20000 --units 300 --years 5 --seed 1 --out big.xlsx

About 12 rows of ratings, titles, awards and initiatives per person, spread as in a real province: one in six rated
outstanding, titles that follow ratings, praise that follows titles, gaps, late joiners, promotions, a few disciplined.
Rows are compressed as they are made: 100,000 people take about ten seconds, 130 MB of memory and 39 MB of disk.
"""
import argparse
import random
import struct
import sys
import time
import zlib
from datetime import date
from xml.sax.saxutils import escape

LAST_YEAR = 2025
PLAN = "HT_SNGV_2021_2025"
EPOCH = date(1899, 12, 30).toordinal()
MAX_ROWS = 1_048_576

SHEETS = {
    "Đối tượng": ["Mã", "Loại", "Tên", "Phân loại", "Đơn vị", "Ngày sinh", "Giới tính", "CCCD", "Dân tộc", "Ngày bắt đầu", "Đặc điểm"],
    "Chức vụ": ["Mã đối tượng", "Chức vụ", "Lãnh đạo", "Đứng đầu", "Tập thể phụ trách", "Từ ngày", "Đến ngày"],
    "Xếp loại": ["Mã đối tượng", "Năm", "Mức", "Số quyết định", "Ngày", "Cơ quan"],
    "Khen thưởng": ["Mã đối tượng", "Hình thức", "Năm", "Số quyết định", "Ngày ký", "Cơ quan ban hành", "Kết quả", "Ngày thu hồi"],
    "Sáng kiến": ["Mã đối tượng", "Tên", "Loại", "Cấp", "Số quyết định", "Ngày", "Cơ quan công nhận", "Tỷ lệ đóng góp", "Áp dụng hiệu quả", "Ngày xác nhận hiệu quả"],
    "Xác nhận": ["Mã đối tượng", "Mã tiêu chí", "Kết quả", "Người xác nhận", "Ngày", "Minh chứng"],
    "Kỷ luật": ["Mã đối tượng", "Hình thức", "Số quyết định", "Ngày", "Hết hiệu lực"],
    "Đăng ký": ["Mã đối tượng", "Kế hoạch", "Đơn vị giới thiệu", "Ngày đăng ký", "Năm giới thiệu"],
}

SURNAMES = ["Nguyễn"] * 38 + ["Trần"] * 11 + ["Lê"] * 10 + ["Phạm"] * 7 + ["Hoàng"] * 4 + ["Phan"] * 4 + ["Vũ", "Võ", "Đặng", "Bùi"] * 3 + ["Đỗ", "Hồ", "Ngô", "Dương", "Lý", "Đinh", "Mai", "Trịnh", "Cao", "Lương", "Tạ", "Hà", "Lò", "Quàng", "Giàng", "Ksor", "Niê", "Thạch"]
MIDDLE = {"Nam": "Văn Văn Văn Đình Hữu Quang Minh Đức Xuân Ngọc Công Mạnh Thanh Quốc Trọng Bá Duy Khắc Tiến Viết Sỹ".split(),
          "Nữ": "Thị Thị Thị Thị Thu Ngọc Thanh Minh Phương Hồng Bích Kim Thùy Mỹ Khánh Hoài Lan".split()}
GIVEN = {"Nam": "An Bình Cường Chiến Dũng Dương Đạt Đức Hải Hiếu Hòa Hoàng Hùng Huy Hưng Khánh Khoa Kiên Lâm Long Lộc Mạnh Minh Nam Nghĩa Phong Phú Phúc Quân Quang Quý Sáng Sơn Tài Tâm Thái Thành Thắng Thịnh Thọ Thuận Tiến Toàn Trí Trung Tú Tuấn Tùng Vinh Ý".split(),
         "Nữ": "An Anh Ánh Châu Chi Cúc Diệp Dung Duyên Đào Giang Hà Hạnh Hằng Hiền Hoa Hòa Hồng Huệ Hương Huyền Lan Liên Linh Loan Mai My Nga Ngân Ngọc Nhung Oanh Phương Phượng Quyên Tâm Thảo Thu Thúy Thủy Thư Trang Tuyết Vân Xuân Yến".split()}
ETHNIC = ["Kinh"] * 86 + ["Tày", "Thái", "Mường", "Khmer", "Nùng", "Mông", "Dao", "Gia Rai", "Ê Đê", "Ba Na", "Hoa", "Chăm", "Sán Dìu", "Ra Glai"]
UNIT_KINDS = ["Phòng", "Trung tâm", "Ban", "Chi cục", "Văn phòng", "Trường", "Trạm", "Đội"]
UNIT_TOPICS = ["Kế hoạch", "Tài chính", "Tổ chức", "Quản lý đầu tư", "Thông tin", "Hợp tác", "Dịch vụ", "Kiểm tra", "Kỹ thuật", "Đào tạo", "Nghiệp vụ", "Pháp chế", "Môi trường", "Hạ tầng", "Văn hóa", "Y tế", "Bảo trợ", "Khuyến nông"]
IDEAS = ["Rút ngắn thời gian giải quyết hồ sơ", "Số hóa sổ theo dõi văn bản", "Tổ chức dạy học theo nhóm nhỏ", "Theo dõi tài sản bằng mã vạch", "Cẩm nang hướng dẫn người dân", "Cải tiến quy trình tiếp nhận", "Kiểm tra chéo giữa các đơn vị", "Tuyên truyền bằng hình ảnh"]
CRITERIA = ["HT_DT_01", "HT_CNC_01", "HT_CNC_02", "HT_CN_01", "HT_CN_02", "HT_CN_03", "HT_CN_04"]


class Part:
    """One file inside the workbook, compressed while it is written."""

    def __init__(self, name):
        self.name, self.crc, self.size, self.out = name, 0, 0, bytearray()
        self.z = zlib.compressobj(6, zlib.DEFLATED, -15)
        self.buf, self.len = [], 0

    def write(self, text):
        self.buf.append(text)
        self.len += len(text)
        if self.len > 1 << 16:
            self.flush()

    def flush(self):
        data = "".join(self.buf).encode("utf-8")
        self.buf, self.len = [], 0
        self.crc = zlib.crc32(data, self.crc)
        self.size += len(data)
        self.out += self.z.compress(data)

    def close(self):
        self.flush()
        self.out += self.z.flush()


def write_zip(path, parts):
    """A plain zip with fixed times: the same parts give the same bytes."""
    stamp, day = 0, ((2025 - 1980) << 9) | (1 << 5) | 1
    directory = bytearray()
    with open(path, "wb") as f:
        for p in parts:
            name, offset = p.name.encode("utf-8"), f.tell()
            if p.size >= 1 << 32 or offset >= 1 << 32:
                raise SystemExit("Quá lớn: một phần của tệp vượt 4 GiB.")
            common = struct.pack("<HHHHHIIIHH", 20, 0x800, 8, stamp, day, p.crc, len(p.out), p.size, len(name), 0)
            f.write(b"PK\x03\x04" + common + name)
            f.write(p.out)
            directory += b"PK\x01\x02" + struct.pack("<H", 20) + common + struct.pack("<HHHII", 0, 0, 0, 0, offset) + name
        start = f.tell()
        f.write(directory)
        f.write(b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, len(parts), len(parts), len(directory), start, 0))


class Workbook:
    def __init__(self):
        self.strings, self.uses = {}, 0
        self.sst = Part("xl/sharedStrings.xml.body")
        self.sheets = {}
        for i, (name, cols) in enumerate(SHEETS.items(), 1):
            p = Part(f"xl/worksheets/sheet{i}.xml")
            p.write('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0"'
                    + (' tabSelected="1"' if i == 1 else "") + '><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
                    '<sheetFormatPr defaultRowHeight="15"/><cols><col min="1" max="1" width="13" customWidth="1"/><col min="2" max="12" width="18" customWidth="1"/></cols><sheetData>')
            self.sheets[name] = [p, 0, [chr(65 + j) for j in range(len(cols))]]
            self.row(name, cols, style=' s="2"')

    def index(self, s):
        self.uses += 1
        i = self.strings.get(s)
        if i is None:
            i = self.strings[s] = len(self.strings)
            self.sst.write(f"<si><t>{escape(s)}</t></si>")
        return i

    def row(self, sheet, values, style=""):
        rec = self.sheets[sheet]
        rec[1] += 1
        r = rec[1]
        if r > MAX_ROWS:
            raise SystemExit(f"Trang '{sheet}' vượt {MAX_ROWS:,} dòng của Excel; giảm --people hoặc --years.")
        out = [f'<row r="{r}">']
        for col, v in zip(rec[2], values):
            if v is None:
                continue
            if isinstance(v, str):
                out.append(f'<c r="{col}{r}" t="s"{style}><v>{self.index(v)}</v></c>')
            elif isinstance(v, date):
                out.append(f'<c r="{col}{r}" s="1"><v>{v.toordinal() - EPOCH}</v></c>')
            else:
                out.append(f'<c r="{col}{r}"><v>{v}</v></c>')
        out.append("</row>")
        rec[0].write("".join(out))

    def save(self, path):
        ns = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
        head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        n = len(self.sheets)

        def part(name, text):
            p = Part(name)
            p.write(text)
            p.close()
            return p
        types = ('<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                 '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
                 + "".join(f'<Override PartName="/xl/worksheets/sheet{i}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>' for i in range(1, n + 1)) +
                 '<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>'
                 '<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>')
        parts = [part("[Content_Types].xml", head + types),
                 part("_rels/.rels", head + f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{rel}/officeDocument" Target="xl/workbook.xml"/></Relationships>'),
                 part("xl/workbook.xml", head + f'<workbook {ns} xmlns:r="{rel}"><sheets>' + "".join(f'<sheet name="{s}" sheetId="{i}" r:id="rId{i}"/>' for i, s in enumerate(self.sheets, 1)) + "</sheets></workbook>"),
                 part("xl/_rels/workbook.xml.rels", head + '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                      + "".join(f'<Relationship Id="rId{i}" Type="{rel}/worksheet" Target="worksheets/sheet{i}.xml"/>' for i in range(1, n + 1))
                      + f'<Relationship Id="rId{n + 1}" Type="{rel}/styles" Target="styles.xml"/><Relationship Id="rId{n + 2}" Type="{rel}/sharedStrings" Target="sharedStrings.xml"/></Relationships>'),
                 part("xl/styles.xml", head + f'<styleSheet {ns}><numFmts count="1"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts>'
                      '<fonts count="2"><font><sz val="12"/><name val="Times New Roman"/></font><font><b/><sz val="12"/><name val="Times New Roman"/></font></fonts>'
                      '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders>'
                      '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
                      '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
                      '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>')]
        for p, _, _ in self.sheets.values():
            p.write("</sheetData></worksheet>")
            p.close()
            parts.append(p)
        # shared strings: the body is compressed already; its head needs the counts, so it goes in front as a stored block
        front = (head + f'<sst {ns} count="{self.uses}" uniqueCount="{len(self.strings)}">').encode("utf-8")
        self.sst.write("</sst>")
        self.sst.close()
        whole = Part("xl/sharedStrings.xml")
        whole.out = bytearray(b"\x00" + struct.pack("<HH", len(front), len(front) ^ 0xFFFF) + front) + self.sst.out
        whole.size = len(front) + self.sst.size
        whole.crc = crc_join(zlib.crc32(front), self.sst.crc, self.sst.size)
        parts.append(whole)
        write_zip(path, parts)


def crc_join(a, b, length):
    """CRC of two blocks from the CRC of each (zlib's crc32_combine, which Python does not show)."""
    def times(mat, v):
        s, i = 0, 0
        while v:
            if v & 1:
                s ^= mat[i]
            v >>= 1
            i += 1
        return s
    if not length:
        return a
    odd = [0xEDB88320] + [1 << i for i in range(31)]
    even = [times(odd, x) for x in odd]
    odd = [times(even, x) for x in even]
    while True:
        even = [times(odd, x) for x in odd]
        if length & 1:
            a = times(even, a)
        length >>= 1
        if not length:
            break
        odd = [times(even, x) for x in even]
        if length & 1:
            a = times(odd, a)
        length >>= 1
        if not length:
            break
    return a ^ b


def build(people, units, n_years, seed):
    wb = Workbook()
    row = wb.row
    years = list(range(LAST_YEAR - n_years + 1, LAST_YEAR + 1))
    rng = random.Random(f"units {seed}")
    row("Đối tượng", ["GOC", "Tập thể", "Ủy ban nhân dân tỉnh Lam Giang", "CO_QUAN", None, None, None, None, None, date(1991, 9, 1)])
    weights = []
    for u in range(1, units + 1):
        code = f"DV{u:04d}"
        row("Đối tượng", [code, "Tập thể", f"{rng.choice(UNIT_KINDS)} {rng.choice(UNIT_TOPICS)} số {u}", "CO_QUAN", "GOC", None, None, None, None, date(rng.randrange(1992, 2016), rng.choice([1, 4, 7, 9]), 1)])
        weights.append(rng.lognormvariate(0, 0.7))
        streak = 0
        for y in years:
            grade = "HTXSNV" if rng.random() < 0.3 else "HTTNV" if rng.random() < 0.93 else "HTNV"
            streak = streak + 1 if grade == "HTXSNV" else 0
            if rng.random() > 0.01:
                row("Xếp loại", [code, y, grade, f"{3000 + u % 900}/QĐ-UBND", date(y, 12, 10), "UBND tỉnh Lam Giang"])
            title = {"HTXSNV": "TTLDXS", "HTTNV": "TTLDTT"}.get(grade)
            if title and rng.random() < 0.9:
                row("Khen thưởng", [code, title, y, f"{4000 + u % 900}/QĐ-UBND", date(y + 1, 1, 20) if title == "TTLDXS" else date(y, 12, 28), "Chủ tịch UBND tỉnh Lam Giang"])
            if streak >= 2 and rng.random() < 0.5:
                row("Khen thưởng", [code, "BK_TINH", None, f"{500 + u % 300}/QĐ-UBND", date(y + 1, 3, 10), "Chủ tịch UBND tỉnh Lam Giang"])
    # unit of each person: big and small units, at least one person each where there are enough
    total = sum(weights)
    sizes = [max(1, round(people * w / total)) for w in weights]
    while sum(sizes) > people:
        i = max(range(units), key=sizes.__getitem__)
        sizes[i] -= 1
        if sizes[i] == 0 and max(sizes) <= 1:
            break
    sizes[max(range(units), key=sizes.__getitem__)] += people - sum(sizes)
    n = 0
    for u, size in enumerate(sizes, 1):
        unit = f"DV{u:04d}"
        heads = 1 + size // 9
        for k in range(size):
            n += 1
            person(row, n, unit, u, k, heads, years, seed)
    return wb


def person(row, n, unit, u, k, heads, years, seed):
    rng = random.Random(seed * 1_000_003 + n)
    rnd = rng.random
    code = f"CB{n:06d}"
    sex = "Nam" if rnd() < 0.52 else "Nữ"
    name = f"{rng.choice(SURNAMES)} {rng.choice(MIDDLE[sex])} {rng.choice(GIVEN[sex])}"
    lead = k < heads
    born = date(rng.randrange(1966, 1986) if lead else rng.randrange(1967, 2001), rng.randrange(1, 13), rng.randrange(1, 29))
    start = max(date(born.year + 23, rng.choice([1, 3, 6, 9]), 1), date(1995, 1, 1))
    if rnd() < 0.1:
        start = date(rng.choice(years), rng.choice([2, 5, 8]), 1)
    start = min(start, date(years[-1], 9, 1))
    cccd = f"{rng.randrange(1, 97):03d}{(0 if sex == 'Nam' else 1) + (2 if born.year >= 2000 else 0)}{born.year % 100:02d}{n % 1_000_000:06d}" if rnd() > 0.04 else None
    row("Đối tượng", [code, "Cá nhân", name, "CBCCVC", unit, born if rnd() > 0.03 else born.year, sex, cccd, rng.choice(ETHNIC), start, "TRUC_TIEP" if rnd() < 0.3 else None])
    post = ("Trưởng đơn vị" if k == 0 else "Phó trưởng đơn vị") if lead else rng.choice(["Chuyên viên", "Chuyên viên", "Chuyên viên chính", "Viên chức", "Nhân viên"])
    since = start
    if lead and rnd() < 0.25 and start.year < years[-1]:          # promoted in mid-period
        day = date(rng.choice([y for y in years if y > start.year] or [years[-1]]), rng.choice([3, 7, 10]), 1)
        row("Chức vụ", [code, "Chuyên viên", "Không", "Không", None, start, date.fromordinal(day.toordinal() - 1)])
        since = day
    row("Chức vụ", [code, post, "Có" if lead else "Không", "Có" if k == 0 else "Không", unit if lead else None, since, None])
    talent = rng.betavariate(2, 5) + (0.12 if lead else 0)
    run = good = 0
    for y in years:
        if y < start.year:
            continue
        x = rnd()
        grade = "HTXSNV" if x < talent * 0.5 else "HTTNV" if x < 0.965 else "HTNV" if x < 0.995 else "KHTNV"
        if rnd() > 0.015:
            row("Xếp loại", [code, y, grade, f"{100 + u % 800}/QĐ-DV{u:04d}", date(y, 12, 12), "Sở chủ quản"])
        if grade in ("HTXSNV", "HTTNV") and rnd() < 0.95:
            row("Khen thưởng", [code, "LDTT", y, f"{200 + u % 700}/QĐ-DV{u:04d}", date(y, 12, 20), "Thủ trưởng đơn vị"])
        if grade == "HTXSNV" and rnd() < 0.75:
            run += 1
            good += 1
            row("Khen thưởng", [code, "CSTD_CS", y, f"{300 + u % 600}/QĐ-DV{u:04d}", date(y, 12, 22), "Thủ trưởng đơn vị", None, date(y + 1, 6, 1) if rnd() < 0.002 else None])
            if rnd() < 0.8:
                eff = rnd()
                row("Sáng kiến", [code, f"{rng.choice(IDEAS)} năm {y}", "Sáng kiến", "Tỉnh" if rnd() < 0.06 else "Cơ sở", f"{50 + u % 400}/QĐ-DV{u:04d}", date(y, 11, 18), "Hội đồng sáng kiến", rng.choice([100, 100, 60, 50]),
                                  "Có" if eff < 0.7 else "Không" if eff < 0.75 else None, date(y + 1, 5, 20) if eff < 0.7 else None])
        else:
            run = 0
            if grade == "HTTNV" and rnd() < 0.06:
                row("Sáng kiến", [code, f"{rng.choice(IDEAS)} năm {y}", "Cải tiến", "Cơ sở", f"{50 + u % 400}/QĐ-DV{u:04d}", date(y, 11, 18), "Hội đồng sáng kiến", 100, None, None])
        if run == 2 and rnd() < 0.5:
            row("Khen thưởng", [code, "BK_TINH", None, f"{1000 + (u * 7 + y) % 2500}/QĐ-UBND", date(y + 1, 3, 5), "Chủ tịch UBND tỉnh Lam Giang"])
        if run == 3 and rnd() < 0.4:
            row("Khen thưởng", [code, "CSTD_TINH", y, f"{3600 + u % 300}/QĐ-UBND", date(y + 1, 4, 12), "Chủ tịch UBND tỉnh Lam Giang"])
        if rnd() < 0.3:
            row("Khen thưởng", [code, rng.choice(["GK_SO", "GK_SO", "GK_XA", "GK_DVTT"]), None, f"{20 + rng.randrange(300)}/QĐ-DV{u:04d}", date(y, rng.randrange(1, 13), rng.randrange(1, 29)), "Thủ trưởng đơn vị"])
        if rnd() < 0.012:
            row("Khen thưởng", [code, rng.choice(["BK_BO", "BK_BNG", "BK_BNV"]), None, f"{700 + rng.randrange(1800)}/QĐ-BNV", date(y, rng.randrange(1, 13), rng.randrange(1, 29)), "Bộ, ngành Trung ương"])
        if grade == "KHTNV" and rnd() < 0.7:
            day = date(y, rng.randrange(2, 11), rng.randrange(1, 29))
            row("Kỷ luật", [code, rng.choice(["Khiển trách", "Khiển trách", "Cảnh cáo"]), f"{10 + rng.randrange(80)}/QĐ-DV{u:04d}", day, date(day.year + 1, day.month, day.day)])
    if good >= 2 and rnd() < 0.45:
        for c in CRITERIA[: 7 if rnd() < 0.8 else rng.randrange(2, 7)]:
            row("Xác nhận", [code, c, "Đạt" if rnd() > 0.004 else "Không đạt", "Thủ trưởng đơn vị", date(years[-1], 12, 5), "Biên bản họp xét"])
        if rnd() < 0.5:
            row("Đăng ký", [code, PLAN, unit, date(max(years[0], 2021), 3, 25) if start.year < 2021 else date(years[-1], 3, 25), max(years[0], 2021) if start.year < 2021 else years[-1]])


def main():
    ap = argparse.ArgumentParser(description="Invented records workbook of any size.")
    ap.add_argument("--people", type=int, required=True)
    ap.add_argument("--units", type=int, help="default: one for every 40 people")
    ap.add_argument("--years", type=int, default=5, help=f"years of history ending {LAST_YEAR}")
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--out", required=True)
    a = ap.parse_args()
    units = a.units or max(1, a.people // 40)
    if a.people < 1 or units < 1 or a.years < 1 or units > a.people or a.years > 40:
        ap.error("need people >= units >= 1 and 1 <= years <= 40")
    t = time.time()
    wb = build(a.people, units, a.years, a.seed)
    wb.save(a.out)
    counts = {s: v[1] - 1 for s, v in wb.sheets.items()}
    rows = sum(counts[s] for s in ("Xếp loại", "Khen thưởng", "Sáng kiến"))
    print(", ".join(f"{s} {n:,}" for s, n in counts.items()))
    line = f"{rows / a.people:.1f} rows of achievements and ratings per person (collectives included); {time.time() - t:.1f} s"
    try:
        import resource
        line += f"; peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20 if sys.platform == 'darwin' else 1024):.0f} MB"
    except ImportError:
        pass
    print(line)


if __name__ == "__main__":
    main()
