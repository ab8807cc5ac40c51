"""Files of strangers, opened by a process of its own.

kinds.py        what a file is, by its first bytes
apart.py        runs the children on a file, with limits of time
child.py        reads, checks and writes it anew, shut in: a script of its own that imports nothing of ours
text_child.py   takes its text out, shut in
facts_child.py  reads facts in that text: by then it is plain, and what is limited is time
"""
