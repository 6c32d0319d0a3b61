# language: vi
Tính năng: Mở đợt với cách hiểu khác

  Kịch bản: Hiểu “03 năm” là ba năm liền nhau thì kết luận đổi theo
    Biết sổ mẫu có 73 hồ sơ và đợt Công nhận năm 2025
    Khi nhấn phím "Alt+2"
    Thì bảng "Kết luận của từng đối tượng" có dòng "Phòng Hợp tác quốc tế Tập thể Đạt"
    Khi bấm "Kế hoạch"
    Và bấm "Lập đợt từ kế hoạch"
    Thì trang "Mở đợt mới" hiện ra
    Khi bấm "Giai đoạn xét: Công nhận"
    Và chọn câu trả lời "03 năm liền nhau trong giai đoạn"
    Thì thấy "1 trong 20 chỗ khác mặc định"
    Khi bấm "Mở đợt"
    Thì trang "Xét điều kiện" hiện ra
    Và thấy "khác mặc định ở N3"
    Và đợt đang xét có cách hiểu "N3" là "lien_tiep"
    Và bảng "Kết luận của từng đối tượng" có dòng "Phòng Hợp tác quốc tế Tập thể Không đạt"
