"""Text set right after reading: old encodings, joined words, lost blanks, hard line ends, seams of tables."""
