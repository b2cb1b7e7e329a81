"""Scanned pages: pictures cleaned, recognised, and the words set right."""
