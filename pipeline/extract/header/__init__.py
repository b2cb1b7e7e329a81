"""What a document says of itself: type, number, day, place, issuer, title, signer, recipients, seal."""
