"""Strings only: canonical form, folding, dates, tokens."""
