"""Faults of the graph: what documents say that cannot be right, or cannot all be right.

Each check is a function from the database to findings; `CHECKS` is the whole list. Nothing is mended: contradictory
statements stay, each with the file that makes it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterator
from datetime import date
from itertools import groupby

from pipeline.errors import WrongQuestion
from pipeline.knowledge.terms import find_period, find_term
from pipeline.model import Relation
from pipeline.store.ask.answers import Finding
from pipeline.store.ask.files import find_differences
from pipeline.store.ask.names import name_documents
from pipeline.store.ask_graph.circles import find_circles
from pipeline.store.ask_graph.ends import ENDS, End, find_ends
from pipeline.store.ask_graph.wrong_symbols import find_wrong_symbol
from pipeline.store.database import Database

Check = Callable[[sqlite3.Connection, date], Iterator[Finding]]
_RESTS = (Relation.IMPLEMENTS.value, Relation.LEGAL_BASIS.value, Relation.GUIDED_BY.value)
_ORDERED = (*_RESTS, *ENDS, Relation.AMENDS.value, Relation.APPROVES.value, Relation.ISSUED_WITH.value)
_CITES = """
FROM citations AS c JOIN files AS f ON f.id = c.file JOIN documents AS own ON own.id = f.document
JOIN documents AS d ON d.id = c.document"""


def lint(db: Database, *, on: date, checks: Collection[str] = ()) -> list[Finding]:
    """Return the faults of the graph, all checks or some, in the order of the checks; `on` is today.

    Raises WrongQuestion when a check is not known.
    """
    unknown = sorted(set(checks) - set(CHECKS))
    if unknown:
        raise WrongQuestion(f"{', '.join(unknown)}: no such check. Checks are {', '.join(CHECKS)}")
    wanted = [check for name, check in CHECKS.items() if not checks or name in checks]
    return [finding for check in wanted for finding in sorted(check(db.connection, on), key=_order)]


def _order(finding: Finding) -> tuple[str, str, str]:
    return finding.document, finding.other or "", finding.file or ""


def _two_dates(connection: sqlite3.Connection, on: date) -> Iterator[Finding]:
    """Find acts of one number, issuer's territory and period that bear two dates."""
    rows = connection.execute(
        """WITH acts AS (
             SELECT code_key, coalesce(territory, '') AS territory, coalesce(province, '') AS province, id, code, issued
             FROM documents WHERE length(issued) = 10 AND code_key IS NOT NULL)
           SELECT * FROM acts WHERE (code_key, territory, province) IN (
             SELECT code_key, territory, province FROM acts GROUP BY 1, 2, 3 HAVING count(*) > 1)
           ORDER BY code_key, territory, province, issued, id"""
    ).fetchall()
    for _, group in groupby(rows, key=lambda row: row[:3]):
        acts = [(row[3], row[4], row[5]) for row in group]
        for place, (one, code, issued) in enumerate(acts):
            for other, _, other_issued in acts[place + 1 :]:
                period = find_period(code, issued)
                if period and period == find_period(code, other_issued):
                    words = f"{code} bears two dates of one period: {issued} and {other_issued}"
                    yield Finding("two_dates", "warning", one, other, None, words)


def _misdated(connection: sqlite3.Connection, on: date) -> Iterator[Finding]:
    query = f"""SELECT d.id, own.id, f.name, coalesce(d.code, d.title), d.issued, c.date {_CITES}
                WHERE c.matched_by IN ('code_misdated', 'name_misdated')"""
    for document, own, file, code, issued, said in connection.execute(query):
        words = f"{code} of {issued} is cited with the date {said}: taken for a typing error"
        yield Finding("misdated", "warning", document, own, file, words)


