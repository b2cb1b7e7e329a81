-- The one definition of the database. docs/database.md is made from this file:
-- `--` lines above a table or view describe it, the `--` at a line's end describes its column.
-- Dates are reduced ISO 8601 (2031-01-20, 2031-01, 2031, 2031-Q1) unless a column says "full".
-- Offsets count characters of texts.text; text[start:end] is the printed words.

-- ## What the files say (read)

-- A file that was read. One act may have several: a draft, the signed copy, a scan.
CREATE TABLE files (
  id          TEXT PRIMARY KEY,           -- first 16 hex digits of the content's SHA-256; all facts of the file refer to it
  sha256      TEXT NOT NULL UNIQUE,       -- SHA-256 of the content
  name        TEXT NOT NULL,              -- the name it came with
  format      TEXT NOT NULL,              -- txt, md, html, docx, doc, rtf, odt, xlsx, xls, pdf
  size        INTEGER NOT NULL,           -- bytes
  original    TEXT NOT NULL,              -- where the original is kept, relative to the workspace
  reader      TEXT NOT NULL,              -- name and version of the reader
  pages       INTEGER,                    -- number of pages, where the format has pages
  status      TEXT NOT NULL CHECK (status IN ('complete', 'partial')), -- partial: at least one issue is an error
  kind        TEXT NOT NULL CHECK (kind IN ('document', 'program', 'register', 'form', 'web_page', 'foreign', 'note')), -- all but document are kept without facts
  kind_confidence REAL NOT NULL,          -- how sure the kind is, 0 to 1
  facts       INTEGER NOT NULL,           -- how many citations and tasks were read
  document    TEXT NOT NULL REFERENCES documents (id) DEFERRABLE INITIALLY DEFERRED, -- the act it is a copy of
  matched_by  TEXT NOT NULL,              -- the rule that found the act
  confidence  REAL NOT NULL               -- how sure that rule is, 0 to 1
) STRICT, WITHOUT ROWID;

-- Which version of the program read a file, and with it every fact of the file.
CREATE TABLE readings (
  file       TEXT PRIMARY KEY REFERENCES files (id) ON DELETE CASCADE, -- the file
  program    TEXT NOT NULL,              -- version of the program
  code       TEXT NOT NULL,              -- digest of the code of the stages
  knowledge  TEXT NOT NULL               -- digest of the knowledge tables
) STRICT, WITHOUT ROWID;

-- The text of a file as it was read: Unicode NFC, in reading order.
CREATE TABLE texts (
  file  TEXT PRIMARY KEY REFERENCES files (id) ON DELETE CASCADE, -- the file
  text  TEXT NOT NULL                     -- all offsets count its characters
) STRICT, WITHOUT ROWID;

-- Where a fact stands, which rule read it and how sure the rule is.
CREATE TABLE evidence (
  file        TEXT NOT NULL REFERENCES files (id) ON DELETE CASCADE, -- the file
  id          INTEGER NOT NULL,           -- counts from 0 within the file
  start_at    INTEGER NOT NULL,           -- first character
  end_at      INTEGER NOT NULL,           -- behind the last character
  page        INTEGER,                    -- counts from 1
  x0          REAL,                       -- box in points from the page's upper left corner: left
  top         REAL,                       -- box: upper edge
  x1          REAL,                       -- box: right
  bottom      REAL,                       -- box: lower edge
  rule        TEXT NOT NULL,              -- name of the rule
  confidence  REAL NOT NULL,              -- 0 to 1
  PRIMARY KEY (file, id)
) STRICT, WITHOUT ROWID;

-- The header of a file: who issued what and when, as it says itself.
CREATE TABLE headers (
  file               TEXT PRIMARY KEY REFERENCES files (id) ON DELETE CASCADE, -- the file
  type               TEXT,                -- KH, QĐ, CT, CV, NQ, CTr, TB, …
  code               TEXT,                -- số ký hiệu: 861-KH/TU
  number             TEXT,                -- the number alone
  issued             TEXT,                -- date of issue
  issued_not_before  TEXT,                -- newest date it cites, where issued is no full date
  place              TEXT,                -- địa danh in the date line
  issuer             TEXT,                -- issuing body with its territory
  issuer_parent      TEXT,                -- the body above it
  title              TEXT,                -- trích yếu
  agency             TEXT REFERENCES agencies (id) DEFERRABLE INITIALLY DEFERRED, -- the issuing body, resolved
  resolved_by        TEXT,                -- the rule that found it in the register, or why none did
  territory          TEXT,                -- territory of the issuer, folded: tinh ha nam
  province           TEXT,                -- province of the issuer, folded, where it is known
  ground             TEXT NOT NULL,       -- where its number was given out: a folded province, centre or nowhere
  code_key           TEXT,                -- folded code, by which spellings of one code meet
  name_key           TEXT,                -- type and folded title, by which citations without a code meet it
  sketch             TEXT                 -- of the text, by which near-identical files of one act are told: 256 hex digits
) STRICT, WITHOUT ROWID;

