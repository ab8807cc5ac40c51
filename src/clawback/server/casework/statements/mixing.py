"""Claims whose money came to an account by the very transfers that brought others': what is found out of the one is
found out of the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from clawback.server.casework.statements.building import Known
from clawback.server.casework.statements.facts import Account
from clawback.server.casework.statements.walk import Walk

__all__ = ["mixed_with"]


def mixed_with(found: Known, walk: Walk, account: Account, claims: Collection[str]) -> set[str]:
    """Pure: the other claims that, under any rule, came to the account by no transfer but those that brought these."""
    into = {
        name
        for name, each in zip(found.names, found.transfers, strict=True)
        if each.creditor == account and each.paid is None
    }
    brought: defaultdict[str, set[str]] = defaultdict(set)
    for row in walk.carried:
        if row.transfer in into:
            brought[row.transfer].add(row.claim)
    with_these = [names for names in brought.values() if not names.isdisjoint(claims)]
    without = [names for names in brought.values() if names.isdisjoint(claims)]
    return set().union(*with_these).difference(claims, *without)
