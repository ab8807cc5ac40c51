"""How claims have come to the accounts of one institution, and what of theirs is followed further."""

from __future__ import annotations

from dataclasses import dataclass, field

from clawback.federation.book import Account, Movement

__all__ = ["Reach", "WalkLimits"]


@dataclass(frozen=True, kw_only=True, slots=True)
class WalkLimits:
    """The limits of a walk that need no count over all institutions: `hop_window` in microseconds, `min_amount` in
    minor units; None does not limit."""

    max_hops: int | None = None
    hop_window: int | None = None
    min_amount: int | None = None


@dataclass(slots=True)
class Reach:
    """Depth of accounts, and when claims last came to them."""

    limits: WalkLimits
    depth: dict[Account, int] = field(default_factory=dict)
    last_arrival: dict[Account, int] = field(default_factory=dict)

    def follows(self, movement: Movement, claims_part: int) -> bool:
        """Whether a transfer, not a reported one, that takes `claims_part` along is followed."""
        limits, debtor = self.limits, movement.debtor
        if limits.max_hops is not None and self.depth[debtor] >= limits.max_hops:
            return False
        window = limits.hop_window
        if window is not None and movement.settled_at - self.last_arrival[debtor] > window:
            return False
        return limits.min_amount is None or claims_part >= limits.min_amount

    def arrive(self, movement: Movement, debtor_depth: int, settled_at: int | None = None) -> None:
        """Claims reach the creditor by a followed transfer, wherever they end there; `settled_at` is the debtor's
        side's instant where that is another institution's."""
        self.depth.setdefault(movement.creditor, debtor_depth + 1)
        self.last_arrival[movement.creditor] = movement.settled_at if settled_at is None else settled_at