def _ambiguous(connection: sqlite3.Connection, on: date) -> Iterator[Finding]:
    query = f"""SELECT d.id, own.id, f.name, coalesce(c.code, c.name), c.date {_CITES}
                WHERE c.matched_by IN ('code_ambiguous', 'name_ambiguous')"""
    for document, own, file, named, said in connection.execute(query):
        words = f"{named}{f' of {said}' if said else ''} can be several acts; it stays apart"
        yield Finding("ambiguous", "info", document, own, file, words)
    query = """SELECT document, name FROM files WHERE matched_by IN ('code_ambiguous', 'name_ambiguous')"""
    for document, file in connection.execute(query):
        yield Finding(
            "ambiguous", "info", document, None, file, "this file can be a copy of several acts; it stays apart"
        )


def _outside_term(connection: sqlite3.Connection, on: date) -> Iterator[Finding]:
    query = f"SELECT d.id, own.id, f.name, c.date, c.issuer, c.name {_CITES} WHERE c.date IS NOT NULL"
    for document, own, file, said, issuer, name in connection.execute(query):
        term = find_term(f"{issuer or ''} {name or ''}")
        if term and not term.covers(said):
            words = (
                f"it is said to be of term {term.term} ({term.begins} to {term.ends or 'now'}), with the date {said}"
            )
            yield Finding("outside_term", "warning", document, own, file, words)


def _wrong_symbol(connection: sqlite3.Connection, on: date) -> Iterator[Finding]:
    query = """SELECT d.id, d.code, d.agency, d.issuer, f.name FROM documents AS d LEFT JOIN files AS f ON f.id = d.file
               WHERE d.code IS NOT NULL AND d.agency IS NOT NULL"""
    for document, code, agency, issuer, file in connection.execute(query):
        symbol = find_wrong_symbol(code, agency)
        if symbol:
            words = f"{code} bears {symbol}, which is not a symbol of {issuer}"
            yield Finding("wrong_symbol", "warning", document, None, file, words)


def _cited_before_issue(connection: sqlite3.Connection, on: date) -> Iterator[Finding]:
    query = f"""SELECT d.id, own.id, f.name, d.issued, own.issued {_CITES}
                WHERE length(d.issued) = 10 AND length(own.issued) = 10 AND own.issued < d.issued"""
    for document, own, file, issued, cited_on in connection.execute(query):
        words = f"issued on {issued}, cited on {cited_on} already"
        yield Finding("cited_before_issue", "warning", document, own, file, words)


def _cited_after_end(connection: sqlite3.Connection, on: date) -> Iterator[Finding]:
    for end in find_ends(connection):
        if end.is_possible:
            yield from _resting_after(connection, end)


def _resting_after(connection: sqlite3.Connection, end: End) -> Iterator[Finding]:
    rests = ", ".join("?" * len(_RESTS))
    rows = connection.execute(
        f"""SELECT DISTINCT own.id, f.name, own.issued, last.issued, last.id
            FROM documents AS last JOIN relations AS r ON r.target = ? AND r.source <> last.id
            JOIN documents AS own ON own.id = r.source JOIN files AS f ON f.id = r.file
            WHERE last.id = ? AND r.relation IN ({rests})
              AND length(own.issued) = 10 AND length(last.issued) = 10 AND own.issued > last.issued""",
        (end.target, end.source, *_RESTS),
    )
    for own, file, cited_on, ended, by in rows:
        name = name_documents(connection, [by])[by]
        words = (
            f"{name} {end.relation} it on {ended} ({end.words!r} in {end.file}), yet on {cited_on} an act rests on it"
        )
        yield Finding("cited_after_end", "warning", end.target, own, file, words)


def _ends_higher(connection: sqlite3.Connection, on: date) -> Iterator[Finding]:
    for end in find_ends(connection):
        if not end.is_possible:
            words = f"is said to end an act of a higher body, or a younger one: {end.words!r}"
            yield Finding("ends_higher", "warning", end.source, end.target, end.file, words)


def _circle(connection: sqlite3.Connection, on: date) -> Iterator[Finding]:
    for circle in find_circles(connection, _ORDERED):
        names = name_documents(connection, circle)
        words = f"acts that rest on one another in a circle: {' → '.join(names[id_] for id_ in (*circle, circle[0]))}"
        yield Finding("circle", "warning", circle[0], circle[1], None, words)


