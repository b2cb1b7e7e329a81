"""Questions about how documents rest on one another: cascade, paths, owners, findings."""
