"""Money goes back: who may be paid, how much, where to, and what became of it.

vouching.py, reimbursing.py, changing_account.py   who the victim is, who stands in their place, which account
dividing.py, lines.py                              what is held, divided by every method; lines of one method
planning.py, noticing.py, approving.py, contesting.py   a plan from draft to approval by two
paying.py, finishing.py                            each line once; the plan ends with its last line
fitting.py                                         lines get smaller with the hold or the loss they rest on
recalling.py, coming_back.py                       what comes back of the first transfer lowers loss and holds at once
files.py                                           pain.001, pacs.008 and camt.056 of these rows
closing.py, figures.py, counting.py                a case ends with its figures
"""
