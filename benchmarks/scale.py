"""A database of the full size, made of the one that the loader filled: rows copied in bulk, as loading takes hours.

Every file of the base is given more tasks, each with words, two agencies and a deadline, and more citations: of a few
other plans that are held, and of acts of the centre that are not, some of which every plan cites. All tables, the
forms of citations and the full-text index are filled as the loader fills them; keys and indexes are the same.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from contextlib import closing
from pathlib import Path

from pipeline.store.folding import fold_in_place
from pipeline.store.write.bulk import drop_indexes, make_indexes

TASKS = 20
CITATIONS = 50
HELD = 4  # of them, plans that are held
AGENCIES = 600
ACTS = 3000  # of the centre
FIRST_CITED = 1000  # number of the first place of a citation that is added, in its file
FIRST_SET = 2000  # and of a task
PORTION = 1000  # files whose tasks are written at a time
THEMES = ("cấp nước sạch", "khuyến công", "phổ cập bơi", "chợ đầu mối", "cây dược liệu", "bến thuyền", "sổ địa bạ")
WORK = (
    "Giao Sở Mẫu số {agency} chủ trì, phối hợp với Sở Mẫu số {partner} và Ủy ban nhân dân các xã rà soát, lập danh mục "
    "{theme} đợt {batch}, báo cáo Ủy ban nhân dân tỉnh trước ngày {day:02d}/{month:02d}/{year}."
)

_SERIES = "WITH RECURSIVE s (n) AS (SELECT {first} UNION ALL SELECT n + 1 FROM s WHERE n < {last}) SELECT n FROM s"
_NUMBERED = f"""
CREATE TEMP TABLE numbered (n INTEGER PRIMARY KEY, id TEXT, document TEXT);
INSERT INTO numbered SELECT row_number() OVER (ORDER BY id) - 1, id, document FROM files;
CREATE TEMP TABLE bodies AS {_SERIES.format(first=0, last=AGENCIES - 1)};
CREATE TEMP TABLE acts AS {_SERIES.format(first=0, last=ACTS - 1)};
CREATE TEMP TABLE steps AS {_SERIES.format(first=2, last=CITATIONS - 1)};
"""
_BODIES = """
INSERT INTO agencies SELECT 'so-mau-so-' || n, 'Sở Mẫu số ' || n || ' tỉnh An Bình', 'so mau so ' || n ||
  ' tinh an binh', 'body', 'province', 'tinh-an-binh', 'XM' || n, NULL, NULL FROM bodies;
INSERT INTO agency_aliases SELECT 'so-mau-so-' || n, 'Sở Mẫu số ' || n, 'so mau so ' || n, 1, '2024-03-12', '2024-03-12'
  FROM bodies;
INSERT INTO documents SELECT 'nd-' || n, 'NĐ', n || '/2023/NĐ-CP', n || ' 2023 nd cp', '2023-05-04', NULL, NULL,
  'Chính phủ', 'bo-chinh-tri', NULL, NULL, 'central', NULL, 0 FROM acts;
INSERT INTO forms SELECT 'nd-' || n, 'NĐ', n || '/2023/NĐ-CP', NULL, '2023-05-04', 'Chính phủ', 'bo-chinh-tri', NULL,
  NULL, NULL, 'centre', n || ' 2023 nd cp', NULL, NULL, NULL, 0, 'nd-' || n, 'code_exact', 1.0 FROM acts;
"""
_CITED = f"""
CREATE TEMP TABLE cited AS
  SELECT f.id AS file, f.document AS own, s.n AS position,
    (SELECT c.form FROM numbered AS o JOIN citations AS c ON c.file = o.id AND c.position = 1
      WHERE o.n = (f.n + s.n * s.n) % (SELECT count(*) FROM numbered)) AS form
  FROM numbered AS f CROSS JOIN steps AS s WHERE s.n < {HELD + 1}
  UNION ALL
  SELECT f.id, f.document, s.n,
    'nd-' || ((f.n * 31 + s.n * 7) % CASE WHEN s.n < 10 THEN 20 WHEN s.n < 20 THEN 300 ELSE {ACTS} END)
  FROM numbered AS f CROSS JOIN steps AS s WHERE s.n >= {HELD + 1}
  ORDER BY 1, 3;
INSERT INTO evidence SELECT file, {FIRST_CITED} + position, 300, 340, NULL, NULL, NULL, NULL, NULL, 'made', 0.9
  FROM cited;
