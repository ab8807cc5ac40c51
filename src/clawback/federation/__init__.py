"""Federation: institutions trace together without showing each other their ledgers.

Each institution keeps its own transfers and settles its own accounts. To another institution it says of one transfer
what part of it is which claim's; the other applies that to its credit, settles on, and says the same of what leaves it.
An account's future depends on its own events and on the parts of its credits alone, so that what is said reaches a
fixed point, and that is the trace over the joined ledger, to the unit, under every rule.

book.py         the transfers of one institution, in its order
ledger_book.py  the same, read where they stand in a ledger
reaching.py     depth, window and least amount: what is followed
settling.py     one institution's accounts settled forward, from what arrives to what leaves
settled.py      what that finds
wire/           messages: canonical JSON, signed
trust/          keys, the list of members, certificates of claims
refusals.py     why a message is refused
guard.py        what may cross a border
node/           a node as a pure machine
running/        a node that runs: HTTP, a store, a clock
lab/            nodes side by side on this machine
"""
