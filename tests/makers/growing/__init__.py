"""Documents that grow in one way: what a reader or a rule meets n times, by name."""
