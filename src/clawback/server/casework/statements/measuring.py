"""The figures of a money-flow picture, for those that stand beside it: both come from the same trace."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache

from clawback.server.casework.statements.known import Found

__all__ = ["Measured", "measured", "paid_back_by"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Measured:
    """Some claims of a trace under its rule, in minor units: `traced` of each by its number, at whatever place; of all
    of them what is `standing`, `gone` to where nothing follows it, and `came_back` to a victim.

    `paid_back` is what lines of plans paid of what was held for them, `seen` what of these claims the rule lets leave
    by such lines, be they of theirs or not. What else came back is no return.
    """

    traced: Mapping[int, int]
    standing: int
    gone: int
    came_back: int
    paid_back: int
    seen: int


def paid_back_by(found: Found) -> frozenset[str]:
    """The ledger's names of what lines of plans paid."""
    transfers = zip(found.known.names, found.known.transfers, strict=True)
    return frozenset(name for name, each in transfers if each.paid is not None)


@lru_cache(maxsize=256)
def measured(found: Found, claims: tuple[int, ...]) -> Measured:
    """Of these claims, by number; kept with what is known, which is another once the facts are."""
    if not found.is_answered and not _meet(found):
        return _told(found, claims)
    from clawback.tracing.picture import carried_by, positions_of

    names, back = {f"C{number}" for number in claims}, paid_back_by(found)
    traced, kinds = Counter[int](), Counter[str]()
    for position in positions_of(found.trace, found.rule, only=names, back=back):
        kinds[position.kind] += sum(position.parts.values())
        traced.update({int(name[1:]): units for name, units in position.parts.items()})
    carried = carried_by(found.trace, found.rule, back, only=names)
    return Measured(
        traced=traced,
        standing=kinds["standing"],
        gone=kinds["exit"] + kinds["overdraft"] + kinds["unfollowed"],
        came_back=kinds["returned"],
        paid_back=sum(each.amount for each in found.known.facts.returns if each.of in claims),
        seen=sum(sum(parts.values()) for _, parts in carried),
    )


def _meet(found: Found) -> bool:
    """Whether a claim came to an account that another paid from: then the trace says how much of either is which."""
    claims = found.known.facts.claims
    return not {each.debtor for each in claims}.isdisjoint(each.creditor for each in claims)


def _told(found: Found, claims: Collection[int]) -> Measured:
    """What the trace would say where nothing but the claims is known: each stands where it was paid to."""
    traced = {each.number: each.amount for each in found.known.facts.claims if each.number in claims}
    return Measured(traced=traced, standing=sum(traced.values()), gone=0, came_back=0, paid_back=0, seen=0)
