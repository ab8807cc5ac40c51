"""From a division to lines: pure, so that a plan can be reckoned by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from clawback.errors import Bug
from clawback.money import divide

__all__ = ["Part", "Share", "lines_of", "shares_of"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """So much of hold part `number`, which was held for `claim`, may be paid."""

    number: int
    claim: int
    available: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Share:
    """`amount` of part `part` goes to `claim`."""

    part: int
    claim: int
    amount: int


def lines_of(parts: Sequence[Part], pays: Mapping[int, int]) -> list[Share]:
    """Which money pays what each claim gets: its own parts first, then what is left of others', in their order.

    `pays` sums to no more than what is available. The same input gives the same lines.
    """
    left = {part.number: part.available for part in parts}
    due = dict(pays)
    found: list[Share] = []
    for own in (True, False):
        for claim in due:
            for part in parts:
                amount = min(left[part.number], due[claim])
                if amount and (part.claim == claim) is own:
                    left[part.number] -= amount
                    due[claim] -= amount
                    found.append(Share(part=part.number, claim=claim, amount=amount))
    if any(due.values()):
        raise Bug(f"{dict(pays)} cannot be paid from what is available")
    return sorted(found, key=lambda share: (share.part, share.claim))


def shares_of(amount: int, owed: Sequence[int]) -> list[int]:
    """What a claim gets divides over the victim and those who reimbursed them by what each still lacks (`owed`).

    Nobody gets more than they lack, and where all is paid each gets exactly that.
    """
    if amount > sum(owed):
        raise Bug(f"{amount} is more than is owed")
    return divide(amount, owed)
