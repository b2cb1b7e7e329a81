"""What a document says of its tie to a cited one, and of ties between cited ones."""
