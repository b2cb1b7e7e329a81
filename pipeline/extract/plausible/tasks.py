"""Tasks of too few words, and agencies whose names are longer than any agency's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.extract.plausible.notes import note
from pipeline.knowledge.doubts import load_bounds
from pipeline.model import Issue, Record

_WORD = re.compile(r"\w*[^\W\d_]\w*")


def find_strange_tasks(record: Record) -> Iterator[Issue]:
    """Yield the tasks that are too short to direct anybody, and each agency with a name that is too long, once."""
    bounds = load_bounds()
    seen: set[str] = set()
    for task in record.tasks:
        if len(_WORD.findall(task.text)) < bounds.fewest_words:
            yield note("task_too_short", task.evidence, f"{task.id} {task.text}")
        for mention in task.agencies:
            if len(mention.name) > bounds.longest_name and mention.name not in seen:
                seen.add(mention.name)
                yield note("agency_too_long", mention.evidence, mention.name)
