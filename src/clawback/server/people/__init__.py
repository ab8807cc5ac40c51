"""Who works here: organisations, members, roles, and what each may do.

roles.py, rules.py, conditions.py, may.py, printed.py    the pure part: no Django, one table, one answer
facts.py                                                 what may() is told of a member
models.py                                                what the database keeps
acting.py                                                who decides, and when
granting.py, first.py                                    the decisions about people
refusals.py                                              why one was refused
"""
