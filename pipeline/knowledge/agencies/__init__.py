"""The dated register of agencies and territories, with their names and how one follows another."""