def _contradiction(connection: sqlite3.Connection, on: date) -> Iterator[Finding]:
    marks = ", ".join("?" * len(_ORDERED))
    rows = connection.execute(
        f"""SELECT DISTINCT a.source, a.target, a.relation, b.relation FROM relations AS a
            JOIN relations AS b ON b.source = a.target AND b.target = a.source
            WHERE a.source < a.target AND a.relation IN ({marks}) AND b.relation IN ({marks})""",
        _ORDERED * 2,
    )
    for one, other, forth, back in rows:
        words = f"one {forth} the other, which {back} the first: not both can be"
        yield Finding("contradiction", "warning", one, other, None, words)


def _two_issuers(connection: sqlite3.Connection, on: date) -> Iterator[Finding]:
    """Find acts that are cited as those of two bodies of one template or name's register."""
    rows = connection.execute(
        """SELECT DISTINCT forms.document, forms.agency, forms.issuer FROM forms
           WHERE forms.agency IS NOT NULL AND forms.document IN (SELECT document FROM forms WHERE agency IS NOT NULL
             GROUP BY document HAVING count(DISTINCT agency) > 1) ORDER BY 1, 2, 3"""
    ).fetchall()
    for document, group in groupby(rows, key=lambda row: row[0]):
        issuers = {agency: issuer for _, agency, issuer in group}
        known = sorted(agency for agency in issuers if "@" in agency)
        if len({agency.partition("@")[0] for agency in known}) > 1:
            words = f"cited as issued by {' and by '.join(str(issuers[agency]) for agency in known)}"
            yield Finding("two_issuers", "info", document, None, None, words)


def _in_future(connection: sqlite3.Connection, on: date) -> Iterator[Finding]:
    query = """SELECT d.id, f.name, d.issued FROM documents AS d LEFT JOIN files AS f ON f.id = d.file
               WHERE d.issued > ? AND length(d.issued) = 10"""
    for document, file, issued in connection.execute(query, (on.isoformat(),)):
        yield Finding("in_future", "error", document, None, file, f"dated {issued}, after {on.isoformat()}")


def _cites_itself(connection: sqlite3.Connection, on: date) -> Iterator[Finding]:
    query = f"SELECT d.id, f.name {_CITES} WHERE own.id = d.id"
    for document, file in connection.execute(query):
        yield Finding("cites_itself", "info", document, None, file, "it cites itself by its own code")


def _files_differ(connection: sqlite3.Connection, on: date) -> Iterator[Finding]:
    """Find files of one act that do not say the same; `vanban show` lists every difference."""
    for (document,) in connection.execute("SELECT id FROM documents WHERE files > 1 ORDER BY id").fetchall():
        rows = find_differences(connection, document)
        for file, group in groupby(rows, key=lambda row: row.file):
            said = [row for row in group if row.value or row.given]
            facts = list(dict.fromkeys(row.field for row in said if row.value and row.given))
            missed = sum(1 for row in said if not row.value)
            added = sum(1 for row in said if not row.given)
            parts = [f"{', '.join(facts[:5])}{' …' if len(facts) > 5 else ''}"] if facts else []
            parts += [f"{missed} facts are missing"] if missed else []
            parts += [f"{added} it has alone"] if added else []
            words = f"differs from the file that speaks for the act: {'; '.join(parts)}"
            yield Finding("files_differ", "warning" if facts else "info", document, None, file, words)


CHECKS: dict[str, Check] = {
    "two_dates": _two_dates,
    "misdated": _misdated,
    "ambiguous": _ambiguous,
    "outside_term": _outside_term,
    "two_issuers": _two_issuers,
    "wrong_symbol": _wrong_symbol,
    "cited_before_issue": _cited_before_issue,
    "cited_after_end": _cited_after_end,
    "ends_higher": _ends_higher,
    "contradiction": _contradiction,
    "circle": _circle,
    "in_future": _in_future,
    "cites_itself": _cites_itself,
    "files_differ": _files_differ,
}
"""Every check by its name, in the order of the report."""
