# language: vi
@slow
Tính năng: Trọn một đợt theo kế hoạch HT với sổ mẫu của sở

  Kịch bản: Từ người đạt trong sổ đến gói gửi lên cấp trên
    Biết sổ mẫu có 73 hồ sơ và đợt Công nhận năm 2025
    Và một tệp khóa ký số của "Nguyễn Thị Ngọc My"
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
    Khi bấm "Lập bộ để ký"
    Thì trang "Ký, in, gửi" hiện ra
    Khi chọn dòng "Tờ trình" trong bảng "Văn bản của đợt"
    Và bấm "Điền số, ngày"
    Và gõ "412" vào ô "Số văn bản"
    Và gõ "18/12/2025" vào ô "Ngày văn bản"
    Và bấm "Ghi"
    Và bấm "Ký số"
    Và chỉ tệp khóa ấy và gõ mật khẩu của nó
    Và bấm "Ký 1 văn bản"
    Thì bảng "Văn bản của đợt" có dòng "✓ Nguyễn Thị Ngọc My"
    Khi định ghi ra tệp "goi.zip"
    Và bấm "Tạo gói"
    Thì gói "goi.zip" còn nguyên và đưa 6 đối tượng, có "Lưu Hoàng An"
    Khi bấm "Ghi đã gửi"
    Và chọn "Zalo" ở ô "Cách gửi"
    Và bấm "Ghi đã gửi"
    Thì thấy "Chờ kết quả."
