"""Outline -> Record: one file a fact."""

from pipeline.extract.record import make_record

__all__ = ["make_record"]
