# language: vi
Tính năng: Đang nhập dở thì mất điện
  Cán bộ đang điền mẫu thì máy tắt; mở lại phải thấy đúng những gì vừa gõ, ở đúng mẫu ấy.

  Kịch bản: Nội dung đang nhập được giữ và mở lại
    Biết sổ mẫu có 73 hồ sơ và đợt Công nhận năm 2025
    Khi bấm "Hồ sơ"
    Và bấm "Thêm hồ sơ"
    Và gõ "Trần Văn Khang" vào ô "Họ và tên"
    Và gõ "11/11/1988" vào ô "Ngày sinh"
    Và máy mất điện rồi mở lại chương trình
    Thì thấy "Lần trước chương trình dừng đột ngột. Có nội dung đang nhập lúc 09:11 chưa lưu:"
    Và thấy "Thêm hồ sơ."
    Khi bấm "Xem và giữ"
    Và chờ mẫu mở lại
    Thì trang "Hồ sơ" hiện ra
    Và ô "Họ và tên" ghi "Trần Văn Khang"
    Và ô "Ngày sinh" ghi "11/11/1988"
    Khi bấm "Lưu"
    Thì sổ có 74 hồ sơ

  Kịch bản: Nội dung đang nhập không cần nữa thì bỏ
    Biết sổ mẫu có 73 hồ sơ và đợt Công nhận năm 2025
    Khi bấm "Hồ sơ"
    Và bấm "Thêm hồ sơ"
    Và gõ "Trần Văn Khang" vào ô "Họ và tên"
    Và máy mất điện rồi mở lại chương trình
    Và bấm "Bỏ"
    Thì không thấy "chưa lưu"
    Và sổ có 73 hồ sơ
