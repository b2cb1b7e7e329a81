"""What an evaluation shows people: the report, the tables of the accuracy page, marked text."""
