"""The server in a federation: organisations here have a node each, run beside everything else.

configured.py  what stands in DIR/federation/NAME: whose node it is, its key, members, policy and ledger
books.py       the book of an institution that is run here
seats.py       the row of each node, and a step of its machine: all of it in one decision
door.py        what comes in: through the gate, or turned away by name
taking.py      what waits is taken in; a message that fails is set aside
sending.py     what goes out, again and again until it is received; the thread of the worker that does both
knowing.py     what peers told of a case, written down: whole or not, provisional holds
asking.py      decisions: draft and approve what peers are asked
carrying.py    which of our claims another owner's case traces too; only the case that carries one pays it
sharing.py     decisions: say which case carries such a claim
holding.py     decisions: confirm and release a provisional hold; clocks end it
answers.py     what is known of a case from its peers
figures.py     peers, what was asked of whom and how fast
refused.py     every refusal of a message, counted
drafting_abroad.py, writing_abroad.py   letters to authorities abroad: drafted by the node, approved and sent by people
guarding.py    the guard at a border, for authorities
"""
