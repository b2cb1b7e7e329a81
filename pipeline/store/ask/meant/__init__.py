"""The parts of finding what a user means: agencies, types, files, codes among other words."""
