"""Files of strangers, opened by a process of its own.

kinds.py    what a file is, by its first bytes
apart.py    runs child.py on a file, with limits of time
child.py    reads, checks and writes it anew, shut in: a script of its own that imports nothing of ours
"""
