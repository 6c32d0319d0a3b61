# language: vi
Tính năng: Lần đầu mở chương trình
  Cán bộ chưa có gì trong máy, cần đến được kết quả đầu tiên.

  Kịch bản: Ghi cơ quan, chọn kế hoạch, rồi làm thử với dữ liệu mẫu
    Biết chương trình mở trên một thư mục mới
    Thì trang "Bắt đầu" hiện ra
    Khi bấm "Điền"
    Và gõ "SỞ NGOẠI VỤ" vào ô "Tên cơ quan"
    Và gõ "Hà Tĩnh" vào ô "Nơi ghi ngày"
    Và bấm "Lưu"
    Thì thấy "SỞ NGOẠI VỤ, Hà Tĩnh"
    Khi bấm "Chọn"
    Thì trang "Mở đợt mới" hiện ra
    Khi chọn "KH 198/KH-SNgV" ở ô "Kế hoạch"
    Và bấm "Mở đợt"
    Thì trang "Bắt đầu" hiện ra
    Và thấy "Đã mở Công nhận năm 2025."
    Khi bấm "Làm thử với dữ liệu mẫu"
    Thì trang "Xét điều kiện" hiện ra
    Và thấy "Dữ liệu tập làm, không phải dữ liệu thật"
    Và bảng "Kết luận của từng đối tượng" có dòng "Phòng Hợp tác quốc tế Tập thể Đạt"
    Và sổ có 73 hồ sơ

  Kịch bản: Ba bước với dữ liệu của mình, đến kết quả đầu tiên
    Biết chương trình mở trên một thư mục mới
    Và tệp sổ dữ liệu Excel của sở
    Khi bấm "Điền"
    Và gõ "UBND TỈNH LAM GIANG" vào ô "Cơ quan cấp trên"
    Và gõ "SỞ NGOẠI VỤ" vào ô "Tên cơ quan"
    Và gõ "Lam Giang" vào ô "Nơi ghi ngày"
    Và bấm "Lưu"
    Và bấm "Chọn"
    Và chọn "KH 198/KH-SNgV" ở ô "Kế hoạch"
    Và bấm "Mở đợt"
    Và bấm "Nhập từ Excel"
    Và thả tệp ấy vào trang
    Và bấm "Ghi vào sổ"
    Thì trang "Xét điều kiện" hiện ra
    Và thấy "Xong. 6 đối tượng đạt, 9 đối tượng thiếu dữ liệu. Bấm một dòng để xem căn cứ."
    Và người mới làm hết chưa tới 5 phút
    Và bảng "Kết luận của từng đối tượng" có dòng "Phòng Hợp tác quốc tế Tập thể Đạt"
    Khi chọn dòng "Nguyễn Quang Tuấn" trong bảng "Kết luận của từng đối tượng"
    Thì thấy "Nguyễn Quang Tuấn"
    Và thấy "Chưa đạt"
