# language: vi
Tính năng: Xét điều kiện và bổ sung chỗ thiếu

  Kịch bản: Từ “Bổ sung” đến đúng ô cần ghi, rồi về lại kết luận
    Biết sổ mẫu có 73 hồ sơ và đợt Công nhận năm 2025
    Khi nhấn phím "Alt+2"
    Thì trang "Xét điều kiện" hiện ra
    Khi chọn dòng "Đỗ Ngọc Thành" trong bảng "Kết luận của từng đối tượng"
    Và bấm nút cạnh tiêu chí "văn hóa công sở"
    Thì trang "Hồ sơ" hiện ra
    Và thấy "Đỗ Ngọc Thành"
    Khi gõ "Trưởng phòng" vào ô "Người xác nhận"
    Và gõ "15/12/2025" vào ô "Ngày"
    Và bấm "Lưu"
    Thì thấy "Đã ghi. Kết luận tính lại theo dữ liệu mới."
    Khi bấm "Về Xét điều kiện"
    Thì trang "Xét điều kiện" hiện ra
    Và thấy "Đỗ Ngọc Thành"