-- Where each value of a header was read.
CREATE TABLE header_evidence (
  file      TEXT NOT NULL REFERENCES files (id) ON DELETE CASCADE, -- the file
  field     TEXT NOT NULL,                -- name of the column of headers
  evidence  INTEGER NOT NULL,             -- its place
  PRIMARY KEY (file, field),
  FOREIGN KEY (file, evidence) REFERENCES evidence (file, id) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

-- Who signed a file.
CREATE TABLE signers (
  file       TEXT PRIMARY KEY REFERENCES files (id) ON DELETE CASCADE, -- the file
  name       TEXT,                        -- the person
  position   TEXT,                        -- the person's office
  authority  TEXT,                        -- TM, KT, TL, TUQ, Q, joined by +
  evidence   INTEGER NOT NULL,            -- its place
  FOREIGN KEY (file, evidence) REFERENCES evidence (file, id) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

-- Digital signatures of a file, as their certificates tell it; nobody vouched for the certificates.
CREATE TABLE signatures (
  file               TEXT NOT NULL REFERENCES files (id) ON DELETE CASCADE, -- the file
  position           INTEGER NOT NULL,    -- counts from 0 in the order of their time
  organisation       TEXT,                -- body that the certificate names; of a person perhaps a former one
  organisation_code  TEXT,                -- of a seal: the body's numbers, MST:…, MNS:…
  person             TEXT,                -- who signed; empty in a seal
  signed_at          TEXT,                -- time of signing, ISO 8601 with +07:00
  is_intact          INTEGER NOT NULL CHECK (is_intact IN (0, 1)), -- 1 where the signed bytes are unchanged
  covers_whole_file  INTEGER NOT NULL CHECK (covers_whole_file IN (0, 1)), -- 1 where nothing was added behind it
  page               INTEGER,             -- page of its form field, from 1
  x0                 REAL,                -- box of its form field as in evidence: left
  top                REAL,                -- box: upper edge
  x1                 REAL,                -- box: right
  bottom             REAL,                -- box: lower edge
  PRIMARY KEY (file, position)
) STRICT, WITHOUT ROWID;

-- The lines of "Nơi nhận".
CREATE TABLE recipients (
  file      TEXT NOT NULL REFERENCES files (id) ON DELETE CASCADE, -- the file
  position  INTEGER NOT NULL,             -- counts from 0
  name      TEXT NOT NULL,                -- the line
  evidence  INTEGER NOT NULL,             -- its place
  PRIMARY KEY (file, position),
  FOREIGN KEY (file, evidence) REFERENCES evidence (file, id) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

-- The headed parts of a file's body and annexes.
CREATE TABLE sections (
  file      TEXT NOT NULL REFERENCES files (id) ON DELETE CASCADE, -- the file
  position  INTEGER NOT NULL,             -- counts from 0
  path      TEXT NOT NULL,                -- its printed numbers: II.1
  role      TEXT NOT NULL,                -- basis, purpose, tasks, organisation, annex, …
  title     TEXT NOT NULL,                -- its heading
  start_at  INTEGER NOT NULL,             -- first character
  end_at    INTEGER NOT NULL,             -- behind the last character
  page      INTEGER,                      -- counts from 1
  PRIMARY KEY (file, position)
) STRICT, WITHOUT ROWID;

-- One row for each distinct document that a file cites, and which document of the database that is.
CREATE TABLE citations (
  file              TEXT NOT NULL REFERENCES files (id) ON DELETE CASCADE, -- the file that cites
  position          INTEGER NOT NULL,     -- counts from 0
  type              TEXT,                 -- type of the cited document
  code              TEXT,                 -- its code as printed
  date              TEXT,                 -- its date as printed
  issuer            TEXT,                 -- its issuer as the file names it
  name              TEXT,                 -- its name, for laws and documents cited without a code
  confidence        REAL NOT NULL,        -- how sure the reading is, 0 to 1
  agency            TEXT REFERENCES agencies (id) DEFERRABLE INITIALLY DEFERRED, -- the issuer, resolved
  resolved_by       TEXT,                 -- the rule that found it in the register, or why none did
  form              TEXT NOT NULL REFERENCES forms (id) DEFERRABLE INITIALLY DEFERRED, -- what it says, shared by citations that say the same
  document          TEXT NOT NULL REFERENCES documents (id) DEFERRABLE INITIALLY DEFERRED, -- the cited act
  matched_by        TEXT NOT NULL,        -- rule: code_exact, code_scoped, code_only_candidate, code_misdated, code_ambiguous, name_…
  match_confidence  REAL NOT NULL,        -- how sure that rule is, 0 to 1
  PRIMARY KEY (file, position)
) STRICT, WITHOUT ROWID;

-- Every place where a file names a cited document.
CREATE TABLE mentions (
  file      TEXT NOT NULL REFERENCES files (id) ON DELETE CASCADE, -- the file that cites
  citation  INTEGER NOT NULL,             -- the citation
  position  INTEGER NOT NULL,             -- counts from 0
  evidence  INTEGER NOT NULL,             -- its place
  PRIMARY KEY (file, citation, position),
  FOREIGN KEY (file, citation) REFERENCES citations (file, position) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY (file, evidence) REFERENCES evidence (file, id) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

-- What a file says of the tie between two documents: of its own tie to a cited one (first hand), or of
-- a tie between two that it cites (second hand, mostly from titles).
CREATE TABLE relations (
  file             TEXT NOT NULL REFERENCES files (id) ON DELETE CASCADE, -- the file that asserts it
  position         INTEGER NOT NULL,      -- counts from 0
  hand             TEXT NOT NULL CHECK (hand IN ('first', 'second')), -- first: own tie; second: between two cited ones
  relation         TEXT NOT NULL,         -- legal_basis, implements, proposed_by, issued_with, approves, amends, …
  source_citation  INTEGER,               -- the citation it starts from; empty at first hand: the file's own act
  target_citation  INTEGER NOT NULL,      -- the citation it leads to
  source           TEXT REFERENCES documents (id) DEFERRABLE INITIALLY DEFERRED, -- document it starts from
  target           TEXT REFERENCES documents (id) DEFERRABLE INITIALLY DEFERRED, -- document it leads to
  matched_by       TEXT,                  -- the rule that found the target
  confidence       REAL NOT NULL,         -- the smaller of reading and matching, 0 to 1
  evidence         INTEGER NOT NULL,      -- its place
  PRIMARY KEY (file, position),
  CHECK ((hand = 'second') = (source_citation IS NOT NULL)),
  FOREIGN KEY (file, evidence) REFERENCES evidence (file, id) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

-- A leaf item that directs work.
CREATE TABLE tasks (
  file              TEXT NOT NULL REFERENCES files (id) ON DELETE CASCADE, -- the file
  position          INTEGER NOT NULL,     -- counts from 0
  path              TEXT NOT NULL,        -- its printed numbers: II.1.1, Điều 2.1, PL.III.4
  text              TEXT NOT NULL,        -- its text
  product           TEXT,                 -- sản phẩm, where stated
  product_evidence  INTEGER,              -- place of the product
  evidence          INTEGER NOT NULL,     -- place of the text
  PRIMARY KEY (file, position),
  FOREIGN KEY (file, evidence) REFERENCES evidence (file, id) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY (file, product_evidence) REFERENCES evidence (file, id) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

-- Which agency has which role in a task.
CREATE TABLE task_agencies (
  file         TEXT NOT NULL REFERENCES files (id) ON DELETE CASCADE, -- the file
  task         INTEGER NOT NULL,          -- the task
  position     INTEGER NOT NULL,          -- counts from 0, over all roles of the task
  role         TEXT NOT NULL CHECK (role IN ('lead', 'coordinate', 'direct', 'report_to')), -- chủ trì, phối hợp, chỉ đạo, nhận báo cáo
  name         TEXT NOT NULL,             -- printed name
  agency       TEXT REFERENCES agencies (id) DEFERRABLE INITIALLY DEFERRED, -- the agency, resolved; empty where a name has no letter
  resolved_by  TEXT,                      -- the rule that found it in the register, or why none did
  evidence     INTEGER NOT NULL,          -- its place
  PRIMARY KEY (file, task, position),
  FOREIGN KEY (file, task) REFERENCES tasks (file, position) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY (file, evidence) REFERENCES evidence (file, id) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

-- By when a task is due.
CREATE TABLE deadlines (
  file       TEXT NOT NULL REFERENCES files (id) ON DELETE CASCADE, -- the file
  task       INTEGER NOT NULL,            -- the task
  raw        TEXT NOT NULL,               -- printed words
  kind       TEXT NOT NULL CHECK (kind IN ('date', 'period', 'recurring', 'ongoing', 'relative', 'other')), -- how it binds
  starts     TEXT,                        -- first date
  ends       TEXT,                        -- last date
  first_day  TEXT,                        -- full date: the first day of starts
  last_day   TEXT,                        -- full date: the last day of ends (2031-12 is 2031-12-31)
  recurs     TEXT,                        -- yearly, yearly:--11-30, monthly:20, weekly:FR, every:2W, periodic, …
  rrule      TEXT,                        -- RFC 5545, where the recurrence can be said in it
  evidence   INTEGER NOT NULL,            -- its place
  PRIMARY KEY (file, task),
  FOREIGN KEY (file, task) REFERENCES tasks (file, position) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY (file, evidence) REFERENCES evidence (file, id) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

-- The days on which a recurring deadline falls, one row for each: yearly:--05-15,--11-15 has two.
CREATE TABLE recurrences (
  file      TEXT NOT NULL REFERENCES files (id) ON DELETE CASCADE, -- the file
  task      INTEGER NOT NULL,             -- the task
  position  INTEGER NOT NULL,             -- counts from 0
  every     TEXT NOT NULL CHECK (every IN ('year', 'quarter', 'month', 'week', 'day')), -- how often
  month     INTEGER,                      -- year: the month
  day       INTEGER,                      -- year, month: the day of the month
  weekday   INTEGER,                      -- week: the day, Sunday is 0
  PRIMARY KEY (file, task, position),
  FOREIGN KEY (file, task) REFERENCES deadlines (file, task) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

-- A doubt or a fault that a stage noted while reading a file.
CREATE TABLE issues (
  file      TEXT NOT NULL REFERENCES files (id) ON DELETE CASCADE, -- the file
  position  INTEGER NOT NULL,             -- counts from 0
  stage     TEXT NOT NULL,                -- ingest, structure, extract, graph, store
  code      TEXT NOT NULL,                -- a stable word: no_issue_date, …
  severity  TEXT NOT NULL CHECK (severity IN ('info', 'warning', 'error')), -- how much it should worry
  message   TEXT NOT NULL,                -- a sentence
  start_at  INTEGER,                      -- first character
  end_at    INTEGER,                      -- behind the last character
  page      INTEGER,                      -- counts from 1
  PRIMARY KEY (file, position)
) STRICT, WITHOUT ROWID;

-- Which names a file uses for which agency.
CREATE TABLE agency_names (
  file       TEXT NOT NULL REFERENCES files (id) ON DELETE CASCADE, -- the file
  position   INTEGER NOT NULL,            -- counts from 0
  agency     TEXT NOT NULL REFERENCES agencies (id) DEFERRABLE INITIALLY DEFERRED, -- the agency
  name       TEXT NOT NULL,               -- printed name
  mentions   INTEGER NOT NULL,            -- how often
  PRIMARY KEY (file, position)
) STRICT, WITHOUT ROWID;

-- ## What was concluded from all files together (resolved)

-- An act: issuer, type, code and date. One that is cited but not held has no file; it gets one when it arrives.
CREATE TABLE documents (
  id         TEXT PRIMARY KEY,            -- made of what identifies it: 16-kh-ubnd.2031-01-20.tinh-ha-nam
  type       TEXT,                        -- KH, QĐ, CT, …
  code       TEXT,                        -- số ký hiệu
  code_key   TEXT,                        -- folded code, by which its spellings meet
  issued     TEXT,                        -- date of issue
  title      TEXT,                        -- its title; of a cited act the name it is cited by
  folded     TEXT,                        -- the title without marks, in lower case
  issuer     TEXT,                        -- issuing body as printed
  agency     TEXT REFERENCES agencies (id) DEFERRABLE INITIALLY DEFERRED, -- issuing body, resolved
  territory  TEXT,                        -- territory it belongs to, folded; empty for acts of the centre
  province   TEXT,                        -- province it lies in, folded; empty for acts of the centre and where unknown
  level      TEXT,                        -- central, province, district, commune
  file       TEXT REFERENCES files (id) DEFERRABLE INITIALLY DEFERRED, -- the file that speaks for it; empty: not held
  files      INTEGER NOT NULL             -- how many files of it are held
) STRICT, WITHOUT ROWID;

-- A way in which files cite an act: citations that agree in all of this are one form, and mean one act.
CREATE TABLE forms (
  id          TEXT PRIMARY KEY,           -- made of what it says: 16 hex digits of a SHA-256
  type        TEXT,                       -- type of the act
  code        TEXT,                       -- its code as printed
  name        TEXT,                       -- its name
  date        TEXT,                       -- its date as printed
  issuer      TEXT,                       -- its issuer as printed
  agency      TEXT,                       -- the issuer, resolved
  territory   TEXT,                       -- territory of the issuer, folded, where it is said
  scope       TEXT,                       -- territory of the files that cite so; presumed where none is said
  province    TEXT,                       -- province of the files that cite so
  ground      TEXT NOT NULL,              -- where its number was given out: a folded province, centre or nowhere
  code_key    TEXT,                       -- folded code
  name_key    TEXT,                       -- type and folded name
  not_before  TEXT,                       -- begin of the term that is named
  not_after   TEXT,                       -- month of the files that cite so, or end of the term that is named
  weight      INTEGER NOT NULL,           -- how many citations say so
  document    TEXT NOT NULL REFERENCES documents (id) DEFERRABLE INITIALLY DEFERRED, -- the act that is meant
  matched_by  TEXT NOT NULL,              -- the rule that found it
  confidence  REAL NOT NULL               -- how sure that rule is, 0 to 1
) STRICT, WITHOUT ROWID;

-- Who is named: a body of the State, the Party or a union (body), a class of them (group), a firm, bank or cooperative (company),
-- a person (whose name only the task tells), a post that says of no body, or words that name no one (phrase).
-- One name in two provinces is two agencies.
CREATE TABLE agencies (
  id          TEXT PRIMARY KEY,           -- id in the register, else made of its folded name and its territory
  name        TEXT NOT NULL,              -- its usual full name
  folded      TEXT NOT NULL,              -- the name to compare: short forms written out, no marks, lower case
  kind        TEXT NOT NULL CHECK (kind IN ('body', 'group', 'company', 'person', 'post', 'phrase')), -- what it is
  level       TEXT,                       -- of bodies and groups: central, province, district, commune
  territory   TEXT,                       -- its territory: tay-ninh until 30/06/2025, tay-ninh-2025 since
  sort_key    TEXT NOT NULL,              -- orders names as a Vietnamese dictionary does
  valid_from  TEXT,                       -- existed from, where the register knows it
  valid_to    TEXT                        -- existed until, where the register knows it
) STRICT, WITHOUT ROWID;

-- The names by which an agency is called.
CREATE TABLE agency_aliases (
  agency      TEXT NOT NULL REFERENCES agencies (id) ON DELETE CASCADE, -- the agency
  name        TEXT NOT NULL,              -- printed name
  folded      TEXT NOT NULL,              -- the name to compare: short forms written out, no marks, lower case
  mentions    INTEGER NOT NULL,           -- how often it is used
  valid_from  TEXT,                       -- date of the oldest document that uses it
  valid_to    TEXT,                       -- date of the newest document that uses it
  PRIMARY KEY (agency, name)
) STRICT, WITHOUT ROWID;

-- How often each name stands for each agency, over all files: what agencies and their aliases are made of.
CREATE TABLE agency_forms (
  agency      TEXT NOT NULL,              -- the agency
  name        TEXT NOT NULL,              -- printed name
  mentions    INTEGER NOT NULL,           -- how often it is used
  first       TEXT,                       -- date of the oldest document that uses it
  last        TEXT,                       -- date of the newest document that uses it
  PRIMARY KEY (agency, name)
) STRICT, WITHOUT ROWID;

-- ## Search and housekeeping

-- What a row of `search` is: a document's text, or one of its tasks.
CREATE TABLE passages (
  id    INTEGER PRIMARY KEY,              -- rowid in search, made of the file and the task
  file  TEXT NOT NULL REFERENCES files (id) ON DELETE CASCADE, -- the file
  task  INTEGER                           -- the task; empty: the document itself
) STRICT;

-- Full-text index over folded text (no marks, đ as d): fold a query before asking.
CREATE VIRTUAL TABLE search USING fts5 (
  head,                                   -- code, title and issuer of a document; path and agencies of a task
  body,                                   -- its text
  content = '', tokenize = "unicode61 remove_diacritics 0"
);

-- What lay at a place (a path, an address, a member of an archive), one content after the other; a file that is there
-- and always was the same has no row.
CREATE TABLE versions (
  place   TEXT NOT NULL,                  -- path or address; of a member: /in/công văn.zip!phụ lục.docx
  number  INTEGER NOT NULL,               -- counts from 1 at each place
  sha256  TEXT NOT NULL,                  -- SHA-256 of the content
  name    TEXT NOT NULL,                  -- the name it had there
  since   TEXT NOT NULL,                  -- when it was first seen there, ISO 8601 in UTC
  until   TEXT,                           -- when it ended; empty: it answers
  why     TEXT CHECK (why IN ('replaced', 'pruned', 'moved')), -- why it ended
  gone    TEXT,                           -- when its file was first missed
  PRIMARY KEY (place, number)
) STRICT, WITHOUT ROWID;

-- A file that is kept and in no answer: a former version, one that was pruned, one that a person took out.
CREATE TABLE former (
  sha256     TEXT PRIMARY KEY,            -- SHA-256 of the content
  forgotten  INTEGER NOT NULL CHECK (forgotten IN (0, 1)), -- 1 where a person took it out
  code       TEXT,                        -- its code
  issued     TEXT,                        -- its date
  title      TEXT,                        -- its title
  tasks      INTEGER,                     -- how many tasks it set
  original   TEXT                         -- where the original is kept, relative to the workspace
) STRICT, WITHOUT ROWID;

-- One row for each load.
CREATE TABLE runs (
  id            INTEGER PRIMARY KEY,      -- counts up
  started       TEXT,                     -- when the run began, ISO 8601 with zone
  finished      TEXT,                     -- when it was loaded
  code_version  TEXT,                     -- version of the program
  added         INTEGER NOT NULL,         -- records that were new
  replaced      INTEGER NOT NULL,         -- records that took the place of an older reading
  unchanged     INTEGER NOT NULL,         -- records that were there already, word for word
  removed       INTEGER NOT NULL,         -- records taken out
  quarantined   INTEGER NOT NULL          -- files that could not be read
) STRICT;

-- ## Questions people ask (views)

-- Every version of every file; only `current` ones and those that are `gone` answer.
CREATE VIEW file_versions AS
WITH every AS (
  SELECT place, number, sha256, name, since, until, why, gone FROM versions
  UNION ALL SELECT NULL, 1, f.sha256, f.name, NULL, NULL, NULL, NULL FROM files AS f
  WHERE NOT EXISTS (SELECT 1 FROM versions AS v WHERE v.sha256 = f.sha256 AND v.until IS NULL)
)
SELECT
  every.place AS place,                   -- where it lay; empty where it has no history
  every.number AS number,                 -- counts from 1 at each place
  CASE WHEN former.forgotten THEN 'forgotten' WHEN every.until IS NOT NULL THEN every.why
    WHEN every.gone IS NOT NULL THEN 'gone' ELSE 'current' END AS state, -- current, gone, replaced, pruned, moved, forgotten
  every.name AS name,                     -- the name it had there
  every.since AS since,                   -- when it was first seen there
  every.until AS until,                   -- when it ended
  every.sha256 AS sha256,                 -- SHA-256 of the content
  files.document AS document,             -- its document, where it answers
  coalesce(headers.code, former.code) AS code, -- code as it says itself
  coalesce(headers.issued, former.issued) AS issued, -- date as it says itself
  coalesce(headers.title, former.title) AS title, -- title as it says itself
  coalesce(former.tasks, (SELECT count(*) FROM tasks WHERE tasks.file = files.id)) AS tasks, -- how many tasks it sets
  coalesce(files.original, former.original) AS original -- where the original is kept
FROM every
LEFT JOIN files ON files.sha256 = every.sha256
LEFT JOIN headers ON headers.file = files.id
LEFT JOIN former ON former.sha256 = every.sha256;

-- Every task with its document, agencies and deadline; of acts with several files only the one that speaks for it counts.
CREATE VIEW task_overview AS
SELECT
  tasks.file AS file,                     -- file that sets the task
  tasks.position AS task,                 -- the task in the file
  documents.id AS document,               -- its document
  documents.code AS code,                 -- code of the document
  documents.issued AS issued,             -- date of the document
  documents.issuer AS issuer,             -- issuer of the document
  tasks.path AS path,                     -- printed numbers of the task
  tasks.text AS text,                     -- text of the task
  (SELECT group_concat(name, '; ') FROM task_agencies AS ta
    WHERE ta.file = tasks.file AND ta.task = tasks.position AND ta.role = 'lead') AS lead, -- cơ quan chủ trì
  (SELECT group_concat(name, '; ') FROM task_agencies AS ta
    WHERE ta.file = tasks.file AND ta.task = tasks.position AND ta.role = 'coordinate') AS coordinate, -- cơ quan phối hợp
  (SELECT group_concat(name, '; ') FROM task_agencies AS ta
    WHERE ta.file = tasks.file AND ta.task = tasks.position AND ta.role = 'direct') AS direct, -- cơ quan chỉ đạo
  (SELECT group_concat(name, '; ') FROM task_agencies AS ta
    WHERE ta.file = tasks.file AND ta.task = tasks.position AND ta.role = 'report_to') AS report_to, -- nơi nhận báo cáo
  deadlines.raw AS deadline,              -- printed deadline
  deadlines.kind AS kind,                 -- how the deadline binds
  deadlines.starts AS starts,             -- first date
  deadlines.ends AS ends,                 -- last date
  deadlines.last_day AS last_day,         -- full date of the last day
  deadlines.recurs AS recurs,             -- recurrence
  tasks.product AS product,               -- product
  evidence.page AS page                   -- page of the task
FROM documents
JOIN tasks ON tasks.file = documents.file
JOIN evidence ON evidence.file = tasks.file AND evidence.id = tasks.evidence
LEFT JOIN deadlines ON deadlines.file = tasks.file AND deadlines.task = tasks.position;

-- Where the header of a file states something else than what its document is taken for; a reduced date that agrees is none.
CREATE VIEW file_differences AS
WITH others AS NOT MATERIALIZED (
  SELECT f.id, f.document, h.*, d.code AS own_code, d.code_key AS own_key, d.issued AS own_issued, d.type AS own_type,
    d.title AS own_title, d.issuer AS own_issuer, d.agency AS own_agency, d.file AS best, b.name_key AS best_name,
    s.name AS signer, (SELECT name FROM signers WHERE file = d.file) AS best_signer
  FROM documents AS d JOIN files AS f ON f.document = d.id AND f.id <> d.file
  JOIN headers AS h ON h.file = f.id JOIN headers AS b ON b.file = d.file LEFT JOIN signers AS s ON s.file = f.id
  WHERE d.files > 1
)
SELECT
  document AS document,                   -- the document
  file AS file,                           -- the file that differs
  'code' AS field,                        -- code, issued, type, title, issuer, signer
  code AS value,                          -- what the file states
  own_code AS given                       -- what the document is taken for
FROM others WHERE code_key <> own_key
UNION ALL SELECT document, file, 'issued', issued, own_issued FROM others
  WHERE substr(issued, 1, length(own_issued)) <> substr(own_issued, 1, length(issued))
UNION ALL SELECT document, file, 'type', type, own_type FROM others WHERE type <> own_type
UNION ALL SELECT document, file, 'title', title, own_title FROM others WHERE name_key <> best_name
UNION ALL SELECT document, file, 'issuer', issuer, own_issuer FROM others WHERE agency <> own_agency
UNION ALL SELECT document, file, 'signer', signer, best_signer FROM others WHERE signer <> best_signer;

-- How many tasks each agency of any kind has in each role.
CREATE VIEW all_workload AS
SELECT
  agencies.id AS agency,                  -- the agency
  agencies.name AS name,                  -- its name
  agencies.kind AS kind,                  -- body, group, company, person, post, phrase
  agencies.level AS level,                -- its level
  count(*) FILTER (WHERE ta.role = 'lead') AS lead, -- tasks it leads
  count(*) FILTER (WHERE ta.role = 'coordinate') AS coordinate, -- tasks it helps with
  count(*) FILTER (WHERE ta.role = 'direct') AS direct, -- tasks it directs
  count(*) FILTER (WHERE ta.role = 'report_to') AS report_to, -- tasks whose result it gets
  count(DISTINCT documents.id) AS documents, -- documents that name it in a task
  count(*) FILTER (WHERE ta.role = 'lead' AND deadlines.last_day IS NOT NULL) AS dated -- tasks it leads that have a last day
FROM task_agencies AS ta
JOIN documents ON documents.file = ta.file
JOIN agencies ON agencies.id = ta.agency
LEFT JOIN deadlines ON deadlines.file = ta.file AND deadlines.task = ta.task
GROUP BY agencies.id;

-- How many tasks each body of the State, the Party and the unions, and each group of them, has in each role.
CREATE VIEW agency_workload AS
SELECT
  agency AS agency,                       -- the agency
  name AS name,                           -- its name
  kind AS kind,                           -- body or group
  level AS level,                         -- its level
  lead AS lead,                           -- tasks it leads
  coordinate AS coordinate,               -- tasks it helps with
  direct AS direct,                       -- tasks it directs
  report_to AS report_to,                 -- tasks whose result it gets
  documents AS documents,                 -- documents that name it in a task
  dated AS dated                          -- tasks it leads that have a last day
FROM all_workload WHERE kind IN ('body', 'group');

-- Ties between documents, whoever asserts them; a document's tie to itself is left out.
CREATE VIEW citation_edges AS
SELECT
  relations.source AS source,             -- document it starts from
  sources.code AS source_code,            -- its code
  relations.relation AS relation,         -- what is said of the tie
  relations.target AS target,             -- document it leads to
  targets.code AS target_code,            -- its code
  min(relations.hand) AS hand,            -- first, where the source says it itself; else second
  count(DISTINCT relations.file) AS asserted, -- how many files assert it
  max(relations.confidence) AS confidence, -- of the surest of them
  targets.file IS NOT NULL AS is_held     -- 1 where the target is held
FROM relations
JOIN documents AS sources ON sources.id = relations.source
JOIN documents AS targets ON targets.id = relations.target
WHERE relations.source <> relations.target
GROUP BY relations.source, relations.relation, relations.target;

-- The next day, today or later, of every task that has one; of recurring ones the next day on which they fall.
CREATE VIEW next_days AS
WITH dated AS (
  SELECT file, task, last_day AS due FROM deadlines WHERE kind IN ('date', 'period') AND last_day >= date('now')
  UNION ALL
  SELECT recurrences.file, recurrences.task, min(CASE
      WHEN every = 'year' AND month IS NULL THEN date('now', 'start of year', '+1 year', '-1 day')
      WHEN every = 'year' AND date(strftime('%Y', 'now') || printf('-%02d-%02d', month, day)) >= date('now')
        THEN date(strftime('%Y', 'now') || printf('-%02d-%02d', month, day))
      WHEN every = 'year' THEN date((strftime('%Y', 'now') + 1) || printf('-%02d-%02d', month, day))
      WHEN every = 'quarter'
        THEN date('now', 'start of month', (3 - (strftime('%m', 'now') - 1) % 3) || ' months', '-1 day')
      WHEN every = 'month' AND day IS NULL THEN date('now', 'start of month', '+1 month', '-1 day')
      WHEN every = 'month' AND min(date('now', 'start of month', (day - 1) || ' days'),
                                   date('now', 'start of month', '+1 month', '-1 day')) >= date('now')
        THEN min(date('now', 'start of month', (day - 1) || ' days'), date('now', 'start of month', '+1 month', '-1 day'))
      WHEN every = 'month' THEN min(date('now', 'start of month', '+1 month', (day - 1) || ' days'),
                                    date('now', 'start of month', '+2 months', '-1 day'))
      WHEN every = 'week' THEN date('now', 'weekday ' || coalesce(weekday, 0))
      WHEN every = 'day' THEN date('now')
    END)
  FROM recurrences
  GROUP BY recurrences.file, recurrences.task
)
SELECT
  dated.file AS file,                     -- file that sets the task
  dated.task AS task,                     -- the task in the file
  dated.due AS due                        -- full date: the next day it is due
FROM dated
JOIN deadlines ON deadlines.file = dated.file AND deadlines.task = dated.task
WHERE (deadlines.last_day IS NULL OR dated.due <= deadlines.last_day);

-- Tasks whose next day is today or later; recurring ones with the next day on which they fall.
CREATE VIEW upcoming_deadlines AS
SELECT
  next_days.due AS due,                   -- full date: the next day it is due
  overview.document AS document,          -- its document
  overview.code AS code,                  -- code of the document
  overview.path AS path,                  -- printed numbers of the task
  overview.text AS text,                  -- text of the task
  overview.lead AS lead,                  -- cơ quan chủ trì
  overview.deadline AS deadline,          -- printed deadline
  overview.recurs AS recurs,              -- recurrence
  overview.file AS file,                  -- file that sets the task
  overview.task AS task                   -- the task in the file
FROM next_days
JOIN task_overview AS overview ON overview.file = next_days.file AND overview.task = next_days.task;

-- Files that are no administrative documents: kept and listed, without facts.
CREATE VIEW other_files AS
SELECT
  files.id AS file,                       -- the file
  files.name AS name,                     -- the name it came with
  files.kind AS kind,                     -- program, register, form, web_page, foreign or note
  files.kind_confidence AS confidence,    -- how sure that is, 0 to 1
  issues.message AS why                   -- what it shows
FROM files LEFT JOIN issues ON issues.file = files.id AND issues.code = 'no_document'
WHERE files.kind <> 'document';

-- Documents that are cited but not held, with how often.
CREATE VIEW missing_documents AS
SELECT
  documents.id AS document,               -- the document
  documents.type AS type,                 -- its type
  documents.code AS code,                 -- its code
  documents.title AS title,               -- the name it is cited by
  documents.issued AS issued,             -- its date
  documents.issuer AS issuer,             -- its issuer
  count(DISTINCT files.document) AS cited_by, -- documents that cite it
  (SELECT count(*) FROM citations AS c JOIN mentions ON mentions.file = c.file AND mentions.citation = c.position
    WHERE c.document = documents.id) AS mentions -- places that name it
FROM documents
JOIN citations ON citations.document = documents.id
JOIN files ON files.id = citations.file
WHERE documents.file IS NULL
GROUP BY documents.id;

-- ## Indexes (made after a bulk load)

CREATE INDEX files_by_document ON files (document);
CREATE INDEX headers_by_code ON headers (code_key, ground);
CREATE INDEX headers_by_name ON headers (name_key, ground);
CREATE INDEX headers_by_agency ON headers (agency);
CREATE INDEX citations_by_form ON citations (form);
CREATE INDEX forms_by_code ON forms (code_key, ground);
CREATE INDEX forms_by_name ON forms (name_key, ground);
CREATE INDEX forms_by_document ON forms (document);
CREATE INDEX citations_by_document ON citations (document);
CREATE INDEX citations_by_agency ON citations (agency);
CREATE INDEX relations_by_source ON relations (source, relation, target, hand);
CREATE INDEX relations_by_target ON relations (target, relation, source, hand);
CREATE INDEX task_agencies_by_agency ON task_agencies (agency, role);
CREATE INDEX deadlines_by_day ON deadlines (last_day);
CREATE INDEX documents_by_code ON documents (code_key);
CREATE INDEX documents_by_title ON documents (folded);
CREATE INDEX documents_by_file ON documents (file);
CREATE INDEX documents_by_day ON documents (issued);
CREATE INDEX documents_by_agency ON documents (agency);
CREATE INDEX agencies_by_name ON agencies (folded);
CREATE INDEX agency_aliases_by_name ON agency_aliases (folded);
CREATE INDEX agency_names_by_agency ON agency_names (agency);
CREATE INDEX versions_by_content ON versions (sha256);
CREATE INDEX passages_by_file ON passages (file);
