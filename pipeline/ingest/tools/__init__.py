"""Programs of the system that readers call, and the temporary folders in which they work."""
