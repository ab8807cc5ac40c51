"""Statements, the trace that they extend, and what it proposes.

facts.py current.py merging.py ordering.py building.py standings.py    pure: facts in, ledger and caps out
known.py                                                          the facts of a component, out of the database
reading.py pseudonyms.py                                          an upload, checked; counterparties nobody asked for
requesting.py answering.py                                        the decisions about statement requests
retracing.py proposing.py surpluses.py                            what follows from an answer
"""
