"""`python -m pipeline.cli` is `vanban`."""

from pipeline.cli import main

main()
