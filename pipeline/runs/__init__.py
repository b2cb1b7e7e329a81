"""Runs over many files: inbox, workers, workspace, quarantine, reports."""
