"""Statements, the trace that they extend, and what it proposes.

facts.py current.py widening.py merging.py ordering.py building.py standings.py    pure: facts in, ledger and caps out
known.py credits.py naming.py   the facts that hang together, out of the database
reading.py pseudonyms.py        an upload, checked; counterparties that no part reaches
requesting.py answering.py      the decisions about statement requests
retracing.py                    what follows from evidence: proposing.py, surpluses.py
surplus_rows.py certainty.py mixing.py remembering.py   what they rest on
deciding_surplus.py             an approver's decision, or the clock's
overview.py comparing.py waiting.py   what pages show
"""
