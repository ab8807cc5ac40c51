"""Every decision about a case, one function each, named with a verb of the glossary.

    load the records, locked -> may(member, verb, subject) -> decide, in the pure core -> save -> journal -> clocks

all in one database transaction (record/deciding.py). Pages, jobs and messages that come in call these and nothing else.

states/      what step leads where: tables in plain Python
models/      what the database keeps, and what it refuses to keep
refusals.py  why a decision was refused: an error each
following.py which decision follows when a clock is due
"""
