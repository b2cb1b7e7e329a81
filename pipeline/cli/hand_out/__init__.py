"""Commands that hand the database out as files: the graph, texts with their facts."""
