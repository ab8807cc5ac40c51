"""The limits of a walk: how far from the victims, how soon, how much and how often claims are followed."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.reference.model import Account, PlainLimits, PlainTransfer


@dataclass
class Reach:
    """How a walk has come to each account that claims have reached, over all claims together."""

    limits: PlainLimits
    depth: dict[Account, int] = field(default_factory=dict)
    last_arrival: dict[Account, int] = field(default_factory=dict)
    followed: int = 0

    def report(self, victim: Account) -> None:
        """The victim's account has depth 0 from its first claim on, whatever it was before."""
        self.depth[victim] = 0

    def follows(self, transfer: PlainTransfer, claims_part: int) -> bool:
        """Whether a transfer, not a reported one, that takes `claims_part` along is followed."""
        limits, debtor = self.limits, transfer.debtor
        if limits.max_hops is not None and self.depth[debtor] >= limits.max_hops:
            return False
        if limits.hop_window is not None and self.waited(transfer) > limits.hop_window:
            return False
        if limits.min_amount is not None and claims_part < limits.min_amount:
            return False
        return limits.max_transfers is None or self.followed < limits.max_transfers

    def waited(self, transfer: PlainTransfer) -> int:
        """How long before a transfer claims last reached its debtor's account."""
        return transfer.settled_at - self.last_arrival[transfer.debtor]

    def arrive(self, transfer: PlainTransfer) -> None:
        """Claims reach the creditor by a followed transfer, wherever they end there."""
        self.depth.setdefault(transfer.creditor, self.depth[transfer.debtor] + 1)
        self.last_arrival[transfer.creditor] = transfer.settled_at
