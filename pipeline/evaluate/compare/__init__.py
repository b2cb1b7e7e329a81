"""Found facts held against gold facts: which are the same, which are missing, which are invented."""
