"""One transfer out of what claims and statements tell of it: the debtor's side, the creditor's side, the report.

Sides are looked for among equal accounts and amounts: by UETR, then by end-to-end id, then by the bank's own name, then
the nearest in time within a day. Sides whose UETR differ are never one. Each side is of one transfer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from clawback.server.casework.statements.facts import (
    Account,
    AnswerFact,
    ClaimFact,
    CreditFact,
    EntryFact,
    ReturnFact,
)

__all__ = ["Missing", "Transfer", "merge", "missing"]

DAY = 86_400_000_000


@dataclass(kw_only=True, slots=True)
class Transfer:
    """A transfer, and who tells of it: (answer, entry) of the debtor's and of the creditor's agent, the claim, the
    line of a plan that it paid, the debtor's agent by its node."""

    debtor: Account
    creditor: Account
    amount: int
    settled_at: int
    kind: str
    uetr: str
    end_to_end_id: str
    name: str
    out: tuple[AnswerFact, EntryFact] | None = None
    into: tuple[AnswerFact, EntryFact] | None = None
    claim: ClaimFact | None = None
    paid: ReturnFact | None = None
    credit: CreditFact | None = None

    @property
    def is_seen_twice(self) -> bool:
        """Whether both sides' agents show it, or it stays within one account's own statement."""
        return (self.out is not None or self.credit is not None) and self.into is not None


@dataclass(frozen=True, kw_only=True, slots=True)
class Missing:
    """A transfer that `answer`, complete for that time, should show and does not."""

    transfer: Transfer
    answer: AnswerFact


@dataclass(slots=True)
class _Sides:
    out: list[Transfer] = field(default_factory=list)
    into: list[Transfer] = field(default_factory=list)
    told: list[Transfer] = field(default_factory=list)
    paid: list[Transfer] = field(default_factory=list)


def merge(
    claims: Iterable[ClaimFact],
    current: Mapping[Account, Sequence[AnswerFact]],
    returns: Iterable[ReturnFact] = (),
) -> list[Transfer]:
    """Every transfer once. The result does not depend on the order of the facts.

    A return that the held account's own statement, complete for that time, does not show by itself is none of them: it
    went out with others in one sum, and the statement has that.
    """
    groups: defaultdict[tuple[Account, Account, int], _Sides] = defaultdict(_Sides)
    for answers in current.values():
        for answer in answers:
            for entry in answer.entries:
                _place(groups, answer, entry)
    for claim in claims:
        groups[claim.debtor, claim.creditor, claim.amount].told.append(_of_claim(claim))
    for paid in returns:
        groups[paid.debtor, paid.creditor, paid.amount].paid.append(_of_return(paid))
    found = (transfer for key in sorted(groups) for transfer in _joined(groups[key]))
    return [each for each in found if each.out or not each.paid or not _covers(current, each)]


def _covers(current: Mapping[Account, Sequence[AnswerFact]], transfer: Transfer) -> bool:
    return _covering(current.get(transfer.debtor, ()), transfer.settled_at) is not None


def _place(
    groups: defaultdict[tuple[Account, Account, int], _Sides], answer: AnswerFact, entry: EntryFact
) -> None:
    debtor, creditor = (answer.account, entry.other) if entry.debit else (entry.other, answer.account)
    side = (answer, entry)
    transfer = Transfer(
        debtor=debtor,
        creditor=creditor,
        amount=entry.amount,
        settled_at=entry.settled_at,
        kind=entry.kind,
        uetr=entry.uetr,
        end_to_end_id=entry.end_to_end_id,
        name=entry.name,
        out=side if entry.debit else None,
        into=None if entry.debit else side,
    )
    if debtor == creditor:
        transfer.out = transfer.into = side
    sides = groups[debtor, creditor, entry.amount]
    (sides.out if entry.debit else sides.into).append(transfer)


def _of_claim(claim: ClaimFact) -> Transfer:
    return Transfer(
        debtor=claim.debtor,
        creditor=claim.creditor,
        amount=claim.amount,
        settled_at=claim.settled_at,
        kind="transfer",
        uetr=claim.uetr,
        end_to_end_id=claim.end_to_end_id,
        name="",
        claim=claim,
    )


def _of_return(paid: ReturnFact) -> Transfer:
    return Transfer(
        debtor=paid.debtor,
        creditor=paid.creditor,
        amount=paid.amount,
        settled_at=paid.settled_at,
        kind="transfer",
        uetr="",
        end_to_end_id=paid.end_to_end_id,
        name="",
        paid=paid,
    )


