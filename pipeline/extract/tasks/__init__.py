"""Tasks: what is to be done, who leads and takes part, to whom they report, and by when."""
