"""Whether the evidence that lowered a cap is certain enough to let money go without anybody's decision."""

from __future__ import annotations

from collections.abc import Iterable

from clawback.server.casework.statements.facts import Account
from clawback.server.casework.statements.known import Found

__all__ = ["is_certain"]


def is_certain(found: Found, account: Account, claims: Iterable[str]) -> bool:
    """Answers are whole, and every transfer of these claims into and out of the account is shown by both sides' agents.

    Of a reported transfer the victim's word and the creditor's agent are the two; of a return its agent's confirmation
    is enough.
    """
    if not all(each.is_whole for each in found.known.facts.answers):
        return False
    names = set(claims)
    took = {row.transfer for row in found.walk.carried if row.claim in names}
    here = (
        transfer
        for name, transfer in zip(found.known.names, found.known.transfers, strict=True)
        if name in took and account in (transfer.debtor, transfer.creditor)
    )
    return all(
        each.is_seen_twice or each.paid is not None or (each.claim is not None and each.into is not None)
        for each in here
    )
