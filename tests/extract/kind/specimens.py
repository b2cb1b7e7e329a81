"""Invented files that are no administrative documents, and documents that lack much of what a document shows."""

PROGRAM = """\
import json
from pathlib import Path

# Đếm số văn bản trong thư mục: Sở Y tế chủ trì
def dem_van_ban(thu_muc):
    so_luong = 0
    for tep in Path(thu_muc).iterdir():
        if tep.suffix == ".json":
            so_luong += 1
    return so_luong

print(dem_van_ban("ke_hoach"))
"""
SCRIPT = """\
#!/bin/bash
# Chép kế hoạch của Sở Y tế sang máy chủ
export THU_MUC=/srv/van-ban
cd $THU_MUC
for tep in *.docx; do
  cp "$tep" /mnt/luu-tru/
done
echo "Số văn bản đã chép: $(ls | wc -l)"
"""
DATA = """\
{
  "so_ky_hieu": "12/KH-UBND",
  "ngay": "2025-03-04",
  "trich_yeu": "Kế hoạch nuôi ong",
  "co_quan": "Sở Y tế",
  "nhiem_vu": ["Sở Y tế chủ trì"]
}
"""
REGISTER = """\
STT,Số ký hiệu,Ngày ban hành,Trích yếu,Nơi nhận
1,12/KH-UBND,04/03/2025,Kế hoạch nuôi ong năm 2025,Sở Y tế
2,13/QĐ-UBND,05/03/2025,Quyết định giao chỉ tiêu,Sở Tài chính
3,14/CV-UBND,06/03/2025,Đôn đốc báo cáo trước 30/6/2025,Sở Nội vụ
4,15/KH-UBND,07/03/2025,Kế hoạch trồng rừng,UBND các xã
"""
REGISTER_SEMICOLONS = REGISTER.replace(",", ";")
FORM = """\
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
ĐƠN ĐỀ NGHỊ CẤP GIẤY CHỨNG NHẬN TRẠI ONG
Kính gửi: ..............................
1. Họ và tên: ..............................
2. Ngày sinh: ....../....../........
3. Địa chỉ: ..............................
4. Số điện thoại: ..............................
5. Số đàn ong: ..............................
Tôi cam đoan những điều trên là đúng sự thật.
.........., ngày ..... tháng ..... năm .........
Người làm đơn
"""
NEWS_PAGE = """\
Trang chủ
Giới thiệu
Tin tức
Đăng nhập
Tỉnh An Hòa tập huấn nuôi ong cho 120 hộ dân
Sáng 12/3, hơn 120 hộ dân đã dự lớp tập huấn nuôi ong do Hội Nông dân tỉnh tổ chức. Theo Kế hoạch số 12/KH-UBND,
tỉnh phấn đấu có 500 đàn ong vào cuối năm nay. Các hộ được hướng dẫn chọn giống và phòng bệnh.
Lượt xem: 251
Tin liên quan
Chia sẻ
Facebook
© 2025 Cổng thông tin điện tử
"""
TRANSLATION = """\
THE PEOPLE'S COMMITTEE OF AN HOA PROVINCE          SOCIALIST REPUBLIC OF VIETNAM
No. 12/KH-UBND                                     Independence - Freedom - Happiness
An Hoa, March 4, 2025
PLAN
On beekeeping in 2025
I. PURPOSES
1. To develop beekeeping in the communes of the province.
II. TASKS
1. The Department of Health shall assume the prime responsibility for, and coordinate with the Department of Finance in
checking the quality of honey, and report the results before June 30, 2025.
"""
FRENCH = """\
Le comité populaire de la province a organisé une réunion sur l'apiculture avec les représentants des communes. Les
participants ont demandé au service de santé de contrôler la qualité du miel avant le 30 juin et de faire un rapport.
"""
NOTE = """\
Ghi chú sau buổi họp sáng thứ hai
- Gọi lại cho anh Bình về chuyện hội trường
- Mua thêm giấy in, mực
- Nhắc Phòng Kinh tế gửi báo cáo trước 15/3
"""
TODO = """\
Việc cần làm tuần này
1. Sửa máy in tầng hai
2. Xem lại bài phát biểu
3. Đặt cơm trưa cho đoàn kiểm tra
"""
README = """\
# Hướng dẫn cài đặt phần mềm đếm ong
Tải bộ cài về máy, giải nén rồi chạy tệp cài đặt. Phần mềm cần máy có 4 GB bộ nhớ trở lên.
Nếu gặp lỗi thì khởi động lại máy và chạy lại bộ cài một lần nữa.
"""

