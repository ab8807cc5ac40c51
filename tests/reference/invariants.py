"""What always holds of a trace, whoever computed it."""

from __future__ import annotations

from collections.abc import Mapping

from tests.reference.model import EXIT, OVERDRAFT, RETURNED, STANDING, UNFOLLOWED, Account

KINDS = {STANDING, EXIT, RETURNED, OVERDRAFT, UNFOLLOWED}


def check_invariants(
    *,
    traced: Mapping[str, int],
    positions: Mapping[tuple[Account, str], Mapping[str, int]],
    balances: Mapping[Account, int],
) -> None:
    """AssertionError unless a trace adds up at the moment it describes.

    1. For each claim, what is traced equals the sum of its positions, of all kinds.
    2. What stands in an account is no larger than its balance; nothing stands in an overdrawn one.
    Besides, every position is of a known kind, of known claims, and above zero.
    """
    found = dict.fromkeys(traced, 0)
    for (account, kind), claims in positions.items():
        assert kind in KINDS, f"{account} has a position of the unknown kind {kind}"
        assert claims, f"the {kind} position of {account} is empty"
        for claim, amount in claims.items():
            assert amount > 0, f"claim {claim} has {amount} {kind} at {account}"
            found[claim] += amount
        if kind == STANDING:
            standing, balance = sum(claims.values()), balances[account]
            assert standing <= balance, f"{standing} stands in {account}, whose balance is {balance}"
    assert found == dict(traced), f"traced {dict(traced)}, but positions sum to {found}"
