"""The victim's side: the way in by code, what they add later, withdrawal, what staff do with a report, its end.

by_code.py      code, second factor         adding.py, files.py    words and files
withdrawing.py  contacts.py  erasing.py     what they ask for      keeping.py  until when a report is kept
reading.py      staff open a story          correcting.py, duplicates.py, rejecting.py   before it is confirmed
timeline.py     what the status page says   giving.py              messages leave the house
drafts.py       a report that is being written
rotating.py     a new master key
"""
