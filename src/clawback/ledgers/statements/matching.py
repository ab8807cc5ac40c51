"""Both sides of one transfer, found in two statements.

Two sides can be one transfer if one is a debit and the other a credit of the same amount, if each names the
other's account as far as it names one, and if they have the same UETR, or else (where not both have one) the
same end-to-end id and value date. They are one if neither could be one with a third.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from clawback.ledgers.reading import OUTSIDE
from clawback.ledgers.statements.naming import is_bic
from clawback.ledgers.statements.records import Account
from clawback.ledgers.statements.tally import Tally
from clawback.ledgers.statements.told import Told

__all__ = ["pairs"]

_Key = tuple[object, ...] | None
_MOST_COMPARED = 1_000_000
_LEAST_DIGITS = 6
"""So many characters of an account number make it likely that a longer one that ends in them is the same."""


def pairs(told: Sequence[Told], tally: Tally) -> dict[int, int]:
    """From the place of a debit in `told` to that of its credit. What is not one to one is put in `tally`."""
    found: dict[int, int] = {}
    doubtful: set[int] = set()
    for key_of in (_uetr, _end_to_end):
        taken = doubtful | found.keys() | set(found.values())
        new, doubts = _one_to_one(told, [i for i in range(len(told)) if i not in taken], key_of)
        found.update(new)
        doubtful |= doubts
    matched = found.keys() | set(found.values())
    tally.doubtful.extend(sorted(told[i].side.name for i in doubtful))
    tally.unequal.extend(_unequal(told, matched))
    own = {one.own for one in told}
    tally.unanswered.extend(
        sorted(
            one.side.name for i, one in enumerate(told) if i not in matched and one.other in own - {one.own}
        )
    )
    return found


def _uetr(told: Told) -> _Key:
    side = told.side
    return (side.uetr, side.amount, side.currency) if side.uetr else None


def _end_to_end(told: Told) -> _Key:
    side = told.side
    if side.end_to_end_id is None:
        return None
    return (side.end_to_end_id, side.amount, side.currency, side.value_date)


def _one_to_one(
    told: Sequence[Told], places: Sequence[int], key_of: Callable[[Told], _Key]
) -> tuple[dict[int, int], set[int]]:
    groups: defaultdict[_Key, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for i in places:
        key = key_of(told[i])
        if key is not None:
            groups[key][0 if told[i].side.debit else 1].append(i)
    found: dict[int, int] = {}
    doubtful: set[int] = set()
    for out, into in groups.values():
        if out and into:
            _pair(told, out, into, found, doubtful)
    return found, doubtful


def _pair(
    told: Sequence[Told],
    out: Sequence[int],
    into: Sequence[int],
    found: dict[int, int],
    doubtful: set[int],
) -> None:
    if len(out) * len(into) > _MOST_COMPARED:
        doubtful.update(out, into)
        return
    fits = {d: [c for c in into if _can_be_one(told[d], told[c])] for d in out}
    times: defaultdict[int, int] = defaultdict(int)
    for candidates in fits.values():
        for c in candidates:
            times[c] += 1
    for d, candidates in fits.items():
        if len(candidates) == 1 and times[candidates[0]] == 1:
            found[d] = candidates[0]
        elif candidates:
            doubtful.update([d, *candidates])


def _can_be_one(debit: Told, credit: Told) -> bool:
    if debit.side.uetr and credit.side.uetr and debit.side.uetr != credit.side.uetr:
        return False
    if debit.own == credit.own:
        return debit.other == credit.other == debit.own
    return _may_be(debit.other, credit.own) and _may_be(credit.other, debit.own)


def _may_be(named: Account, own: Account) -> bool:
    """Whether the account that a side names can be this one: the same number, one that ends in the other (as
    an IBAN ends in the national number), or none, with no other agent."""
    if named == own:
        return True
    if named[1] == OUTSIDE:
        return not (is_bic(named[0]) and is_bic(own[0])) or named[0] == own[0]
    short, long = sorted((named[1], own[1]), key=len)
    return short == long or (len(short) >= _LEAST_DIGITS and long.endswith(short))


def _unequal(told: Sequence[Told], matched: set[int]) -> list[str]:
    """UETRs that a debit of one account and a credit of another share, with no amount in common."""
    sharing: defaultdict[str, list[Told]] = defaultdict(list)
    for i, one in enumerate(told):
        if one.side.uetr and i not in matched:
            sharing[one.side.uetr].append(one)
    return sorted(uetr for uetr, those in sharing.items() if _differ(those))


def _differ(told: Sequence[Told]) -> bool:
    out, into = ([one for one in told if one.side.debit is debit] for debit in (True, False))
    if {one.own for one in out} == {one.own for one in into} or not (out and into):
        return False
    return {one.side.amount for one in out}.isdisjoint(one.side.amount for one in into)
