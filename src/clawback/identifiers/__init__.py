"""Identifiers in a text: one short file a kind, words as data in the TOML files beside them."""
