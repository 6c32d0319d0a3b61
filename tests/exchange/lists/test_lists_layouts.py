"""Lists in layouts of their own: other orders, other headings, groups that name titles, several tables on one sheet."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from .making import book, kinds, named, read, titles


def test_heading_on_row_1_without_numbers_in_another_order(tmp_path: Path) -> None:
    reading = read(
        book(
            tmp_path / "ds.xlsx",
            [
                ["Đơn vị", "Họ tên", "Năm sinh", "GT", "Danh hiệu 2022", "Xếp loại 2023", "Số CMND/CCCD"],
                ["Phòng Tài chính", "Lê Văn An", 1980, "Nam", "LĐTT", "HTXSNV", "038080001234"],
                ["nt", "Trần Thị Bé", "12/1985", "Nữ", "CSTĐ", "HT xuất sắc", 38185001234],
            ],
        )
    )
    assert reading.header_row == 1
    assert [row.unit for row in reading.rows] == ["Phòng Tài chính", "Phòng Tài chính"]
    second = named(reading)["Trần Thị Bé"]
    assert str(second.birth) == "12/1985"
    assert second.sex == "Nữ"
    assert second.cccd == "038185001234"
    assert [(rating.year, rating.grade) for rating in second.ratings] == [(2023, "HTXSNV")]
    assert titles(second) == [(None, 2022)]
    assert kinds(reading) == [(3, "CCCD_THIEU_SO_0"), (3, "DANH_HIEU_KHONG_RO")]


def test_group_headings_that_name_a_title_give_it_to_the_rows_below(tmp_path: Path) -> None:
    reading = read(
        book(
            tmp_path / "ds.xlsx",
            [
                ["DANH SÁCH ĐỀ NGHỊ TẶNG DANH HIỆU THI ĐUA NĂM 2023"],
                ["TT", "Họ và tên", "Chức danh", "Đơn vị", "Thành tích"],
                ["I", "Danh hiệu Chiến sĩ thi đua cơ sở: 2 người"],
                [1, "Nguyễn Văn A", "Giáo viên", "Trường TH Số 1", "Tận tụy"],
                [2, "Nguyễn Văn B", "Giáo viên", "Trường TH Số 2", None],
                ["II", "Danh hiệu Lao động tiên tiến"],
                [1, "Nguyễn Thị C", "Kế toán", "Trường TH Số 2", None],
                [None, "Tổng cộng: 3 người"],
            ],
        )
    )
    asked = {row.name: [(one.title_code, one.year) for one in row.proposals] for row in reading.rows}
    assert asked == {
        "Nguyễn Văn A": [("CSTD_CS", 2023)],
        "Nguyễn Văn B": [("CSTD_CS", 2023)],
        "Nguyễn Thị C": [("LDTT", 2023)],
    }
    assert kinds(reading) == []


def test_three_heading_rows_and_a_unit_merged_over_its_people(tmp_path: Path) -> None:
    reading = read(
        book(
            tmp_path / "ds.xlsx",
            [
                ["STT", "Đơn vị", "Họ và tên", "Kết quả", None, None, None],
                [None, None, None, "Xếp loại", None, "Danh hiệu", None],
                [None, None, None, 2022, 2023, 2022, 2023],
                [1, "Phòng A", "Lê Một", "HTXSNV", "HTTNV", "CSTĐCS", "LĐTT"],
                [2, None, "Lê Hai", "HTTNV", "HTTNV", "LĐTT", "-"],
                [3, "Phòng B", "Lê Ba", "HTTNV", "HTNV", "LĐTT", "không"],
            ],
            merges=["A1:A3", "B1:B3", "C1:C3", "D1:G1", "D2:E2", "F2:G2", "B4:B5"],
        )
    )
    assert reading.columns["Kết quả / Danh hiệu / 2023"] == "award:2023"
    assert [row.unit for row in reading.rows] == ["Phòng A", "Phòng A", "Phòng B"]
    assert titles(named(reading)["Lê Một"]) == [("CSTD_CS", 2022), ("LDTT", 2023)]


def test_a_bare_reward_takes_its_level_from_the_signer_beside_it(tmp_path: Path) -> None:
    reading = read(
        book(
            tmp_path / "ds.xlsx",
            [
                [
                    "TT",
                    "Họ và tên",
                    "Chức vụ, đơn vị",
                    "Hình thức khen thưởng",
                    "Số QĐ",
                    "Ngày QĐ",
                    "Cơ quan quyết định",
                ],
                [
                    "1",
                    "Nguyễn Văn Đạt",
                    "Phó Trưởng phòng Phòng Nội vụ",
                    "Bằng khen",
                    "45/QĐ-UBND",
                    date(2022, 3, 4),
                    "UBND tỉnh",
                ],
                [None, None, None, "Giấy khen", "12/QĐ-UBND", "5/6/2021", "Chủ tịch UBND huyện Y"],
            ],
        )
    )
    (row,) = reading.rows
    assert (row.position, row.unit) == ("Phó Trưởng phòng", "Phòng Nội vụ")
    assert [(award.title_code, award.decision, str(award.date)) for award in row.awards] == [
        ("BK_TINH", "45/QĐ-UBND", "04/3/2022"),
        ("GK_HUYEN", "12/QĐ-UBND", "05/6/2021"),
    ]


def test_two_tables_on_one_sheet_are_read_under_their_own_headings(tmp_path: Path) -> None:
    reading = read(
        book(
            tmp_path / "ds.xlsx",
            [
                ["DANH SÁCH KHEN THƯỞNG"],
                ["I. TẬP THỂ"],
                ["STT", "Tên tập thể", "Danh hiệu", "Số QĐ"],
                [1, "Bản Nà Sản", "Bản văn hóa", "12/QĐ-UBND ngày 1/2/2023"],
                ["Cộng: 1"],
                ["II. CÁ NHÂN"],
                ["STT", "Họ và tên", "Năm sinh", "Chức vụ", "Danh hiệu"],
                [1, "Đoàn Thị B", "1985", "Phó bí thư", "CSTĐCS năm 2022"],
                ["Tổng cộng: 1 tập thể, 1 cá nhân"],
            ],
        )
    )
    assert [(row.kind.value, row.name) for row in reading.rows] == [
        ("TAP_THE", "Bản Nà Sản"),
        ("CA_NHAN", "Đoàn Thị B"),
    ]
    assert kinds(reading) == []


def test_one_heading_over_two_name_columns_joins_them(tmp_path: Path) -> None:
    reading = read(
        book(
            tmp_path / "ds.xlsx",
            [
                ["STT", "Họ và tên", None, "Nữ", "Đơn vị", "Đăng ký danh hiệu năm 2025"],
                [1, "NGUYỄN THỊ", "HÀ", "x", "Tổ 1", "LĐTT"],
                [2, "H’Len", "Niê", "x", "Tổ 2", "CSTĐCS, BK Bộ trưởng Bộ Nội vụ"],
            ],
            merges=["B1:C1"],
        )
    )
    assert [row.name for row in reading.rows] == ["Nguyễn Thị Hà", "H'Len Niê"]
    assert [(one.title_code, one.year) for one in reading.rows[1].proposals] == [("CSTD_CS", 2025), ("BK_BNV", 2025)]


def test_units_as_rows_of_their_own_and_a_signature_block(tmp_path: Path) -> None:
    reading = read(
        book(
            tmp_path / "ds.xlsx",
            [
                ["TT", "Họ tên cán bộ", "Sinh ngày", "CV", "KQ xếp loại năm 2024"],
                [None, "Văn phòng"],
                [1, "Lê Văn Sỹ", "05/3/1971", "Chánh Văn phòng", "HTXS"],
                [2, "Lê Văn Sáu", "31/11/1990", "Chuyên viên", "HTT"],
                [None, "Phòng Kế hoạch - Tài chính"],
                [3, "Võ Nhị", "1/1/2030", "Phó phòng", "HT"],
                [],
                [None, "Người lập biểu", None, None, "Giám đốc"],
                [None, "Lê Văn Sỹ", None, None, "Trần Cao"],
            ],
        )
    )
    assert [(row.name, row.unit) for row in reading.rows] == [
        ("Lê Văn Sỹ", "Văn phòng"),
        ("Lê Văn Sáu", "Văn phòng"),
        ("Võ Nhị", "Phòng Kế hoạch - Tài chính"),
    ]
    assert [row.birth is None for row in reading.rows] == [False, True, True]
    assert kinds(reading) == [(4, "NGAY_KHONG_CO"), (6, "NGAY_TUONG_LAI")]


def test_titles_and_rewards_each_with_their_own_year_and_decision(tmp_path: Path) -> None:
    reading = read(
        book(
            tmp_path / "ds.xlsx",
            [
                ["STT", "Họ và tên", "Danh hiệu thi đua", None, None, "Hình thức khen thưởng", None, None],
                [None, None, "Tên danh hiệu", "Năm", "Số, ngày QĐ", "Hình thức", "Năm", "Số, ngày QĐ"],
                [
                    1,
                    "Lê Thu",
                    "LĐTT",
                    2021,
                    "QĐ 12/QĐ-SNV ngày 2/12/2021",
                    "BK UBND tỉnh",
                    2022,
                    "99/QĐ-UBND ngày 3/3/2022",
                ],
            ],
            merges=["A1:A2", "B1:B2", "C1:E1", "F1:H1"],
        )
    )
    assert [(award.title_code, award.year, award.decision) for award in reading.rows[0].awards] == [
        ("LDTT", 2021, "12/QĐ-SNV"),
        ("BK_TINH", 2022, "99/QĐ-UBND"),
    ]


def test_initiatives_with_level_and_decision_beside_them(tmp_path: Path) -> None:
    reading = read(
        book(
            tmp_path / "ds.xlsx",
            [
                ["TT", "Tác giả", "Tên sáng kiến", "Cấp công nhận", "Số QĐ công nhận", "Ngày ký", "Năm"],
                [1, "Lê Thu", "Giải pháp số hóa hồ sơ", "Cấp cơ sở", "15/QĐ-SNV", "3/4/2023", 2023],
            ],
        )
    )
    (initiative,) = reading.rows[0].initiatives
    assert (initiative.title, initiative.level, initiative.year) == ("Giải pháp số hóa hồ sơ", "CO_SO", 2023)
    assert (initiative.decision, str(initiative.date)) == ("15/QĐ-SNV", "03/4/2023")


def test_a_column_is_understood_by_what_it_holds_where_its_heading_says_little(tmp_path: Path) -> None:
    reading = read(
        book(
            tmp_path / "ds.xlsx",
            [
                ["Stt", "Họ và tên", "Thành tích đã đạt", "Hình thức đề nghị khen"],
                [
                    1,
                    "Đ/c Trần Tám",
                    "- LĐTT các năm: 2019, 2020\n- Bằng khen Tỉnh đoàn năm 2018",
                    "Bằng khen UBND tỉnh",
                ],
                [2, "Bà Lê Chín", "Gia đình văn hóa năm 2020", "nt"],
            ],
        )
    )
    assert reading.columns["Thành tích đã đạt"] == "award"
    assert titles(named(reading)["Trần Tám"]) == [("LDTT", 2019), ("LDTT", 2020), ("BK_DT", 2018)]
    assert [one.title_code for one in named(reading)["Lê Chín"].proposals] == ["BK_TINH"]


def test_a_row_with_data_but_no_name_is_told_not_dropped(tmp_path: Path) -> None:
    reading = read(
        book(
            tmp_path / "ds.xlsx",
            [
                ["STT", "Họ và tên", "Chức vụ", "Danh hiệu năm 2023"],
                [1, "Lê Thu", "Kế toán", "LĐTT"],
                [2, None, "Thủ quỹ", "LĐTT"],
                [3, "Lê Hạ", "nt", "//"],
            ],
        )
    )
    assert kinds(reading) == [(3, "THIEU_TEN")]
    assert named(reading)["Lê Hạ"].position == "Thủ quỹ"


def test_a_ditto_mark_with_nothing_above_is_asked_about(tmp_path: Path) -> None:
    reading = read(
        book(
            tmp_path / "ds.xlsx",
            [
                ["STT", "Họ và tên", "Đơn vị", "Danh hiệu năm 2023"],
                [1, "Lê Thu", "nt", "LĐTT"],
                [2, "Lê Hạ", "Tổ 1", "nt"],
            ],
        )
    )
    assert kinds(reading) == [(2, "LAP_LAI_KHONG_RO")]
    assert titles(named(reading)["Lê Hạ"]) == [("LDTT", 2023)]
