"""PDF files: what is drawn on each page, stamps, scans and signatures."""
