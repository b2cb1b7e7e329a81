"""vanban: reads Vietnamese administrative documents into a database that answers questions."""

__version__ = "0.1.0"
