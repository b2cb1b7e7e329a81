"""All records -> resolved documents, agencies and ties; pure functions, no SQL.

`link_records` does it at once; `LINKER` is the same in the two steps that a database needs to do
it file by file (`pipeline.store.open_database(path, linker=LINKER)`).
"""

from __future__ import annotations

from pipeline.link.chains import find_chains
from pipeline.link.link import ClaimLinker, link_records, resolve_claims

LINKER = ClaimLinker()

__all__ = ["LINKER", "ClaimLinker", "find_chains", "link_records", "resolve_claims"]
