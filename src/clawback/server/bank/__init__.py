"""The other side: what a bank needs to answer. Nothing here knows our database, or Django.

ledger.py     a small ledger of a bank, as CSV
answering.py  what a bank that behaves so answers to that
stating.py    what it answers to a statement request
client.py     the API, spoken
simulated.py  `clawback agent-sim`: all of these, over and over
kit.py        `clawback agent-kit`: for a bank without software
"""
