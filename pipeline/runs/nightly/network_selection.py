"""Which files of an inbox on the network a run must fetch: one listing, compared with the last one.

Nothing is opened. A file whose size and mark (checksum of the store, else time of the last change) are those of the
last listing is left alone; what it held is known. What changed a moment ago is looked at in a second listing.
"""

from __future__ import annotations

import time
from collections.abc import Iterable

from pipeline.errors import FileTooLarge, Unreached
from pipeline.runs.address import Address
from pipeline.runs.inbox.files import Found
from pipeline.runs.inbox.footprints import look_afar
from pipeline.runs.inbox.network import RemoteFile
from pipeline.runs.nightly.selection import Selection
from pipeline.runs.quarantine import make_key
from pipeline.runs.reach import look_into


def select_afar(addresses: Iterable[Address], selection: Selection, settle: float) -> None:
    """Add to a selection what a run must fetch from the network, and the inboxes that cannot be reached."""
    for address in addresses:
        try:
            _select(address, selection, settle)
        except Unreached as error:
            selection.unreached[address.place] = error


def note_arrival(found: Found, selection: Selection) -> bool:
    """Keep which content a file that was fetched has; return whether it must be read."""
    if not found.remote or not found.sha256:
        return True
    selection.footprints.note(found.remote.place, look_afar(found.remote), found.sha256)
    selection.footprints.flush()
    fate = selection.known.fate(found.sha256)
    if fate:
        selection.count(found, found.sha256, fate)
    return not fate


def _select(address: Address, selection: Selection, settle: float) -> None:
    fresh: list[Found] = []
    for found in look_into(address):
        if found.remote is None or found.key in selection.seen:
            continue
        selection.seen.add(found.key)
        if found.error and not isinstance(found.error, FileTooLarge):
            selection.closed.add(address.place)
        fate = _find_fate(found, found.remote, selection)
        if fate:
            selection.fates[fate] += 1
        elif settle > 0 and found.remote.changed is not None and time.time() - found.remote.changed < settle:
            fresh.append(found)
        else:
            _take(found, selection)
    if fresh:
        time.sleep(settle)
        again = {found.key: found.remote for found in look_into(address)}
        for found in fresh:
            if again.get(found.key) == found.remote:
                _take(found, selection)
            else:
                selection.put_off(found)


def _find_fate(found: Found, file: RemoteFile, selection: Selection) -> str | None:
    """Return why a file need not be fetched, or None: what changed is not held for what it was."""
    content = selection.footprints.find(file.place, look_afar(file))
    key = content or make_key(found, None)
    fate = selection.known.fate(key)
    is_changed = content is None and fate == "held" and not selection.known.quarantine[key].is_passing
    return None if is_changed else fate


def _take(found: Found, selection: Selection) -> None:
    if isinstance(found.error, FileTooLarge) and found.remote:
        selection.footprints.note(found.remote.place, look_afar(found.remote), "")
    selection.files.append(found)
