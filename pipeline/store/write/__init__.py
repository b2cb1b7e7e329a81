"""What writes to the database: rows of a record, documents and agencies, the search index."""
