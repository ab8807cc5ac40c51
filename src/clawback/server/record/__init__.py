"""The journal in the database: an entry with every decision, in its transaction; signed within a minute; proved.

models.py       rows that cannot be changed (a trigger refuses it)
storage.py      the tree's hashes, as clawback.journal reads them
append.py       entries in one serial order
deciding.py     the frame of every decision: one transaction, whose last act is to append
checkpoints.py  signing, with a key that is neither in the database nor in its backup
proving.py      what a page or an outsider is shown, and the whole journal as a file
"""
