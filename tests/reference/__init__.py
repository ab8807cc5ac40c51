"""A second implementation of tracing, written for clarity.

It walks every transfer of a ledger in order and keeps the full state of every account: a list of lots. It uses
the standard library alone and nothing of `clawback`, so that both can be wrong only in different ways.
"""

from tests.reference.bounds import plain_bounds
from tests.reference.invariants import check_invariants
from tests.reference.model import Account, PlainLimits, PlainResult, PlainTransfer
from tests.reference.rules import RULES
from tests.reference.walk import plain_trace

__all__ = [
    "RULES",
    "Account",
    "PlainLimits",
    "PlainResult",
    "PlainTransfer",
    "check_invariants",
    "plain_bounds",
    "plain_trace",
]
