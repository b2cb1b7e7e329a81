"""The layout of a page from what is drawn on it: lines, paragraphs, tables, columns, notes."""
