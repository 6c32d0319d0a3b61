# language: vi
Tính năng: Ai sắp đạt, ai đạt mà bị quên, và in phiếu xét

  Kịch bản: Từ người sắp đạt đến đúng ô cần ghi
    Biết sổ mẫu có 73 hồ sơ và đợt Công nhận năm 2025
    Khi nhấn phím "Alt+2"
    Và bấm "Sắp đạt, 25"
    Và chọn dòng "Nguyễn Quang Tuấn" trong bảng "Kết luận của từng đối tượng"
    Và nhấn phím "Insert"
    Thì trang "Hồ sơ" hiện ra

  Kịch bản: Người đạt mà chưa có tên trong danh sách
    Biết sổ mẫu có 73 hồ sơ và đợt Công nhận năm 2025
    Khi nhấn phím "Alt+2"
    Và bấm "Đạt mà chưa có tên, 6"
    Thì bảng "Kết luận của từng đối tượng" có dòng "Phòng Hợp tác quốc tế"
    Khi định ghi ra tệp "phieu_xet.pdf"
    Và nhấn phím "Ctrl+P"
    Thì tệp "phieu_xet.pdf" đã có
