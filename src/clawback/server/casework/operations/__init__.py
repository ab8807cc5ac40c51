"""Operations: reports that linking holds to be one group's work, and what people say of it.

keeping.py    what linking may read of a report, kept with each decision that changes it
accounts.py   one name for an account, however it became known
kept.py       the same, read back as clawback.linking has it
linker.py     the books, and what waits for them
matching.py   which operation goes on in which group: pure
saving.py     operations, their reports and their links, as a book has them
cutting.py    part, rejoin, take up, note: what a person says
shared.py     what reports share, as a page tells it
overview.py   money, victims, cases of an operation, and who was told of them
"""
