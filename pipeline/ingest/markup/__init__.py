"""Text with marks: plain text, Markdown, HTML."""
