"""`python -m pipeline.cli` is `vanban`."""

from pipeline.cli.app import main

main()
