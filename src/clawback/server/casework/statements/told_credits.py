"""Credits that nodes tell of, among the transfers that claims and statements tell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from clawback.clock import from_micros
from clawback.money import currency
from clawback.server.casework.statements.facts import NOBODY, CreditFact
from clawback.server.casework.statements.keys import key_by
from clawback.server.casework.statements.merging import Transfer

__all__ = ["key_of", "with_credits"]


def key_of(transfer: Transfer, code: str) -> str | None:
    """The name that both banks give the transfer; None where it has none."""
    if transfer.credit is not None:
        return transfer.credit.key
    day = from_micros(transfer.settled_at).date()
    return key_by(transfer.uetr, transfer.end_to_end_id, transfer.amount, currency(code), day)


def with_credits(transfers: Sequence[Transfer], told: Iterable[CreditFact], code: str) -> list[Transfer]:
    """The transfers, each with what a node tells of it; of a credit that nothing else tells it is one more."""
    by_key: defaultdict[str | None, list[Transfer]] = defaultdict(list)
    of_claim: dict[int, Transfer] = {}
    credits_ = list(told)
    for each in transfers if credits_ else ():
        by_key[key_of(each, code)].append(each)
        if each.claim is not None:
            of_claim[each.claim.number] = each
    found = list(transfers)
    for credit in credits_:
        same = [each for each in by_key[credit.key] if each.creditor[0] == credit.account[0]]
        if credit.claim in of_claim:
            same = [of_claim[credit.claim]]
        if len(same) == 1:
            same[0].credit = credit
        elif not same:
            found.append(_made(credit))
    return found


def _made(credit: CreditFact) -> Transfer:
    return Transfer(
        debtor=(credit.agent, NOBODY),
        creditor=credit.account,
        amount=credit.amount,
        settled_at=credit.settled_at,
        kind="transfer",
        uetr="",
        end_to_end_id="",
        name=credit.key,
        credit=credit,
    )
