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
1. The Department of Health shall assume the prime responsibility for, and coordinate with the
Department of Finance in
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
NEWS_HTML = """\
<html>
<head>
<title>Tin</title>
</head>
<body>
<nav>
<a href="/">Trang chủ</a>
<a href="/tin">Tin tức</a>
<a>Đăng nhập</a>
</nav>
<article>
<h1>Phát động tháng nuôi ong</h1>
<p>Sáng 5/3, Chủ tịch UBND tỉnh yêu cầu Sở Y tế kiểm tra mật ong trước ngày 30/6/2025. Theo Quyết
định số 12/QĐ-UBND, Sở Tài chính bố trí kinh phí.</p>
<p>Sở Nông nghiệp và Môi trường sẽ tập huấn cho 200 hộ nuôi ong trong tháng tới.</p>
</article>
<footer>© 2025 Cổng thông tin</footer>
</body>
</html>
"""
ABOUT_HTML = """\
<html>
<body>
<h1>Giới thiệu Sở Y tế</h1>
<p>Sở Y tế là cơ quan chuyên môn thuộc UBND tỉnh, có chức năng tham mưu.</p>
<ul>
<li>Chức năng</li>
<li>Nhiệm vụ</li>
</ul>
<p>Địa chỉ: số 1 đường Hoa Sen. Điện thoại: 0123.</p>
</body>
</html>
"""
PHONE_LIST = """\
Họ tên,Chức vụ,Điện thoại
Nguyễn Văn A,Giám đốc Sở Y tế,0123
Trần Thị B,Phó Giám đốc,0124
Lê Văn C,Chánh Văn phòng,0125
"""
DECLARATION = """\
Mẫu số 02
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
TỜ KHAI ĐĂNG KÝ TRẠI ONG
Kính gửi: UBND xã ...............
Tên tôi là: ..............
Sinh ngày: ......................
CMND số: ...........
Nơi ở: ...............
Đề nghị: ...........
……, ngày … tháng … năm …
Người khai
(Ký, ghi rõ họ tên)
"""
ENGLISH_DECISION = """\
DECISION
On approving the beekeeping programme
Pursuant to the Law on Organisation of Local Government dated June 19, 2015;
Article 1. To approve the programme.
Article 2. The Department of Health shall, by June 30, 2025, inspect the honey quality and report
to the People's Committee.
For the People's Committee
Chairman
"""
SETTINGS = """\
ten: Nuoi ong
cong: 8080
duong_dan: /srv/ong
danh_sach:
  - so_y_te
  - so_tai_chinh
"""
LOG = """\
2025-03-04 10:00:01 INFO tai ke hoach 12/KH-UBND
2025-03-04 10:00:02 ERROR khong mo duoc tep
2025-03-04 10:00:03 INFO xong
"""
SCRIPT_AS_TEXT = """\
function dem(ds) {
  let n = 0;
  for (const x of ds) {
    if (x.loai === 'KH') { n += 1; }
  }
  return n;
}
module.exports = { dem };
"""
LETTER = """\
Chào anh,
Em gửi anh bản kế hoạch nuôi ong, anh xem giúp em trước thứ sáu nhé.
Cảm ơn anh.
Hoa
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
    "tin2.html": (NEWS_HTML, "web_page"),
    "gioithieu.html": (ABOUT_HTML, "web_page"),
    "danhba.csv": (PHONE_LIST, "register"),
    "tokhai.txt": (DECLARATION, "form"),
    "english.txt": (ENGLISH_DECISION, "foreign"),
    "config.yml": (SETTINGS, "program"),
    "log.log": (LOG, "program"),
    "app.js.txt": (SCRIPT_AS_TEXT, "program"),
    "thuykhach.txt": (LETTER, "note"),
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
BILINGUAL = """\
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
SOCIALIST REPUBLIC OF VIETNAM
Số/No: 12/KH-UBND
KẾ HOẠCH
PLAN
Nuôi ong năm 2025
Beekeeping in 2025
1. Sở Y tế kiểm tra mật ong trước ngày 30/6/2025.
1. The Department of Health shall inspect honey before June 30, 2025.
"""
CONCLUSION = """\
THÔNG BÁO
Kết luận của Chủ tịch UBND tỉnh tại cuộc họp về nuôi ong
1. Giao Sở Y tế kiểm tra mật ong trước ngày 30/6/2025.
2. Sở Tài chính bố trí kinh phí.
"""
CALENDAR = """\
ỦY BAN NHÂN DÂN TỈNH AN HÒA
LỊCH CÔNG TÁC
Tuần 10 năm 2025
Thứ hai, 03/3:
- 8 giờ: Chủ tịch họp giao ban
- 14 giờ: Phó Chủ tịch tiếp công dân
Thứ ba, 04/3:
- 8 giờ: Đoàn kiểm tra làm việc với Sở Y tế
"""
WITHOUT_MARKS = """\
UY BAN NHAN DAN TINH AN HOA
So: 12/KH-UBND
KE HOACH
Nuoi ong lay mat nam 2025
1. So Y te chu tri kiem tra chat luong mat ong truoc ngay 30/6/2025.
2. So Tai chinh bo tri kinh phi thuc hien ke hoach nay.
Noi nhan: Nhu tren
"""

DOCUMENTS = {
    "du-thao.txt": DRAFT,
    "sao-chep.txt": WEB_COPY,
    "trich.txt": FRAGMENT,
    "phu-luc.txt": ANNEX,
    "bang.md": ANNEX_TABLE,
    "nhan-dang.txt": BLURRED,
    "du-thao-trong.txt": OPEN_DRAFT,
    "songngu.txt": BILINGUAL,
    "kl.txt": CONCLUSION,
    "lich.txt": CALENDAR,
    "khongdau.txt": WITHOUT_MARKS,
}
