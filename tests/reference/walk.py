"""The walk: every transfer of the ledger in order, each debited by the rule, then credited."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from tests.reference.division import added, claims_of, less, without_zeros
from tests.reference.limits import Reach
from tests.reference.lots import opened
from tests.reference.model import (
    EXIT,
    NO_LIMITS,
    OVERDRAFT,
    OWN,
    RETURNED,
    STANDING,
    UNFOLLOWED,
    Account,
    Parts,
    PlainLimits,
    PlainResult,
    PlainTransfer,
)
from tests.reference.openings import opening_balances
from tests.reference.reversal import reversed_by, take_back
from tests.reference.rules import RULES, claims_only, pay

EXIT_KINDS = ("cash", "card", "exchange")


def plain_trace(
    transfers: list[PlainTransfer],
    *,
    claims: list[str],
    rule: str,
    openings: dict[Account, int] | None = None,
    exits: Collection[Account] = frozenset(),
    limits: PlainLimits = NO_LIMITS,
    as_of: int | None = None,
) -> PlainResult:
    """Traces all claims together over a ledger in order, under one rule.

    Accounts that `openings` does not name are inferred over the whole ledger. Raises ValueError for a claim that
    is unknown, given twice or after `as_of`, a transfer id that occurs twice, and an unknown rule.
    """
    if rule not in RULES:
        raise ValueError(f"there is no rule {rule!r}")
    past = [transfer for transfer in transfers if as_of is None or transfer.settled_at <= as_of]
    check_claims(transfers, past, claims)
    reported = [transfer for transfer in past if transfer.id in claims]
    walk = Walk(reported, rule, opening_balances(transfers, openings), exits, limits)
    for transfer in past:
        walk.move(transfer)
    return walk.result()


def check_claims(transfers: list[PlainTransfer], past: list[PlainTransfer], claims: list[str]) -> None:
    """Raises ValueError unless every claim is one transfer of the past, named once."""
    ids = [transfer.id for transfer in transfers]
    if len(set(ids)) < len(ids):
        raise ValueError("a transfer id occurs twice")
    if len(set(claims)) < len(claims):
        raise ValueError("a claim is given twice")
    for claim in claims:
        if claim not in ids:
            raise ValueError(f"claim {claim} is no transfer of the ledger")
        if claim not in {transfer.id for transfer in past}:
            raise ValueError(f"claim {claim} is after the instant of the trace")


class Walk:
    """The whole state of a trace between two transfers."""

    def __init__(
        self,
        reported: list[PlainTransfer],
        rule: str,
        openings: dict[Account, int],
        exits: Collection[Account],
        limits: PlainLimits,
    ) -> None:
        self.rule = rule
        self.exits = exits
        self.claim_ids = [transfer.id for transfer in reported]
        self.victims = [transfer.debtor for transfer in reported]
        self.holdings = {account: opened(balance) for account, balance in openings.items()}
        self.reach = Reach(limits)
        self.earlier: dict[str, PlainTransfer] = {}
        self.brought: dict[str, Parts] = {}
        self.carried: dict[str, Parts] = {}
        self.traced: Parts = dict.fromkeys(range(len(reported)), 0)
        self.ended: dict[tuple[Account, str], Parts] = defaultdict(dict)
        self.unnamed_reversals = 0

    def move(self, transfer: PlainTransfer) -> None:
        """Moves one transfer: out of the debtor's account, into the creditor's."""
        parts = self.claim(transfer, self.debit(transfer))
        if claims_of(parts):
            self.carried[transfer.id] = claims_only(parts)
        self.credit(transfer, self.arrive(transfer, parts))
        self.earlier[transfer.id] = transfer

    def debit(self, transfer: PlainTransfer) -> Parts:
        """What leaves the debtor's account, by whose it is."""
        holding = self.holdings[transfer.debtor]
        named = reversed_by(transfer, self.earlier)
        if named is not None:
            return take_back(holding, transfer.amount, self.brought[named.id], self.rule)
        self.unnamed_reversals += transfer.kind == "reversal"
        return pay(holding, transfer.amount, self.rule)

    def claim(self, transfer: PlainTransfer, parts: Parts) -> Parts:
        """The own money in a reported transfer becomes the claim; what was somebody else's stays theirs."""
        if transfer.id not in self.claim_ids:
            return parts
        number = self.claim_ids.index(transfer.id)
        self.reach.report(transfer.debtor)
        self.traced[number] = parts.get(OWN, 0)
        return added(claims_only(parts), {number: self.traced[number]})

    def arrive(self, transfer: PlainTransfer, parts: Parts) -> Parts:
        """What reaches the creditor as claims still, and as own money: before any overdraft there."""
        returned = {
            who: amount for who, amount in claims_only(parts).items() if self.is_returned(transfer, who)
        }
        self.end(transfer.creditor, RETURNED, returned)
        going_on = less(claims_only(parts), returned)
        ending = self.ending(transfer, claims_of(parts)) if going_on else None
        if ending is not None:
            self.end(transfer.creditor, ending, going_on)
        arriving = going_on if ending is None else {}
        own = transfer.amount - claims_of(arriving)
        self.brought[transfer.id] = without_zeros({**arriving, OWN: own})
        return self.brought[transfer.id]

    def ending(self, transfer: PlainTransfer, claims_part: int) -> str | None:
        """The kind of position in which claims that go on end with this transfer, if they do."""
        if not self.follow(transfer, claims_part):
            return UNFOLLOWED
        return EXIT if self.is_exit(transfer) else None

    def follow(self, transfer: PlainTransfer, claims_part: int) -> bool:
        """Whether claims are followed into the creditor's account; counts and remembers it if so."""
        if transfer.id not in self.claim_ids:
            if not self.reach.follows(transfer, claims_part):
                return False
            self.reach.followed += 1
        self.reach.arrive(transfer)
        return True

    def credit(self, transfer: PlainTransfer, arriving: Parts) -> None:
        """Credits the creditor; claims that repay its overdraft end there."""
        repaid = self.holdings[transfer.creditor].receive(arriving)
        self.end(transfer.creditor, OVERDRAFT, claims_only(repaid))

    def is_named_exit(self, account: Account) -> bool:
        """Whether the account itself is an exit, whatever reaches it."""
        return account in self.exits or account[1] == "outside"

    def is_exit(self, transfer: PlainTransfer) -> bool:
        """Whether the creditor is an exit for this transfer."""
        return transfer.kind in EXIT_KINDS or self.is_named_exit(transfer.creditor)

    def is_returned(self, transfer: PlainTransfer, claim: int) -> bool:
        """Whether a claim comes back to the account of its own victim. An exit is nobody's own."""
        return self.victims[claim] == transfer.creditor and not self.is_named_exit(transfer.creditor)

    def end(self, account: Account, kind: str, parts: Parts) -> None:
        """Claims that end at an account add to its position of that kind."""
        self.ended[account, kind] = added(self.ended[account, kind], parts)

    def named(self, parts: Parts) -> dict[str, int]:
        """Parts by claim id instead of number."""
        return {self.claim_ids[who]: amount for who, amount in parts.items()}

    def result(self) -> PlainResult:
        """Where everything is after the last transfer moved."""
        positions = {
            (account, STANDING): claims_only(holding.standing()) for account, holding in self.holdings.items()
        } | self.ended
        return PlainResult(
            traced=self.named(self.traced),
            positions={place: self.named(parts) for place, parts in positions.items() if parts},
            transfers={transfer: self.named(parts) for transfer, parts in self.carried.items()},
            balances={account: holding.balance() for account, holding in self.holdings.items()},
            unnamed_reversals=self.unnamed_reversals,
        )
