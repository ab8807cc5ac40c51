"""From rows to moves: which part of a transfer starts, is held, or ends where it arrives.

Positions say only in total how much ended at an account. The arrivals that neither left again nor stand
there now are found backwards from the end: what stands or leaves is met by the newest arrivals before it,
so an account is never drawn holding money for longer than its transfers prove.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import NamedTuple

from clawback.drawing.rows import ENDS, FlowTransfer, MoneyFlow
from clawback.errors import DrawingError

__all__ = ["HELD", "ORIGIN", "AccountKey", "Move", "Place", "follow"]

AccountKey = tuple[str, str]

ORIGIN = "origin"
HELD = "held"


# Tuples, not dataclasses: a picture makes and looks up a hundred thousand of them.
class Place(NamedTuple):
    """An account in one role: `origin` (a claim begins), `held`, or one of rows.ENDS."""

    account: AccountKey
    form: str


class Move(NamedTuple):
    """So many minor units of one claim going from place to place by transfer number `row` of the flow."""

    row: int
    claim: str
    source: Place
    target: Place
    units: int


@dataclass(slots=True)
class _Part:
    """One claim's part of one transfer; `kept` is what its creditor goes on holding."""

    row: int
    transfer: FlowTransfer
    claim: str
    units: int
    starts: bool
    kept: int = 0


def follow(flow: MoneyFlow) -> list[Move]:
    """The moves of a flow in ledger order. Raises DrawingError where transfers and positions contradict."""
    parts = _parts(flow)
    left_over = _keep(flow, parts)
    for (account, claim), units in left_over.items():
        if units:
            raise DrawingError(
                f"{units} minor units of claim {claim} leave or stand at {account[0]}/{account[1]} and never came",
                remedy="give every transfer that takes parts of claims along",
            )
    return _moves(flow, parts)


def _parts(flow: MoneyFlow) -> list[_Part]:
    begun: set[str] = set()
    parts: list[_Part] = []
    for row, transfer in enumerate(flow.transfers):
        for claim, units in transfer.parts.items():
            if units:
                parts.append(_Part(row, transfer, claim, units, transfer.reported and claim not in begun))
        begun.update(transfer.parts)
    return parts


def _keep(flow: MoneyFlow, parts: list[_Part]) -> dict[tuple[AccountKey, str], int]:
    needed: defaultdict[tuple[AccountKey, str], int] = defaultdict(int)
    for position in flow.positions:
        if position.kind == "standing":
            for claim, units in position.parts.items():
                needed[(position.agent, position.account), claim] += units
    for part in reversed(parts):
        arrives = (part.transfer.creditor, part.claim)
        part.kept = min(part.units, needed[arrives])
        needed[arrives] -= part.kept
        if not part.starts:
            needed[part.transfer.debtor, part.claim] += part.units
    return needed


def _ends(flow: MoneyFlow) -> dict[tuple[AccountKey, str], dict[str, int]]:
    ends: defaultdict[tuple[AccountKey, str], dict[str, int]] = defaultdict(lambda: dict.fromkeys(ENDS, 0))
    for position in flow.positions:
        if position.kind != "standing":
            for claim, units in position.parts.items():
                ends[(position.agent, position.account), claim][position.kind] += units
    return ends


def _moves(flow: MoneyFlow, parts: list[_Part]) -> list[Move]:
    ends = _ends(flow)
    moves: list[Move] = []
    for part in parts:
        source = Place(part.transfer.debtor, ORIGIN if part.starts else HELD)
        if part.kept:
            held = Place(part.transfer.creditor, HELD)
            moves.append(Move(part.row, part.claim, source, held, part.kept))
        moves.extend(_ended(part, source, ends.get((part.transfer.creditor, part.claim), {})))
    for (account, claim), kinds in ends.items():
        if sum(kinds.values()):
            raise DrawingError(
                f"more of claim {claim} ends at {account[0]}/{account[1]} than arrives there",
                remedy="give every transfer that takes parts of claims along",
            )
    return moves


def _ended(part: _Part, source: Place, kinds: dict[str, int]) -> list[Move]:
    """The moves of what ends on arrival; takes it off `kinds`."""
    rest = part.units - part.kept
    moves: list[Move] = []
    for kind, open_units in kinds.items():
        taken = min(rest, open_units)
        if taken:
            kinds[kind] -= taken
            rest -= taken
            moves.append(Move(part.row, part.claim, source, Place(part.transfer.creditor, kind), taken))
    if rest:
        raise DrawingError(
            f"{rest} minor units of claim {part.claim} reach {part.transfer.creditor[0]}/"
            f"{part.transfer.creditor[1]} by transfer {part.transfer.transfer_id} and are at no position",
            remedy="give the positions of the same trace as the transfers",
        )
    return moves
