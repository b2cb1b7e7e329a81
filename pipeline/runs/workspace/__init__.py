"""The folder that a run works in: what it holds, who holds it, what is known of every file."""
