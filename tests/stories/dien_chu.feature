# language: vi
Tính năng: Điền chữ vào chỗ sổ chưa biết, dùng mẫu của cơ quan

  Bối cảnh:
    Biết sổ mẫu có 73 hồ sơ và đợt Công nhận năm 2025
    Khi nhấn phím "Alt+3"
    Và bấm "Đưa cả 6 vào"
    Và nhấn phím "Alt+4"
    Và chọn dòng "Lưu Hoàng An" trong bảng "Văn bản của đợt"

  Kịch bản: Chữ tự gõ in ra, và còn sau khi lập lại từ dữ liệu
    Khi nhấn phím "F2"
    Thì cửa sổ ấy có chữ "Lập lại từ dữ liệu vẫn giữ chữ đã gõ"
    Khi gõ "Đi đầu trong công tác lễ tân" vào chỗ trống "Bản đăng ký, VI. Biện pháp thực hiện"
    Và bấm "Ghi" ở cửa sổ ấy
    Thì bản xem trước có chữ "Đi đầu trong công tác lễ tân"
    Khi bấm "Lập lại từ dữ liệu"
    Thì bản xem trước có chữ "Đi đầu trong công tác lễ tân"
    Và thấy "chỗ bạn đã gõ được giữ"

  Kịch bản: Ghi mẫu ra Word, dùng mẫu ấy, rồi về mẫu gốc
    Khi định ghi ra tệp "mau.docx"
    Và bấm "Sửa mẫu" rồi chọn "Bản đăng ký cá nhân › Ghi mẫu"
    Thì tệp "mau.docx" đã có
    Khi định mở tệp "mau.docx"
    Và bấm "Sửa mẫu" rồi chọn "Bản đăng ký cá nhân › Dùng mẫu"
    Thì thấy "mau.docx"
    Khi bấm "Sửa mẫu" rồi chọn "Bản đăng ký cá nhân › Mẫu gốc"
    Thì thấy "mẫu gốc"

  Kịch bản: Đang gõ thì mất điện, mở lại thấy đúng chữ ở đúng chỗ
    Khi nhấn phím "F2"
    Và gõ "Đi đầu trong công tác lễ tân" vào chỗ trống "Bản đăng ký, VI. Biện pháp thực hiện"
    Và máy mất điện rồi mở lại chương trình
    Và bấm "Xem và giữ"
    Và chờ mẫu mở lại
    Thì chỗ trống "Bản đăng ký, VI. Biện pháp thực hiện" ghi "Đi đầu trong công tác lễ tân"
    Khi bấm "Ghi" ở cửa sổ ấy
    Thì bản xem trước có chữ "Đi đầu trong công tác lễ tân"
