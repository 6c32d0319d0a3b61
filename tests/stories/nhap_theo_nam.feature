# language: vi
Tính năng: Nhập nhanh khen thưởng, sáng kiến, số liệu theo năm

  Bối cảnh:
    Biết sổ mẫu có 73 hồ sơ và đợt Công nhận năm 2025
    Khi bấm "Hồ sơ"
    Và bấm "Nhập theo năm"

  Kịch bản: Hai giấy khen trong một năm, rồi bớt một
    Khi chọn "Bằng khen, giấy khen" ở ô "Nhập"
    Và đứng ở ô "Khen thưởng" năm "2025" của "Nguyễn Khắc Anh"
    Và gõ "gk sở; bk tỉnh" vào lưới
    Thì ô "Khen thưởng" năm "2025" của "Nguyễn Khắc Anh" là "BK UBND tỉnh +1"
    Khi đứng ở ô "Khen thưởng" năm "2025" của "Nguyễn Khắc Anh"
    Thì thấy "2 dòng trong ô"
    Khi nhấn phím "Ctrl+Z"
    Thì ô "Khen thưởng" năm "2025" của "Nguyễn Khắc Anh" là ""

  Kịch bản: Một quyết định công nhận sáng kiến của nhiều người
    Khi chọn "Sáng kiến" ở ô "Nhập"
    Và đứng ở ô "Sáng kiến" năm "2025" của "Nguyễn Khắc Anh"
    Và gõ "Số hóa hồ sơ đoàn ra" vào lưới
    Thì thấy "1 ô vừa gõ chưa ghi"
    Khi gõ "12/QĐ-SNgV" vào ô "Số quyết định"
    Và gõ "05/6/2025" vào ô "Ngày ký"
    Và nhấn phím "Enter"
    Và bấm "Giữ 1 ô"
    Thì ô "Sáng kiến" năm "2025" của "Nguyễn Khắc Anh" là "Số hóa hồ sơ đoàn ra"
    Khi đứng ở ô "Sáng kiến" năm "2025" của "Vũ Tiến Anh"
    Và gõ "Sổ tay lễ tân; Biểu mẫu điện tử" vào lưới
    Thì ô "Sáng kiến" năm "2025" của "Vũ Tiến Anh" là "2 sáng kiến"

  Kịch bản: Chỉ tiêu và kết quả của một chỉ số
    Khi chọn "Số liệu, chỉ tiêu" ở ô "Nhập"
    Và chọn "Doanh thu" ở ô "Chỉ số"
    Và đứng ở ô "Chỉ tiêu" năm "2025" của "Nguyễn Khắc Anh"
    Và gõ "1200" vào lưới
    Và đứng ở ô "Thực hiện" năm "2025" của "Nguyễn Khắc Anh"
    Và gõ "1.312,5" vào lưới
    Thì ô "Chỉ tiêu" năm "2025" của "Nguyễn Khắc Anh" là "1.200"
    Và ô "Thực hiện" năm "2025" của "Nguyễn Khắc Anh" là "1.312,5"

  Kịch bản: Xếp loại bằng một phím, điền cả cột danh hiệu rồi sửa một người, một quyết định cho cả cột
    Khi đứng ở ô "Xếp loại" năm "2025" của "Nguyễn Khắc Anh"
    Và gõ "X" vào lưới
    Thì ô "Xếp loại" năm "2025" của "Nguyễn Khắc Anh" là "HTXS"
    Khi đứng ở ô "Danh hiệu" năm "2025" của "Nguyễn Khắc Anh"
    Và nhấn phím "Delete"
    Và đứng ở ô "Danh hiệu" năm "2025" của "Vũ Tiến Anh"
    Và nhấn phím "Delete"
    Và bấm nút có chữ "ô trống"
    Thì ô "Danh hiệu" năm "2025" của "Vũ Tiến Anh" là "LĐTT"
    Khi đứng ở ô "Danh hiệu" năm "2025" của "Nguyễn Khắc Anh"
    Và gõ "cstd cs" vào lưới
    Thì ô "Danh hiệu" năm "2025" của "Nguyễn Khắc Anh" là "CSTĐ"
    Khi gõ "110/QĐ-SNgV" vào ô "Số quyết định"
    Và nhấn phím "Enter"
    Thì ô "Ngày ký" ghi "26/12/2025"
    Khi bấm nút có chữ "ô chưa có số"
    Thì thấy "Đã ghi quyết định 110/QĐ-SNgV vào"

  Kịch bản: Dán một khối từ Excel, chỉ nghĩa của chữ lạ một lần, hoàn tác rồi làm lại cả khối
    Khi đứng ở ô "Xếp loại" năm "2025" của "Nguyễn Khắc Anh"
    Và dán khối "HTXSNV | CSTĐ cơ sở / Khá | LĐTT" vào lưới
    Thì thấy "ô chưa hiểu: “Khá”"
    Khi chọn "Hoàn thành tốt" ở ô "Nghĩa của “Khá”"
    Và bấm "Giữ 4 ô"
    Thì ô "Danh hiệu" năm "2025" của "Nguyễn Khắc Anh" là "CSTĐ"
    Khi nhấn phím "Ctrl+Z"
    Thì ô "Danh hiệu" năm "2025" của "Nguyễn Khắc Anh" là "LĐTT"
    Khi nhấn phím "Ctrl+Y"
    Thì ô "Danh hiệu" năm "2025" của "Nguyễn Khắc Anh" là "CSTĐ"
    Và ô "Xếp loại" năm "2025" của "Nguyễn Khắc Anh" là "HTXS"
