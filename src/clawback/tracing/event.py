"""One transfer that concerns a claim: what leaves the debtor, whether it is followed, what reaches the creditor."""

from __future__ import annotations

from clawback.compiled import inlined, lean
from clawback.ledgers.ledger import CREDITOR_BITS
from clawback.ledgers.reading import KINDS as TRANSFER_KINDS
from clawback.tracing.ends import EXIT, OVERDRAFT, RETURNED, UNFOLLOWED, end, end_all
from clawback.tracing.exact import apportion
from clawback.tracing.lots import collect, top_up
from clawback.tracing.memory import Book, Case, Count, Scratch
from clawback.tracing.reversal import reversed_by, take_back
from clawback.tracing.rules.take import keeps_order, put, take_by_rule
from clawback.tracing.search import find_debit, find_slot, is_exit, make_slot
from clawback.tracing.waiting import schedule

__all__ = ["settle"]

_CREDITOR = (1 << CREDITOR_BITS) - 1
_REVERSAL = TRANSFER_KINDS.index("reversal")
_CASH, _CARD, _EXCHANGE = (TRANSFER_KINDS.index(kind) for kind in ("cash", "card", "exchange"))
_LOG, _PARTS, _FOLLOWED = Count.LOG, Count.PARTS, Count.FOLLOWED


@inlined
def settle(s: Scratch, book: Book, case: Case, rule: int, slot: int, at: int, claim: int) -> bool:
    """Settles the debit at place `at` of the account in `slot`; `claim` is the reported one, or -1.

    False where the lots exceed the balance: a bug of ours.
    """
    debit = book.debits[at]
    rank = int(debit.rank)
    creditor = int(debit.creditor_kind) & _CREDITOR
    kind = int(debit.creditor_kind) >> CREDITOR_BITS
    if not _leave(s, book, case, rule, slot, at, kind):
        return False
    n = collect(s)
    if claim >= 0:
        n = _start(s, claim, n, debit.amount)
    if n == 0:
        return True
    _write(s, rank, n)
    carried = _sum(s, n)
    exit_named = is_exit(book, creditor)
    if not exit_named:
        n = _return(s, case, creditor, n)
    if n == 0:
        return True
    if claim < 0:
        if not _followed(s, case, slot, debit.settled_at, carried):
            end_all(s, creditor, UNFOLLOWED, n)
            return True
        s.counts[_FOLLOWED] += 1
    if exit_named:
        end_all(s, creditor, EXIT, n)
        return True
    there = _reach(s, creditor, s.slots[slot].depth + 1, debit.settled_at)
    if kind in (_CASH, _CARD, _EXCHANGE):
        end_all(s, creditor, EXIT, n)
        return True
    s.log[s.counts[_LOG] - 1].reached = 1
    return _arrive(s, book, rule, there, rank, debit.amount, n)


@inlined
def _leave(s: Scratch, book: Book, case: Case, rule: int, slot: int, at: int, kind: int) -> bool:
    """Takes the debit out of the account: from its money first, then from the overdraft."""
    debit = book.debits[at]
    account = s.slots[slot]
    if account.claims == 0:
        return True
    money = max(0, book.opening[account.account] + debit.net_before)
    if keeps_order(rule):
        if not top_up(s, slot, money):
            return False
    elif money < account.claims:
        return False
    original = reversed_by(book, int(debit.rank)) if kind == _REVERSAL else -1
    if original >= 0:
        take_back(s, book, case, rule, slot, debit.amount, money, original)
    else:
        take_by_rule(s, rule, slot, min(debit.amount, money), money)
    return True


@inlined
def _start(s: Scratch, claim: int, n: int, amount: int) -> int:
    """The own money in a reported transfer becomes the claim; it is the last of the claims so far."""
    own = amount - _sum(s, n)
    if own == 0:
        return n
    s.traced[claim] = own
    s.out[n].claim = claim
    s.out[n].amount = own
    return n + 1


@inlined
def _sum(s: Scratch, n: int) -> int:
    total = 0
    for i in range(n):
        total += s.out[i].amount
    return total


@inlined
def _write(s: Scratch, rank: int, n: int) -> None:
    """Notes the transfer among those that take parts along."""
    entry = s.log[s.counts[_LOG]]
    entry.rank = rank
    entry.start = s.counts[_PARTS]
    entry.reached = 0
    s.counts[_LOG] += 1
    for i in range(n):
        part = s.log_parts[s.counts[_PARTS]]
        part.claim = s.out[i].claim
        part.amount = s.out[i].amount
        s.counts[_PARTS] += 1


@inlined
def _return(s: Scratch, case: Case, creditor: int, n: int) -> int:
    """Ends the parts that reach their own victim's account; returns how many go on."""
    kept = 0
    for i in range(n):
        claim, amount = s.out[i].claim, s.out[i].amount
        if case.debtor[claim] == creditor:
            end(s, creditor, RETURNED, claim, amount)
        else:
            s.out[kept].claim = claim
            s.out[kept].amount = amount
            kept += 1
    return kept


@inlined
def _followed(s: Scratch, case: Case, slot: int, settled_at: int, carried: int) -> bool:
    account = s.slots[slot]
    if 0 <= case.max_hops <= account.depth:
        return False
    if 0 <= case.hop_window < settled_at - account.last_arrival:
        return False
    if carried < case.min_amount:
        return False
    return case.max_transfers < 0 or s.counts[_FOLLOWED] < case.max_transfers


@inlined
def _reach(s: Scratch, account: int, depth: int, settled_at: int) -> int:
    """The slot of an account that a followed transfer brings claims to."""
    slot = find_slot(s, account)
    if slot < 0:
        slot = make_slot(s, account)
    if s.slots[slot].depth < 0:
        s.slots[slot].depth = depth
    s.slots[slot].last_arrival = settled_at
    return slot


@inlined
def _arrive(s: Scratch, book: Book, rule: int, slot: int, rank: int, amount: int, n: int) -> bool:
    """Puts the parts into the creditor's account, less what repays its overdraft."""
    account = s.slots[slot].account
    balance = book.opening[account] + book.credit_net_before[rank]
    if keeps_order(rule) and not top_up(s, slot, max(0, balance)):
        return False
    if balance < 0:
        _repay(s, account, min(amount, -balance), amount, n)
    for i in range(n):
        if s.out[i].amount > 0:
            put(s, rule, slot, s.out[i].claim, s.out[i].amount)
    if s.slots[slot].claims > max(0, s.slots[slot].slack):
        schedule(s, book, rule, slot, find_debit(book, account, rank + 1))
    return True


@lean
def _repay(s: Scratch, account: int, repaid: int, amount: int, n: int) -> None:
    """The part of a credit that repays an overdraft divides pro rata over the arriving parts, own money last."""
    own = amount
    for i in range(n):
        s.weights[i] = s.out[i].amount
        own -= s.out[i].amount
    s.weights[n] = own
    apportion(repaid, s.weights, n + 1, amount, s.shares, s.rests)
    for i in range(n):
        if s.shares[i] > 0:
            end(s, account, OVERDRAFT, s.out[i].claim, s.shares[i])
            s.out[i].amount -= s.shares[i]
