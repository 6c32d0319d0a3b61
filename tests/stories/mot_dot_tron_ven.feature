# language: vi
@slow
Tính năng: Trọn một đợt theo kế hoạch HT với sổ mẫu của sở

  Kịch bản: Từ người đạt trong sổ đến gói gửi lên cấp trên
    Biết sổ mẫu có 73 hồ sơ và đợt Công nhận năm 2025
    Khi nhấn phím "Alt+2"
    Thì bảng "Kết luận của từng đối tượng" có dòng "Phòng Hợp tác quốc tế Tập thể Đạt"
    Khi nhấn phím "Alt+3"
    Và bấm "Đưa cả 6 vào"
    Thì bảng "Danh sách chọn" có dòng "Lưu Hoàng An"
    Khi bấm "Mở phiên họp"
    Và nhấn phím "Alt+3"
    Và gõ "11" vào ô "Thành viên"
    Và gõ "9" vào ô "Có mặt"
    Và gõ "9" vào ô "Phiếu thu"
    Và gõ "9" vào ô "Hợp lệ"
    Và gõ "70 %" vào ô "Tỷ lệ cần đạt"
    Và bấm "Nhập phiếu"
    Và gõ lần lượt "9, 9, 8, 9, 9, 9" vào bảng "Phiếu của từng đối tượng"
    Thì thấy "Đã nhập 6/6 đối tượng"
    Khi bấm "Khóa phiên"
    Và nhấn phím "Alt+4"
    Thì thấy "Bố cục báo cáo, tờ trình chưa đối chiếu với mẫu của Nghị định 152/2025"
    Khi mở các mục đạt
    Thì thấy "Số phiếu khớp biên bản kiểm phiếu: 06 đối tượng"
    Và thấy "Số dòng danh sách khớp tờ trình, số bản đăng ký, báo cáo: 06"
    Khi chọn dòng "DS trích ngang" trong bảng "Văn bản của đợt"
    Và định ghi ra tệp "trich_ngang.xlsx"
    Và nhấn phím "Ctrl+E"
    Thì tệp Excel "trich_ngang.xlsx" có chữ "8/11"
    Khi định ghi vào thư mục "bieu_mau"
    Và bấm "Biểu mẫu PDF"
    Thì thư mục "bieu_mau" có 13 tệp PDF
    Khi giám đốc ký số báo cáo của "Lưu Hoàng An" trong thư mục "bieu_mau"
    Thì báo cáo đã ký có chữ ký phủ toàn văn bản
    Khi lập, gửi gói của đợt ra tệp "goi.zip"
    Thì gói "goi.zip" còn nguyên và đưa 6 đối tượng, có "Lưu Hoàng An"
