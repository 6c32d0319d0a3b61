# language: vi
Tính năng: Ký, in, gửi bộ hồ sơ của đợt

  Kịch bản: Từ văn bản đã lập tới gói đã gửi
    Biết sổ mẫu có 73 hồ sơ và đợt Công nhận năm 2025
    Và một tệp khóa ký số của "Nguyễn Thị Ngọc My"
    Khi nhấn phím "Alt+3"
    Và bấm "Đưa cả 6 vào"
    Và nhấn phím "Alt+4"
    Và bấm "Lập bộ để ký"
    Thì trang "Ký, in, gửi" hiện ra
    Khi chọn dòng "Tờ trình" trong bảng "Văn bản của đợt"
    Và bấm "Ký số"
    Và chỉ tệp khóa ấy và gõ mật khẩu của nó
    Và bấm "Ký 1 văn bản"
    Thì thấy "Tờ trình chưa có số, ngày nên chưa ký"
    Khi bấm "Điền số, ngày"
    Và gõ "412" vào ô "Số văn bản"
    Và gõ "8/12/2025" vào ô "Ngày văn bản"
    Và bấm "Ghi"
    Thì bảng "Văn bản của đợt" có dòng "412/TTr-SNgV"
    Khi bấm "Ký số"
    Và chỉ tệp khóa ấy và gõ mật khẩu của nó
    Và bấm "Ký 1 văn bản"
    Thì bảng "Văn bản của đợt" có dòng "✓ Nguyễn Thị Ngọc My"
    Khi chọn dòng "Biên bản họp" trong bảng "Văn bản của đợt"
    Và thả bản quét của văn bản ấy vào trang
    Và bấm "Nhận"
    Thì thấy "Đã nhận bản đã ký của Biên bản họp: bản quét của bản ký tay."
    Và bảng "Văn bản của đợt" có dòng "✓ bản quét"
    Khi định ghi ra tệp "goi.zip"
    Và bấm "Tạo gói"
    Thì tệp "goi.zip" đã có
    Khi bấm "Ghi đã gửi"
    Và chọn "Zalo" ở ô "Cách gửi"
    Và bấm "Ghi đã gửi"
    Thì thấy "Chờ kết quả."

  Kịch bản: Dữ liệu đổi sau khi lập văn bản thì thấy đúng dòng khác
    Biết sổ mẫu có 73 hồ sơ và đợt Công nhận năm 2025
    Khi nhấn phím "Alt+3"
    Và bấm "Đưa cả 6 vào"
    Và nhấn phím "Alt+4"
    Và bấm "Lập bộ để ký"
    Và năm sinh của "CB005" được sửa thành 1977
    Và bấm "Khác 1 dòng" ở dòng "Danh sách đăng ký" trong bảng "Văn bản của đợt"
    Thì thấy "Bản đã lập khác dữ liệu hiện tại: 1 dòng."
    Và thấy "trong sổ: 1977"
    Khi bấm "Lập lại văn bản này"
    Và nhấn phím "Esc"
    Thì không thấy "trong sổ: 1977"
