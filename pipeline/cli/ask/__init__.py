"""Commands that ask the database."""
