"""Asking a basis: one file a question, each answered Allowed or Refused with the article.

holding.py      may an amount be held        renewing.py   may a hold go on
telling.py      is the holder told           releasing.py  who lets go
objecting.py    until when it is decided     returning.py  may money go back by a method
requesting.py   statement, recall, referral
common.py       what they all look at first: in force, read or activated, who, which sum, what it must say
"""
