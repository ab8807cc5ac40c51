"""A laboratory: nodes on this machine, one for each ledger in a folder, that trace by real messages over loopback.

folder.py   the ledgers of a folder, by agent
network.py  nodes that run side by side, and the owner's
asking.py   what the owner asks, from the ids of transfers to a whole trace
answer.py   the answer as `clawback trace` writes it
order.py    one order out of what each node knows of it
"""