OTHERS = {
    "dem.py": (PROGRAM, "program"),
    "chep.sh": (SCRIPT, "program"),
    "van-ban.json": (DATA, "program"),
    "so.csv": (REGISTER, "register"),
    "so-2.csv": (REGISTER_SEMICOLONS, "register"),
    "don.txt": (FORM, "form"),
    "tin.txt": (NEWS_PAGE, "web_page"),
    "plan.txt": (TRANSLATION, "foreign"),
    "note.txt": (FRENCH, "foreign"),
    "ghi-chu.txt": (NOTE, "note"),
    "viec.txt": (TODO, "note"),
    "doc-truoc.md": (README, "note"),
}

DRAFT = """\
KẾ HOẠCH
Nuôi ong lấy mật năm 2025
I. MỤC ĐÍCH
Phát triển nghề nuôi ong.
II. NHIỆM VỤ
1. Kiểm tra chất lượng mật ong trước ngày 30/6/2025.
2. Tập huấn cho các hộ nuôi ong.
III. TỔ CHỨC THỰC HIỆN
1. Sở Y tế chủ trì, phối hợp với Sở Tài chính thực hiện Kế hoạch này.
"""
WEB_COPY = f"""\
Trang chủ
Tin tức
Đăng nhập
{DRAFT}Lượt xem: 12
Tin liên quan
"""
FRAGMENT = """\
1. Sở Y tế chủ trì, phối hợp với Sở Tài chính kiểm tra chất lượng mật ong, báo cáo UBND tỉnh trước ngày 30/6/2025.
2. Sở Nông nghiệp và Môi trường tập huấn cho các hộ nuôi ong.
"""
ANNEX = """\
PHỤ LỤC
PHÂN CÔNG NHIỆM VỤ NUÔI ONG
(Kèm theo Kế hoạch số 12/KH-UBND ngày 04/3/2025 của UBND tỉnh An Hòa)
1. Kiểm tra chất lượng mật ong.
Đơn vị chủ trì: Sở Y tế
Thời gian: Quý II/2025
"""
ANNEX_TABLE = """\
| TT | Nhiệm vụ | Cơ quan chủ trì | Thời hạn |
|---|---|---|---|
| 1 | Kiểm tra chất lượng mật ong | Sở Y tế | 30/6/2025 |
| 2 | Tập huấn cho các hộ | Hội Nông dân | 30/9/2025 |
"""
BLURRED = """\
UY BAN NHAN DAN TINH AN HOA
Só: 12/KH-UBND
An Hoà, ngày 04 tháng 3 năm 2025
KE HOACH
Nuôi ong lấy mật nảm 2025
Sở Y tế kiểm tra chât lượng mật ong. Hội Nông dân tập huân cho các hộ nuôi ong trong tỉnh.
Noi nhận: Như trên; Lưu: VT.
"""
OPEN_DRAFT = """\
ỦY BAN NHÂN DÂN TỈNH AN HÒA
Số:      /KH-UBND
An Hòa, ngày ...... tháng ...... năm 2025
KẾ HOẠCH
Nuôi ong lấy mật năm 2025
1. Sở Y tế chủ trì kiểm tra ........ đàn ong trước ngày ....../6/2025.
2. Sở Tài chính bố trí ........ đồng.
Nơi nhận:
- ........;
- Lưu: VT.
"""

DOCUMENTS = {
    "du-thao.txt": DRAFT,
    "sao-chep.txt": WEB_COPY,
    "trich.txt": FRAGMENT,
    "phu-luc.txt": ANNEX,
    "bang.md": ANNEX_TABLE,
    "nhan-dang.txt": BLURRED,
    "du-thao-trong.txt": OPEN_DRAFT,
}
