"""Ids made of words."""

from __future__ import annotations

from hashlib import sha256

_LONGEST = 60


def make_slug(words: str) -> str:
    """Return folded words as an id; a long one is cut and told apart by a hash of the whole."""
    slug = words.replace(" ", "-")
    if len(slug) <= _LONGEST:
        return slug
    return f"{slug[: _LONGEST - 9].rstrip('-')}-{sha256(slug.encode()).hexdigest()[:8]}"
