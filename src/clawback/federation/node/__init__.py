"""One institution's node as a pure machine: (site, state, messages, now) -> (state, messages, events).

No I/O, no clock.

site.py         what a node is started with: its book, keys, members, policy
state.py        all that it remembers: a value that can be stored
draft.py        the next state while it is made, and what is to be sent
machine.py      `take` messages, let a `tick` of the clock pass
gate.py         may this message come in at all?
notices.py      parts that arrive, and what is said of transfers that leave
certified.py    claims and their certificates
reports.py      what the owner is told
provisional.py  holds while tracing
components.py   what can meet in one account, settled apart
ending.py       when all that a message brought about is done (Dijkstra and Scholten, 1980)
owning.py       the owner's side: opening claims, reports, what stands where
reading.py      may a report be taken in?
checking.py     the owner's check of parts in and out
"""
