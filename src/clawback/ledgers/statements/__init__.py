"""Banks' statements and payment messages as ledgers: camt.053, camt.054, MT940, and pacs.008.

recognising.py     which of them a file is
xml.py, tree.py    ISO 20022 documents piece by piece, without entities; what is read out of them
camt.py            a camt.053 or camt.054 document: its statements (camt_header.py, camt_entry.py,
                   camt_detail.py; parties.py, amounts.py, charges.py, shares.py, times.py, kinds.py)
mt940.py           an MT940 file: its statements (mt940_fields.py, mt940_header.py, mt940_entry.py,
                   mt940_line.py, mt940_info.py)
records.py         what both give: statements, sides of transfers
repeats.py         statements and entries that are told twice
naming.py          one name for each account
balances.py        opening plus entries is closing
joining.py         statements that follow on
matching.py        both sides of a transfer
told.py            transfers as one or two statements tell them
ids.py             transfer ids, made unique
order.py           one order that keeps every statement's own (cycles.py: those that contradict each other)
reversals.py       which transfer a reversal takes back
rows.py            the rows of a ledger
merging.py         all of it, one after the other
pacs008.py         pacs.008, which has no statements (pacs008_payment.py)
places.py          where an error stands
tally.py           what is counted and said at the end
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from clawback.ledgers.reading import Format, Notes, ReadOptions
from clawback.ledgers.statements.recognising import is_mt940, is_of

__all__ = ["CAMT053", "CAMT054", "MT940", "PACS008"]


def _statements(named: str) -> Callable[[Sequence[Path], ReadOptions, Notes], Iterator[Any]]:
    def read(paths: Sequence[Path], options: ReadOptions, notes: Notes) -> Iterator[Any]:
        """Rows of all statements in `paths`, of whichever statement format each is, as one ledger."""
        from clawback.ledgers.statements.merging import read_statements

        return read_statements(paths, options, notes, named)

    return read


def _payments(paths: Sequence[Path], options: ReadOptions, notes: Notes) -> Iterator[Any]:
    """Rows of all pacs.008 messages in `paths`."""
    from clawback.ledgers.statements.pacs008 import read_payments

    return read_payments(paths, options, notes)


CAMT053 = Format(
    name="camt.053", recognise=partial(is_of, "camt.053"), read=_statements("camt.053"), family="statement"
)
CAMT054 = Format(
    name="camt.054", recognise=partial(is_of, "camt.054"), read=_statements("camt.054"), family="statement"
)
MT940 = Format(name="mt940", recognise=is_mt940, read=_statements("mt940"), family="statement")
PACS008 = Format(name="pacs.008", recognise=partial(is_of, "pacs.008"), read=_payments)
