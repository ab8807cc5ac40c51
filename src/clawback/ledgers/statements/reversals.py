"""Which earlier transfer a reversal takes back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from clawback.ledgers.statements.records import Account
from clawback.ledgers.statements.told import Transfer

__all__ = ["reversed_by"]

_FIELDS = ("uetr", "reference", "end_to_end_id")
_Key = tuple[Account, Account, str, str]


def reversed_by(transfers: Sequence[Transfer], order: Sequence[int]) -> dict[int, int]:
    """From a reversal's place to that of the transfer it names: an earlier one from its creditor to its debtor,
    with the same UETR, else the same reference of the bank, else the same end-to-end id. Of several the one of
    the same amount; if that leaves more than one, the reversal names none."""
    earlier: defaultdict[_Key, list[int]] = defaultdict(list)
    named: dict[int, int] = {}
    for place in order:
        one = transfers[place]
        if one.kind == "reversal":
            found = _named(one, transfers, earlier)
            if found is not None:
                named[place] = found
            continue
        for field in _FIELDS:
            value = getattr(one, field)
            if value is not None:
                earlier[(one.debtor, one.creditor, field, value)].append(place)
    return named


def _named(one: Transfer, transfers: Sequence[Transfer], earlier: dict[_Key, list[int]]) -> int | None:
    for field in _FIELDS:
        value = getattr(one, field)
        candidates = earlier.get((one.creditor, one.debtor, field, value)) if value is not None else None
        if candidates and len(candidates) > 1:
            candidates = [place for place in candidates if transfers[place].amount == one.amount]
        if candidates:
            return candidates[0] if len(candidates) == 1 else None
    return None
