"""The command `units` and the files of systemd that it fills in."""
