"""An invented plan whose paragraphs every format must give back."""

from __future__ import annotations

HEAD = [
    "UBND TỈNH BÌNH SƠN",
    "SỞ THỦY LỢI",
    "Số: 145/KH-STL",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "Bình Sơn, ngày 12 tháng 3 năm 2025",
]
TITLE = ["KẾ HOẠCH", "Triển khai Chương trình nước sạch nông thôn năm 2025 trên địa bàn tỉnh Bình Sơn"]
BODY = [
    "Căn cứ Nghị quyết số 17/NQ-HĐND ngày 08/12/2024 của Hội đồng nhân dân tỉnh về nhiệm vụ phát triển kinh tế - xã "
    "hội năm 2025;",
    "Căn cứ Kế hoạch số 88/KH-UBND ngày 15/01/2025 của Ủy ban nhân dân tỉnh về cấp nước sinh hoạt giai đoạn "
    "2025 - 2030;",
    "Sở Thủy lợi xây dựng Kế hoạch triển khai như sau:",
    "I. MỤC ĐÍCH, YÊU CẦU",
    "1. Nâng cao tỷ lệ hộ dân được dùng nước sạch; bảo đảm các công trình cấp nước hoạt động ổn định. Từng bước hiện "
    "đại hóa công tác quản lý, vận hành và giám sát chất lượng nước tại các xã vùng cao của tỉnh.",
    "2. Các hoạt động phải thiết thực, tiết kiệm, phù hợp với điều kiện của từng địa phương.",
    "II. NHIỆM VỤ",
    "1. Rà soát các công trình cấp nước tập trung",
    "- Nội dung: kiểm tra, đánh giá hiện trạng 32 công trình cấp nước tập trung, lập danh mục công trình cần sửa chữa "
    "trước mùa khô.",
    "- Đơn vị chủ trì: Phòng Quản lý công trình.",
    "- Thời gian thực hiện: trước ngày 30/6/2025.",
    "2. Tập huấn cho cán bộ vận hành",
    "a) Trung tâm Nước sạch chủ trì, phối hợp với Ủy ban nhân dân các xã tổ chức 05 lớp tập huấn về vận hành, bảo "
    "dưỡng trạm bơm và xử lý nước cho cán bộ của các tổ quản lý;",
    "b) Phòng Kế hoạch bố trí kinh phí theo Quyết định số 204/QĐ-STL.",
    "Trên đây là Kế hoạch triển khai Chương trình nước sạch nông thôn năm 2025, đề nghị các đơn vị nghiêm túc "
    "thực hiện./.",
]
FOOT = [
    "Nơi nhận:",
    "- UBND tỉnh (b/c);",
    "- Lãnh đạo Sở;",
    "- Lưu: VT, QLCT.",
    "KT. GIÁM ĐỐC",
    "PHÓ GIÁM ĐỐC",
    "Đinh Quốc Trường",
]
PLAN = HEAD + TITLE + BODY + FOOT

TABLE = [
    ["TT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời hạn"],
    ["I", "Hoàn thiện thể chế", "", ""],
    ["1", "Xây dựng quy chế quản lý khai thác công trình", "Phòng Pháp chế", "Quý II/2025"],
    ["2", "Ban hành định mức nước sinh hoạt", "Phòng Kế hoạch", "Tháng 9/2025"],
]