INSERT INTO citations SELECT file, position, m.type, m.code, m.date, m.issuer, m.name, 0.9, m.agency, 'made', m.id,
  m.document, m.matched_by, m.confidence FROM cited CROSS JOIN forms AS m ON m.id = form;
INSERT INTO mentions SELECT file, position, 0, {FIRST_CITED} + position FROM cited;
INSERT INTO relations SELECT file, position, 'first', CASE position % 2 WHEN 0 THEN 'mentions' ELSE 'legal_basis' END,
  NULL, position, own, m.document, m.matched_by, 0.9, {FIRST_CITED} + position
  FROM cited CROSS JOIN forms AS m ON m.id = form;
CREATE TEMP TABLE weights AS SELECT form, count(*) AS more FROM cited GROUP BY form;
UPDATE forms SET weight = weight + w.more FROM weights AS w WHERE w.form = forms.id;
"""
_INSERTS = {
    "evidence": "INSERT INTO evidence VALUES (?, ?, 500, 600, NULL, NULL, NULL, NULL, NULL, 'made', 0.9)",
    "tasks": "INSERT INTO tasks VALUES (?, ?, ?, ?, NULL, NULL, ?)",
    "task_agencies": "INSERT INTO task_agencies VALUES (?, ?, ?, ?, ?, ?, 'made', ?)",
    "deadlines": "INSERT INTO deadlines VALUES (?, ?, ?, 'date', NULL, ?, NULL, ?, NULL, NULL, ?)",
    "passages": "INSERT INTO passages VALUES (?, ?, ?)",
    "search": "INSERT INTO search (rowid, head, body) VALUES (?, ?, ?)",
}
_Row = tuple[str | int, ...]


def make_scale(base: Path, path: Path) -> None:
    """Make the large database from the base, unless it is there."""
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".part")
    draft.unlink(missing_ok=True)
    with closing(sqlite3.connect(base)) as source, closing(sqlite3.connect(draft)) as target:
        source.backup(target)
        target.executescript("PRAGMA journal_mode = off; PRAGMA synchronous = off; PRAGMA cache_size = -1000000;")
        target.execute("BEGIN")
        _grow(target)
        target.execute("COMMIT")
        target.execute("PRAGMA journal_mode = wal")
    draft.rename(path)


def _grow(connection: sqlite3.Connection) -> None:
    drop_indexes(connection)
    for script in (_NUMBERED, _BODIES, _CITED):
        for statement in script.split(";\n"):
            connection.execute(statement)
    files = connection.execute("SELECT n, id FROM numbered ORDER BY n").fetchall()
    for start in range(0, len(files), PORTION):
        rows: dict[str, list[_Row]] = defaultdict(list)
        for number, file in files[start : start + PORTION]:
            for task in range(2, TASKS):
                _add_task(rows, number, file, task)
        for table, insert in _INSERTS.items():
            connection.executemany(insert, rows[table])
    make_indexes(connection)


def _add_task(rows: dict[str, list[_Row]], number: int, file: str, task: int) -> None:
    """Append the rows of one task and its entry in the index."""
    agency, partner, place = (number * 7 + task) % AGENCIES, (number + task * 31) % AGENCIES, FIRST_SET + 4 * task
    day, month, year = 1 + number % 28, 1 + (number + task) % 12, 2025 + (number + task) % 3
    theme, batch = THEMES[(number + task) % 7], number % 5000
    text = WORK.format(agency=agency, partner=partner, theme=theme, batch=batch, day=day, month=month, year=year)
    rows["evidence"] += [(file, place + step) for step in range(4)]
    rows["tasks"].append((file, task, f"II.{1 + task}", text, place))
    for position, (role, body) in enumerate((("lead", agency), ("coordinate", partner))):
        names = (f"Sở Mẫu số {body}", f"so-mau-so-{body}")
        rows["task_agencies"].append((file, task, position, role, *names, place + 1 + position))
    ends = f"{year}-{month:02d}-{day:02d}"
    rows["deadlines"].append((file, task, f"trước ngày {day:02d}/{month:02d}/{year}", ends, ends, place + 3))
    rowid = (int(file[:11], 16) << 19) + 1 + task
    rows["passages"].append((rowid, file, task))
    head = fold_in_place(f"II.{1 + task} Sở Mẫu số {agency} Sở Mẫu số {partner} ")
    rows["search"].append((rowid, head, fold_in_place(text)))
