"""Compiles the kernels into their cache: `python -m clawback.tracing.compile`, run by `make setup`."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from clawback.ledgers.ledger import DEBIT
from clawback.tracing.many_walk import FOUND, walk_cases
from clawback.tracing.memory import Book, Case, Size, make_scratch
from clawback.tracing.walk import walk

__all__ = ["warm"]


def warm() -> None:
    """Runs each kernel once on an empty ledger, with the types that ledgers have."""
    book = Book(
        debit_start=_empty(np.int64, 1),
        debits=_empty(DEBIT),
        credit_net_before=_empty(np.int64),
        reversal_rank=_empty(np.uint32),
        reversed_rank=_empty(np.int64),
        amount=_empty(np.int64),
        opening=_empty(np.int64),
        exits=np.empty(0, np.int64),
        end_rank=0,
    )
    case = Case(np.empty(0, np.int64), np.empty(0, np.int64), -1, -1, -1, -1)
    scratch = make_scratch(Size(1))
    walk(scratch, book, case, 0)
    nothing = np.empty(0, np.int64)
    walk_cases(scratch, book, case, 0, nothing, 0, 0, np.empty(0, FOUND), nothing)


def _empty(kind: np.dtype[np.void] | type[np.generic], length: int = 0) -> npt.NDArray[Any]:
    array = np.zeros(length, kind)
    array.flags.writeable = False
    return array


if __name__ == "__main__":
    warm()
