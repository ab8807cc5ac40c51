"""The statements of one account, put in their order; where one ends the next must begin."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from clawback.clock import format_time
from clawback.errors import LedgerError
from clawback.ledgers.reading import Notes, Opening
from clawback.ledgers.statements.records import Account, Statement
from clawback.money import format_amount

__all__ = ["join", "openings"]


def join(statements: Sequence[Statement], notes: Notes) -> list[Statement]:
    """The statements (and pages) of one account in the order of their days, numbers and balances.

    Raises LedgerError where two that follow on do not join, saying whether there is a gap or an overlap, and
    where a page of an MT940 is missing.
    """
    ordered: list[Statement] = []
    by_day = sorted(statements, key=lambda one: (_ends(one), _begins(one), one.number, one.id))
    for _, group in groupby(by_day, key=_ends):
        ordered.extend(_chain(list(group), ordered[-1] if ordered else None))
    for before, after in pairwise(ordered):
        _check(before, after, notes)
        _check_numbers(before, after, notes)
    _check_pages(ordered)
    return ordered


def _ends(statement: Statement) -> str:
    """The last day it tells of, as an ISO date; empty where it does not say."""
    days = [balance.date for balance in statement.closing.values()]
    return max(days, default="") or _begins(statement) or _last_entry(statement)


def _begins(statement: Statement) -> str:
    return max((balance.date for balance in statement.opening.values()), default="")


def _last_entry(statement: Statement) -> str:
    return format_time(statement.sides[-1].settled_at)[:10] if statement.sides else ""


def _chain(group: list[Statement], before: Statement | None) -> Iterator[Statement]:
    """Statements of one day, each the first that joins the one before, else the first."""
    left = list(group)
    if before is None and len(left) > 1:
        before = left.pop(next((i for i, one in enumerate(left) if not _follows_any(one, left)), 0))
        yield before
    while left:
        at = next((i for i, one in enumerate(left) if before is not None and not _breaks(before, one)), 0)
        before = left.pop(at)
        yield before


def _follows_any(statement: Statement, others: Sequence[Statement]) -> bool:
    return any(one is not statement and not _breaks(one, statement) for one in others)


def _breaks(before: Statement, after: Statement) -> str | None:
    """The first currency in which one's closing is not the other's opening, None where all join."""
    shared = sorted(before.closing.keys() & after.opening.keys())
    return next((one for one in shared if before.closing[one].units != after.opening[one].units), None)


def _check(before: Statement, after: Statement, notes: Notes) -> None:
    code = _breaks(before, after)
    overlaps = _begins(after) != "" and _begins(after) < _ends(before)
    if code is None and not (overlaps and _shares_entries(before, after)):
        return
    what = "overlap" if overlaps or _shares_entries(before, after) else "gap"
    code = code or min(after.opening)
    closing, opening = before.closing[code], after.opening[code]
    last, first = (format_amount(one.units, notes.currency(code)) for one in (closing, opening))
    remedy = "add the statements between them" if what == "gap" else "leave one of them away"
    raise LedgerError(
        f"there is {'an' if what == 'overlap' else 'a'} {what} between {before} (closing {last} {code}"
        f" on {closing.date or 'no date'}) and {after} (opening {first} {code} on {opening.date or 'no date'})",
        file=after.file,
        remedy=remedy,
    )


def _shares_entries(before: Statement, after: Statement) -> bool:
    keys = [
        {(one.entry_ref, one.debit, one.amount, one.settled_at) for one in of.sides if one.entry_ref}
        for of in (before, after)
    ]
    return not keys[0].isdisjoint(keys[1])


def _check_numbers(before: Statement, after: Statement, notes: Notes) -> None:
    known = before.number and after.number and before.number[0] and after.number[0]
    if known and _ends(before)[:4] == _ends(after)[:4] and after.number[0] > before.number[0] + 1:
        notes.say(
            f"between {before} and {after} the numbers jump from {before.number[0]} to {after.number[0]};"
            " their balances join"
        )


def _check_pages(ordered: Sequence[Statement]) -> None:
    for before, after in pairwise([None, *ordered, None]):
        ends = before is not None and before.intermediate_closing
        begins = after is not None and after.intermediate_opening
        if ends == begins:
            continue
        known = before if ends else after
        assert known is not None, "one of the two has an intermediate balance"
        raise LedgerError(
            f"the page {'after' if ends else 'before'} {known} is missing: it"
            f" {'ends' if ends else 'begins'} with an intermediate balance",
            file=known.file,
            field=":62M:" if ends else ":60M:",
            remedy="add the page",
        )


def openings(account: Account, ordered: Sequence[Statement]) -> Iterator[Opening]:
    """What the account held in each currency before the earliest statement that tells of it."""
    told: set[str] = set()
    for statement in ordered:
        for code in sorted(statement.opening.keys() - told):
            yield Opening(*account, code, statement.opening[code].units)
        told |= statement.opening.keys() | {side.currency for side in statement.sides}
