"""The case's ledger, in memory: every transfer once, in an order that keeps every statement's own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from clawback.server.casework.statements.current import current_answers
from clawback.server.casework.statements.facts import (
    NOBODY,
    PSEUDONYMS,
    Account,
    AnswerFact,
    ClaimFact,
    Facts,
)
from clawback.server.casework.statements.merging import Transfer, merge
from clawback.server.casework.statements.ordering import in_order
from clawback.server.casework.statements.told_credits import with_credits
from clawback.server.casework.statements.widening import widened

if TYPE_CHECKING:
    from clawback import Ledger, Trace

__all__ = ["Known", "known", "load_tracer", "openings", "traced", "written"]


@dataclass(frozen=True, kw_only=True)
class Known:
    """The facts put together. `transfers` are in ledger order, `names` their ids there: C12 is claim 12."""

    facts: Facts
    current: Mapping[Account, Sequence[AnswerFact]]
    transfers: Sequence[Transfer]
    names: Sequence[str]


def known(facts: Facts) -> Known:
    """Puts facts together; their order does not matter."""
    current = current_answers(facts.answers)
    wide = widened(current)
    told = with_credits(merge(facts.claims, wide, facts.returns), facts.peers.credits, facts.currency)
    transfers = in_order(told, wide, facts.currency)
    names = [f"C{each.claim.number}" if each.claim else f"T{at}" for at, each in enumerate(transfers)]
    return Known(facts=facts, current=current, transfers=transfers, names=names)


def traced(found: Known) -> Trace:
    """All claims together, under all five rules; openings are what statements say, the others are inferred."""
    import clawback

    claims = [name for name, each in zip(found.names, found.transfers, strict=True) if each.claim]
    return clawback.trace(_ledger(found), claims=claims, rule="all", opening=openings(found))


def load_tracer() -> None:
    """Loads what a trace needs, which takes longer than to trace: so that no page waits for it."""
    claim = ClaimFact(number=1, debtor=("a", "1"), creditor=("b", "2"), amount=1, came_back=0, settled_at=0)
    found = traced(known(Facts(currency="EUR", claims=(claim,), answers=())))
    assert found.bounds, "the claim stands in its creditor's account"


def _ledger(found: Known) -> Ledger:
    import pyarrow as pa

    import clawback

    transfers, rows = found.transfers, list(written(found))
    debtors, creditors = [row[2] for row in rows], [row[3] for row in rows]
    order = pa.array(range(len(transfers)), pa.timestamp("us", "UTC"))
    table = pa.table(
        {
            "transfer_id": list(found.names),
            "settled_at": pa.array([each.settled_at for each in transfers], pa.timestamp("us", "UTC")),
            "order_at": order,
            "debtor_agent": [each[0] for each in debtors],
            "debtor_account": [each[1] for each in debtors],
            "creditor_agent": [each[0] for each in creditors],
            "creditor_account": [each[1] for each in creditors],
            "amount": pa.array([each.amount for each in transfers], pa.int64()),
            "currency": [found.facts.currency] * len(transfers),
            "kind": [row[4] for row in rows],
            "reverses": [row[5] for row in rows],
        }
    )
    return clawback.read_ledger(table)


def written(found: Known) -> Iterator[tuple[str, Transfer, Account, Account, str, str | None]]:
    """Each transfer as the ledger has it: its name there, debtor, creditor, kind, and what it takes back."""
    named = _by_entry(found)
    for name, each in zip(found.names, found.transfers, strict=True):
        yield name, each, *_sides(found, each), _kind(found, each), _reversed(found, each, named)


def _straight_back(found: Known, transfer: Transfer) -> ClaimFact | None:
    """The claim whose own transfer a return takes back: it was held where the claim's money first came."""
    paid = transfer.paid
    if paid is None:
        return None
    claim = next((each for each in found.facts.claims if each.number == paid.of), None)
    return claim if claim is not None and claim.creditor == transfer.debtor else None


def _kind(found: Known, transfer: Transfer) -> str:
    """A return takes back its own claim's money; elsewhere it leaves by the rule, and nothing of it is looked for."""
    if transfer.paid is not None:
        return "reversal" if _straight_back(found, transfer) else "exchange"
    return transfer.kind


def _reversed(found: Known, transfer: Transfer, named: Mapping[tuple[int, str], str]) -> str | None:
    """What it takes back: what a statement says, by the entry's name in it; a return, the transfer of its claim."""
    claim = _straight_back(found, transfer)
    if claim is not None:
        return f"C{claim.number}"
    sides = (each for each in (transfer.out, transfer.into) if each is not None and each[1].reverses)
    return next(
        (named[key] for answer, entry in sides if (key := (answer.number, entry.reverses)) in named), None
    )


def _by_entry(found: Known) -> dict[tuple[int, str], str]:
    """(answer, name of an entry in it) -> the transfer's id."""
    return {
        (side[0].number, side[1].name): name
        for name, transfer in zip(found.names, found.transfers, strict=True)
        for side in (transfer.out, transfer.into)
        if side is not None
    }


def _sides(found: Known, transfer: Transfer) -> tuple[Account, Account]:
    """The two accounts; one that nobody names is the outside of the other's agent."""
    debtor, creditor = transfer.debtor, transfer.creditor
    claim = _straight_back(found, transfer)
    if claim is not None:
        return debtor, claim.debtor
    if debtor == (PSEUDONYMS, NOBODY):
        debtor = (creditor[0], NOBODY)
    if creditor == (PSEUDONYMS, NOBODY):
        creditor = (debtor[0], NOBODY)
    return debtor, creditor


def openings(found: Known) -> dict[Account, int]:
    """Balances before the whole ledger: what the first statement opens with, less what moved before it."""
    openings = {}
    for account, answers in found.current.items():
        first = next((each for each in answers if each.is_whole), None)
        if first is None or first.opening is None:
            continue
        moved = sum(_moved(each, account) for each in found.transfers if each.settled_at < first.begins)
        openings[account] = first.opening if not moved else max(min(first.opening, 0), first.opening - moved)
    return openings


def _moved(transfer: Transfer, account: Account) -> int:
    """What it brought to the account."""
    return transfer.amount * ((transfer.creditor == account) - (transfer.debtor == account))
