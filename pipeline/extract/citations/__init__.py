"""Cited documents: where they are named, what they are, how this document rests on them."""
