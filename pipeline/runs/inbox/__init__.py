"""Where files come from: folders, addresses on the network, and what they looked like last time."""
