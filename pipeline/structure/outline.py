"""The zones of a document: masthead, title, body, closing, annexes.

Order of print by Nghị định 30/2020/NĐ-CP, Phụ lục I: quốc hiệu, issuer, number, place and date, type name and
trích yếu, body, signature, Nơi nhận, phụ lục. Each zone may be missing; a zone that should be there and is not
becomes an Issue.
"""

from __future__ import annotations

from pipeline.model import Body, Issue, Outline, ParsedDocument, Severity
from pipeline.structure.annexes import split_annexes
from pipeline.structure.body import make_body
from pipeline.structure.closing import find_closing
from pipeline.structure.lines import Line, make_lines
from pipeline.structure.title import Heading, find_heading
from pipeline.text.words import Words


def make_outline(parsed: ParsedDocument) -> Outline:
    """Return the outline of a parsed document; never fails, doubts become issues."""
    whole = Words.of(parsed.text)
    lines = make_lines(parsed.blocks, whole)
    notes = [line for line in lines if line.footnote]
    lines = [line for line in lines if not line.footnote]
    heading = find_heading(lines)
    main, rest = _cut_annexes(lines, heading)
    closing = find_closing(main, heading.body_start)
    body = make_body(whole, main[heading.body_start : closing.start])
    annexes = split_annexes(whole, [*closing.after, *rest])
    return Outline(
        parsed=parsed,
        whole=whole,
        masthead=tuple(line.span for line in heading.masthead),
        type=heading.type,
        type_name=heading.type_name,
        title=heading.title,
        body=body,
        recipients=closing.recipients,
        signature=closing.signature,
        annexes=tuple(annexes),
        issues=tuple(_find_issues(heading, body, closing.recipients, notes)),
    )


def _cut_annexes(lines: list[Line], heading: Heading) -> tuple[list[Line], list[Line]]:
    """Cut off what an annex heading opens when the document has no closing before it."""
    closing = next((i for i, line in enumerate(lines) if "recipients" in line.kinds), None)
    start = heading.body_start if closing is None else closing
    for place in range(start, len(lines)):
        if "annex" in lines[place].kinds:
            return lines[:place], lines[place:]
    return lines, []


def _find_issues(heading: Heading, body: Body, recipients: tuple[object, ...], notes: list[Line]) -> list[Issue]:
    found = []
    if heading.type is None:
        found.append(_doubt("no_type_name", "no type name (KẾ HOẠCH, QUYẾT ĐỊNH, …) and no Kính gửi was found"))
    if not (body.items or body.preamble or body.tables):
        found.append(_doubt("no_body", "nothing stands between the title and the closing"))
    if not recipients:
        found.append(_doubt("no_recipients", "no Nơi nhận was found"))
    return found


def _doubt(code: str, message: str) -> Issue:
    return Issue("structure", code, Severity.WARNING, message)
