"""Questions about documents, tasks, files and runs."""
