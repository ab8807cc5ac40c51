"""A node that runs: the pure machine of `node`, with HTTP, a store and a clock around it.

store.py    what is kept, all of a step at once; the journal of every message in and out
running.py  one node: takes what comes, makes steps, sends until it is received
server.py   HTTP in
posting.py  HTTP out
"""
