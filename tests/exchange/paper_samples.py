"""Papers made by hand, for tests of how they are drawn. Every name and number is invented."""

from __future__ import annotations

from datetime import date

from dienhinh_desktop.domain.documents import (
    Form,
    FormLine,
    FormSection,
    FormTable,
    Letterhead,
    ListGroup,
    ListRow,
    ListUnit,
    RegistrationList,
    Signature,
)

HEAD = Letterhead(superior="UBND tỉnh Hà Tĩnh", agency="Sở Ngoại vụ", place="Hà Tĩnh", day=date(2025, 12, 5))


def row(number: int, name: str, **more: object) -> ListRow:
    given: dict[str, object] = {
        "number": number,
        "subject": f"CB{number:03d}",
        "name": name,
        "birth_year": "1979",
        "sex": "Nữ",
        "position": "Phó Trưởng phòng",
        "unit": "Phòng Lãnh sự",
        "field": "Cán bộ cốt cán",
        "achievements": (
            "HTXSNV các năm 2021, 2023, 2024",
            "CSTĐ cơ sở các năm 2021, 2022, 2024 (77, 81, 90/QĐ-SNgV)",
            "Bằng khen UBND tỉnh (700/QĐ-UBND ngày 10/3/2023)",
        ),
        "verdict": "Đạt",
        "missing": "",
        "introducers": ("Phòng Lãnh sự và Lễ tân",),
        "model": "",
        "registered": date(2021, 3, 28),
        "note": "",
        **more,
    }
    return ListRow(**given)  # type: ignore[arg-type]


def registration_list(people: int = 4, **more: object) -> RegistrationList:
    team = row(
        1,
        "Phòng Hợp tác quốc tế",
        birth_year="",
        sex="",
        position="",
        field="Tập thể",
        model="“Một cửa đối ngoại”",
    )
    names = ("Nguyễn Văn An", "Đặng Thị Ngọc Ánh", "=1+1", 'H\'Hen Niê <b>đậm & "nhạt"')
    persons = [
        row(
            number + 2,
            names[number % len(names)],
            verdict="Đạt" if number % 2 else "Chưa đạt",
            missing="" if number % 2 else "thiếu 1 CSTĐ cơ sở",
        )
        for number in range(people)
    ]
    half = (people + 1) // 2
    units = (
        ListUnit(unit="Phòng Lãnh sự và Lễ tân", rows=tuple(persons[:half])),
        ListUnit(unit="Văn phòng - Thanh tra Sở", rows=tuple(persons[half:])),
    )
    given: dict[str, object] = {
        "letterhead": HEAD,
        "title": ("Danh sách đăng ký", "mô hình, điển hình tiên tiến giai đoạn 2021 - 2025"),
        "attached_to": "(Kèm theo Công văn số       /SNgV-VP ngày      tháng      năm         của Sở Ngoại vụ)",
        "groups": (
            ListGroup(title="TẬP THỂ", units=(ListUnit(unit="Sở Ngoại vụ tỉnh Hà Tĩnh", rows=(team,)),)),
            ListGroup(title="CÁ NHÂN", units=tuple(unit for unit in units if unit.rows)),
        ),
        "total": f"Tổng số: {people + 1:02d} điển hình (01 tập thể, {people:02d} cá nhân).",
        "quota": "Chỉ tiêu: 04 - 05 mô hình, gương điển hình; có 05: đủ.",
        "recipients": ("Ban Thi đua - Khen thưởng tỉnh", "Ban Giám đốc Sở", "Lưu: VT, VPTTr."),
        "signature": Signature(lines=("Giám đốc",), name="Trần Đức Hoà"),
        "data_date": date(2025, 12, 20),
        **more,
    }
    return RegistrationList(**given)  # type: ignore[arg-type]


