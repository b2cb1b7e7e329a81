"""Commands that take files in: once, every night, as they come; quarantine and records."""
