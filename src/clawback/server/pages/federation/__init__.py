"""Peers of the federation: where messages come in, who they are, and what a case asks of them."""
