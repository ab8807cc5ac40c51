"""The states of each thing, as tables in plain Python: what step leads where, and what is said where none does."""
