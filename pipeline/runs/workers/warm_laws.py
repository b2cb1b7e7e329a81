"""Loads the names of laws, and spaCy with them, which takes a second."""

from __future__ import annotations

from contextlib import suppress

from pipeline.errors import VanbanError
from pipeline.extract.citations.laws import find_laws
from pipeline.text.match import match_form

TEXT = "Căn cứ Luật Đầu tư"

with suppress(VanbanError):  # a faulty table is left for the worker that needs it, which can tell
    list(find_laws(TEXT, match_form(TEXT)))