def _joined(sides: _Sides) -> list[Transfer]:
    seen, alone = _pairs(sides.out, sides.into)
    for debit, credit in seen:
        debit.into = debit.into or credit.into
        debit.uetr, debit.end_to_end_id = (
            debit.uetr or credit.uetr,
            debit.end_to_end_id or credit.end_to_end_id,
        )
        debit.kind = credit.kind if debit.kind == "transfer" else debit.kind
    transfers = sides.out + alone
    told, unseen = _pairs(transfers, sides.told)
    for transfer, claimed in told:
        transfer.claim = claimed.claim
    shown, unshown = _pairs([each for each in transfers if each.claim is None], sides.paid)
    for transfer, line in shown:
        transfer.paid = line.paid
    return sorted(transfers + unseen + unshown, key=_order)


def _order(transfer: Transfer) -> tuple[object, ...]:
    """Equal for two transfers only where they are alike in all that a trace looks at."""
    claim = transfer.claim.number if transfer.claim else 0
    line = transfer.paid.number if transfer.paid else 0
    told = (transfer.out is not None, transfer.into is not None)
    return (
        transfer.settled_at,
        transfer.uetr,
        transfer.end_to_end_id,
        transfer.name,
        claim,
        line,
        told,
        _at(transfer),
    )


def _at(transfer: Transfer) -> tuple[int, int]:
    side = transfer.out or transfer.into
    return (side[0].number, side[1].place) if side else (0, 0)


def _pairs(
    first: Sequence[Transfer], second: Sequence[Transfer]
) -> tuple[list[tuple[Transfer, Transfer]], list[Transfer]]:
    """The pairs, and those of `second` that are in none."""
    if not first or not second:
        return [], list(second)
    left, right = sorted(first, key=_order), sorted(second, key=_order)
    found: list[tuple[Transfer, Transfer]] = []
    keys: tuple[Callable[[Transfer], Hashable], ...] = (
        lambda each: each.uetr,
        lambda each: each.end_to_end_id,
        lambda each: each.name,
    )
    for key in keys:
        found += _by_key(left, right, key)
    found += _by_time(left, right)
    return found, right


def _by_key(
    left: list[Transfer], right: list[Transfer], key: Callable[[Transfer], Hashable]
) -> list[tuple[Transfer, Transfer]]:
    waiting: defaultdict[Hashable, list[Transfer]] = defaultdict(list)
    for each in left:
        if key(each):
            waiting[key(each)].append(each)
    pairs = []
    for each in list(right):
        match = next((one for one in waiting.get(key(each), []) if not _differ(one, each)), None)
        if key(each) and match is not None:
            waiting[key(each)].remove(match)
            _take(left, match)
            _take(right, each)
            pairs.append((match, each))
    return pairs


def _by_time(left: list[Transfer], right: list[Transfer]) -> list[tuple[Transfer, Transfer]]:
    pairs = []
    for each in list(right):
        near = [
            one for one in left if abs(one.settled_at - each.settled_at) <= DAY and not _differ(one, each)
        ]
        if near:
            match = min(near, key=lambda one: (abs(one.settled_at - each.settled_at), _order(one)))
            _take(left, match)
            _take(right, each)
            pairs.append((match, each))
    return pairs


def _differ(one: Transfer, other: Transfer) -> bool:
    """Whether references say that they are two."""
    return bool(one.uetr and other.uetr and one.uetr != other.uetr)


def _take(transfers: list[Transfer], taken: Transfer) -> None:
    """Removes this very one: transfers that are alike are still two."""
    transfers[:] = [each for each in transfers if each is not taken]


def missing(transfers: Iterable[Transfer], current: Mapping[Account, Sequence[AnswerFact]]) -> list[Missing]:
    """Transfers that one statement shows (or a report tells) and the other side's whole statement does not.

    Returns are looked for by what their own agent confirmed, not here."""
    found = []
    for transfer in transfers:
        if transfer.paid is not None:
            continue
        for account, side in ((transfer.debtor, transfer.out), (transfer.creditor, transfer.into)):
            if side is None and (transfer.out or transfer.into or account == transfer.creditor):
                answer = _covering(current.get(account, ()), transfer.settled_at)
                if answer is not None:
                    found.append(Missing(transfer=transfer, answer=answer))
    return found


def _covering(answers: Sequence[AnswerFact], at: int) -> AnswerFact | None:
    return next((each for each in answers if each.is_whole and each.begins <= at <= each.ends), None)
