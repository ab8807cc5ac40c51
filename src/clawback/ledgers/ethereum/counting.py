"""Values in units that int64 can count: the unit declared, or with `--unit gwei` nine decimals, the rest cut off."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from clawback.errors import LedgerError
from clawback.ledgers.ethereum.moves import Move
from clawback.ledgers.reading import Notes, ReadOptions
from clawback.money import INT64_MAX, Currency

__all__ = ["counted"]

_GWEI_DECIMALS = 9
_MOST_DECIMALS = 18
_SMALLER = "give --unit gwei, which cuts amounts to nine decimals, or choose another currency with --currency"


def counted(moves: Sequence[Move], options: ReadOptions, notes: Notes) -> list[Move]:
    """The transfers in the units of their currencies, which `notes.currencies` then says.

    Raises LedgerError where the amounts of a currency, summed, are beyond int64.
    """
    found = list(moves)
    if options.unit == "gwei":
        found = _cut(moves, notes)
    sums: Counter[str] = Counter()
    for move in found:
        sums[move.currency] += move.value
    for code, total in sums.items():
        decimals = notes.currencies[code].decimals
        if decimals > _MOST_DECIMALS or total > INT64_MAX:
            raise LedgerError(
                f"the amounts of {code} ({decimals} decimals) sum to {total} units, beyond what can be counted",
                remedy=_SMALLER if options.unit is None else "choose another currency with --currency",
            )
    return found


def _cut(moves: Iterable[Move], notes: Notes) -> list[Move]:
    """Values cut toward zero to nine decimals; of each account, what was cut off in and out is noted."""
    declared = dict(notes.currencies)
    lost: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    found: list[Move] = []
    gone = 0
    for move in moves:
        factor = 10 ** max(0, declared[move.currency].decimals - _GWEI_DECIMALS)
        value, rest = divmod(move.value, factor)
        if rest:
            lost[move.creditor, move.currency][0] += rest
            lost[move.debtor, move.currency][1] += rest
        if value:
            found.append(replace(move, value=value))
        gone += not value
    for code, was in declared.items():
        notes.currencies[code] = Currency(code, min(was.decimals, _GWEI_DECIMALS))
    if gone:
        notes.say(f"transfers of less than a gwei, left out: {gone}")
    notes.texts.extend(_told(lost, declared))
    return found


def _told(lost: dict[tuple[str, str], list[int]], declared: dict[str, Currency]) -> list[str]:
    """A sentence for each account, in exact decimals of the currency as it was declared."""
    return [
        f"/{account}: cut to gwei, {_decimal(came, declared[code])} {code} less came in "
        f"and {_decimal(went, declared[code])} {code} less went out than the chain says"
        for (account, code), (came, went) in sorted(lost.items())
    ]


def _decimal(units: int, declared: Currency) -> str:
    whole, rest = divmod(units, 10**declared.decimals)
    return (
        f"{whole}.{str(rest).rjust(declared.decimals, '0')}".rstrip("0").rstrip(".")
        if declared.decimals
        else str(whole)
    )
