"""Retyping of gold documents: the same facts must come out of the same words typed in another way."""