def form(rows: int = 3, **more: object) -> Form:
    table = FormTable(
        headings=("Năm", "Danh hiệu thi đua", "Số, ngày, tháng, năm của quyết định; cơ quan ban hành"),
        rows=tuple(
            (str(2021 + number % 5), "Chiến sĩ thi đua cơ sở", f"{70 + number}/QĐ-SNgV ngày 05/01/2022, Giám đốc Sở")
            for number in range(rows)
        ),
        widths=(1, 4, 5),
    )
    given: dict[str, object] = {
        "subject": "CB001",
        "subject_name": "Nguyễn Thị Hồng Phượng",
        "file_stem": "01_NguyenThiHongPhuong_bao_cao_thanh_tich",
        "letterhead": Letterhead(superior="Sở Ngoại vụ", agency="Phòng Lãnh sự", place="Hà Tĩnh", day=None),
        "title": ("Báo cáo thành tích", "đề nghị công nhận điển hình tiên tiến giai đoạn 2021 - 2025"),
        "intro": (FormLine(label="Họ tên", value="Nguyễn Thị Hồng Phượng"), FormLine(label="Chức vụ, đơn vị")),
        "sections": (
            FormSection(
                title="I. Sơ lược lý lịch",
                lines=(
                    FormLine(label="Sinh ngày, tháng, năm", value="05/6/1987"),
                    FormLine(label="Quê quán"),
                    FormLine(label="Quyền hạn, nhiệm vụ được giao hoặc đảm nhận", lines=3),
                ),
                paragraphs=("Quá trình công tác <img src='x'/> & nhiệm vụ: " + "thực hiện đầy đủ, kịp thời. " * 12,),
            ),
            FormSection(title="II. Các hình thức đã được khen thưởng", paragraphs=("Trong giai đoạn:",)),
            FormSection(title="1. Danh hiệu thi đua", level=2, table=table),
            FormSection(
                title="2. Hình thức khen thưởng",
                level=2,
                table=FormTable(headings=("Năm", "Hình thức"), rows=(), widths=(1, 5)),
            ),
        ),
        "signatures": (
            (
                Signature(lines=("Thủ trưởng đơn vị",), hint="(Ký, đóng dấu)"),
                Signature(lines=("Người báo cáo",), hint="(Ký, ghi rõ họ tên)", name="Nguyễn Thị Hồng Phượng"),
            ),
            (Signature(lines=("Xác nhận của Sở Ngoại vụ", "Giám đốc"), hint="(Ký, đóng dấu)", name="Trần Đức Hoà"),),
        ),
        **more,
    }
    return Form(**given)  # type: ignore[arg-type]


def request(**more: object) -> Form:
    """A paper of the office: numbered, addressed, with bases, recipients and one signature."""
    given: dict[str, object] = {
        "subject": "",
        "subject_name": "",
        "file_stem": "to_trinh",
        "letterhead": Letterhead(
            superior="UBND tỉnh Hà Tĩnh", agency="Sở Ngoại vụ", place="Hà Tĩnh", day=date(2026, 6, 5),
            number="Số: 05/TTr-SNgV",
        ),
        "title": ("Tờ trình", "Về việc đề nghị công nhận điển hình tiên tiến"),
        "addressees": ("Ban Thi đua - Khen thưởng tỉnh",),
        "bases": ("Căn cứ Luật Thi đua, khen thưởng;", "Căn cứ Kế hoạch số 198/KH-SNgV."),
        "intro": (),
        "sections": (
            FormSection(title="", paragraphs=("Sở Ngoại vụ kính trình danh sách. " * 8,)),
            FormSection(title="1. Số lượng", level=2, paragraphs=("Tổng số: 05 điển hình.",)),
            FormSection(title="", paragraphs=("Kính trình xem xét, quyết định./.",)),
        ),
        "signatures": ((Signature(lines=("KT. Giám đốc", "Phó Giám đốc"), name="Trần Đức Hoà"),),),
        "recipients": ("Như trên", "Lưu: VT"),
        **more,
    }  # fmt: skip
    return Form(**given)  # type: ignore[arg-type]


def letter(**more: object) -> Form:
    """A letter: no kind, what it is about under its number."""
    head = Letterhead(
        superior="UBND tỉnh Hà Tĩnh", agency="Sở Ngoại vụ", place="Hà Tĩnh", day=None,
        number="Số: 12/SNgV-VP", about="V/v thực hiện\nKế hoạch số 198/KH-SNgV",
    )  # fmt: skip
    return request(**{"letterhead": head, "title": (), "bases": (), **more})
