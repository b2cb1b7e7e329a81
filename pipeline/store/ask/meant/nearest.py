"""What stands near a name that nobody answers to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

_NEAR = 5


def find_nearest(key: str, shown: Mapping[str, str]) -> list[str]:
    """Return the names whose folded form is most like a key, nearest first; `shown` maps folded forms to names."""
    from difflib import get_close_matches

    return [shown[near] for near in get_close_matches(key, sorted(shown), n=_NEAR, cutoff=0.5)]


def suggest(near: Sequence[str]) -> str:
    """Return the end of a sentence that says where to look on."""
    return f" Near: {'; '.join(near)}." if near else " See `vanban search WORDS` for what there is."
