"""Names of bodies in a text, and which agency of the register each of them means."""
