"""The questions of a report: the portal asks them one a page, an officer at the telephone all on one.

amounts.py    an amount as people write it      steps.py    which questions, in which order
fields.py     account numbers, times            forms.py    one form a question
collecting.py answers become what is told
"""
