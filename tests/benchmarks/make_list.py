"""A long list as a sub-unit would make it: 15 columns, invented people in many units, the same for the same size."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from openpyxl import Workbook

HEAD = (
    "STT",
    "Họ và tên",
    "Ngày, tháng, năm sinh",
    "Giới tính",
    "Số CCCD",
    "Dân tộc",
    "Chức vụ",
    "Đơn vị",
    "Danh hiệu 2021",
    "Danh hiệu 2022",
    "Danh hiệu 2023",
    "Xếp loại 2023",
    "Xếp loại 2024",
    "Đề nghị khen thưởng 2024",
    "Ghi chú",
)
FAMILY = [
    "Nguyễn",
    "Trần",
    "Lê",
    "Phạm",
    "Hoàng",
    "Phan",
    "Vũ",
    "Đặng",
    "Bùi",
    "Đỗ",
    "Hồ",
    "Ngô",
    "Dương",
    "Lý",
    "Lò",
    "Quàng",
    "Niê",
]
MIDDLE = ["Văn", "Thị", "Đình", "Hữu", "Thu", "Ngọc", "Minh", "Thanh", "Xuân", "Hồng"]
GIVEN = [
    "An",
    "Bình",
    "Chi",
    "Dung",
    "Giang",
    "Hà",
    "Hoa",
    "Hòa",
    "Hùng",
    "Hương",
    "Khánh",
    "Lan",
    "Linh",
    "Long",
    "Mai",
    "Minh",
    "Nam",
    "Nga",
    "Phương",
    "Sơn",
    "Thảo",
    "Tú",
]
TITLES = ("", "LĐTT", "LĐTT", "CSTĐCS", "LĐTT (QĐ 81/QĐ-SNgV ngày 18/12/2023)", "Bằng khen UBND tỉnh; LĐTT")
GRADES = ("HTTNV", "HTXSNV", "Hoàn thành tốt nhiệm vụ", "HTNV", "")
KINDS = ("Phòng", "Trường THCS", "Trạm Y tế", "Ban", "Chi cục")
PEOPLE_A_UNIT = 60


def rows(people: int) -> Iterator[tuple[object, ...]]:
    """Yield the rows below the heading."""
    chance = random.Random(people)
    units = [f"{KINDS[n % len(KINDS)]} {chance.choice(GIVEN)} {chance.choice(FAMILY)} {n}" for n in range(people)]
    units = units[: max(1, people // PEOPLE_A_UNIT)]
    for number in range(1, people + 1):
        born = date(1965, 1, 1) + timedelta(days=chance.randrange(13_000))
        woman = chance.random() < 0.5
        citizen = f"0{chance.randrange(10, 97)}{int(woman)}{born:%y}{number:06d}"
        yield (
            number,
            f"{chance.choice(FAMILY)} {chance.choice(MIDDLE)} {chance.choice(GIVEN)}",
            f"{born:%d/%m/%Y}",
            "Nữ" if woman else "Nam",
            citizen if number % 3 else None,
            "Kinh",
            "Chuyên viên",
            chance.choice(units),
            *(chance.choice(TITLES) for _ in range(3)),
            *(chance.choice(GRADES) for _ in range(2)),
            chance.choice(("", "CSTĐCS", "LĐTT")),
            "",
        )


def write(path: Path, people: int) -> None:
    """Write the list."""
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("Danh sách")
    sheet.append(("DANH SÁCH CÁN BỘ, CÔNG CHỨC, VIÊN CHỨC",))
    sheet.append(())
    sheet.append(HEAD)
    for row in rows(people):
        sheet.append(row)
    workbook.save(path)
