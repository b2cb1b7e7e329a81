"""Which files of an inbox on the network a run must fetch: one listing, compared with the last one.

Nothing is opened. A file whose size and mark (checksum of the store, else time of the last change) are those of the
last listing is left alone; what it held is known. What changed a moment ago is looked at in a second listing.
"""

from __future__ import annotations

import time
from collections.abc import Iterable

from pipeline.errors import FileTooLarge, Unreached
from pipeline.runs.address import Address
from pipeline.runs.batch import look_into
from pipeline.runs.inbox.files import Found
from pipeline.runs.inbox.footprints import Footprints
from pipeline.runs.inbox.network import RemoteFile
from pipeline.runs.nightly.selection import WRITING, Known, Selection
from pipeline.runs.quarantine import make_key
from pipeline.runs.report import FileRow, Outcome


def select_afar(
    addresses: Iterable[Address], selection: Selection, known: Known, footprints: Footprints, settle: float
) -> None:
    """Add to a selection what a run must fetch from the network, and the inboxes that cannot be reached."""
    for address in addresses:
        try:
            listed = look_into(address)
            selection.roots.append(address.place)
            _select(address, listed, selection, known, footprints, settle)
        except Unreached as error:
            selection.unreached.append(error)


def note_arrival(found: Found, selection: Selection, known: Known, footprints: Footprints) -> bool:
    """Keep which content a file that was fetched has; return whether it must be read."""
    if not found.remote or not found.sha256:
        return True
    footprints.note_remote(found.remote, found.sha256)
    if fate := known.fate(found.sha256):
        selection.fates[fate] += 1
    return not fate


def _select(
    address: Address, listed: list[Found], selection: Selection, known: Known, footprints: Footprints, settle: float
) -> None:
    fresh: list[Found] = []
    for found in listed:
        if found.remote is None or found.key in selection.seen:
            continue
        selection.seen.add(found.key)
        fate = _find_fate(found, found.remote, known, footprints)
        if fate:
            selection.fates[fate] += 1
        elif _is_fresh(found.remote, settle):
            fresh.append(found)
        else:
            _take(found, selection, footprints)
    if fresh:
        time.sleep(settle)
        again = {found.key: found.remote for found in look_into(address)}
        for found in fresh:
            if again.get(found.key) == found.remote:
                _take(found, selection, footprints)
            else:
                selection.writing.append(FileRow(found.shown, Outcome.WRITING, problem=WRITING))


def _find_fate(found: Found, file: RemoteFile, known: Known, footprints: Footprints) -> str | None:
    """Return why a file need not be fetched, or None: what changed is not held for what it was."""
    content = footprints.find_remote(file)
    key = content or make_key(found, None)
    fate = known.fate(key)
    is_changed = content is None and fate == "held" and not known.quarantine[key].is_passing
    return None if is_changed else fate


def _take(found: Found, selection: Selection, footprints: Footprints) -> None:
    if isinstance(found.error, FileTooLarge) and found.remote:
        footprints.note_remote(found.remote, "")
    selection.files.append(found)


def _is_fresh(file: RemoteFile, settle: float) -> bool:
    return settle > 0 and file.changed is not None and time.time() - file.changed < settle
