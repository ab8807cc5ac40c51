"""A node's steps: messages come in, the clock goes on, its own people ask. Each is a pure function to a `Step`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from clawback.clock import format_time, parse_time
from clawback.federation.node import again, certified, ending, over, owning, provisional, sharing, standing_in
from clawback.federation.node.draft import Draft, Outgoing, Step
from clawback.federation.node.notices import settle_accounts, take_notice
from clawback.federation.node.renewing import sign_again
from clawback.federation.node.reports import report
from clawback.federation.node.site import Site
from clawback.federation.node.state import State
from clawback.federation.refusals import Refusal, RefusedError
from clawback.federation.wire.envelope import Envelope
from clawback.federation.wire.messages import (
    Acks,
    Ask,
    Carries,
    Confirm,
    Find,
    Found,
    Here,
    Notice,
    Open,
    Over,
    Refused,
    Release,
    Report,
    Settled,
    Shared,
    Void,
)
from clawback.money import format_amount

__all__ = ["act", "forget_dead", "refused_at_gate", "take", "tick"]


def take(site: Site, state: State, messages: Iterable[tuple[str, Envelope]], now: int) -> Step:
    """Messages that came through the gate, by id. One that is refused changes nothing but is answered."""
    draft = Draft(site, state, now)
    forget_dead(draft)
    for message, envelope in messages:
        if message in draft.seen:
            draft.event("refused", message=message, author=envelope.author, refusal=Refusal.REPLAY.text)
            continue
        draft.seen[message] = parse_time(envelope.until)
        try:
            _take(draft, message, envelope)
        except RefusedError as error:
            draft.refuse(message, envelope.author, error)
    return _finished(draft)


def tick(site: Site, state: State, now: int) -> Step:
    """Time has passed, or the list of members, the policy or our key is another: what has a clock ends, what waited
    goes on, and what the old key signed is signed anew."""
    draft = Draft(site, state, now)
    forget_dead(draft)
    again.go_on(draft)
    sign_again(draft)
    return _finished(draft)


def forget_dead(draft: Draft) -> None:
    """Ids of messages that the gate would refuse for their age, and what was kept of cases that are over."""
    over.forget(draft)
    draft.seen = {message: until for message, until in draft.seen.items() if until > draft.now}


def act(site: Site, state: State, now: int, what: Callable[[Draft], object]) -> Step:
    """A deed of the node's own people, such as `owning.open_claims`. Raises RefusedError where it cannot be."""
    draft = Draft(site, state, now)
    what(draft)
    return _finished(draft)


def _finished(draft: Draft) -> Step:
    provisional.expire(draft)
    while True:
        if draft.dirty:
            _settle(draft)
        whole = ending.finish(draft)
        sent = draft.number
        owning.check(draft, whole)
        if draft.number == sent and not whole and not draft.dirty:
            owning.announce(draft)
            return draft.step()


def _settle(draft: Draft) -> None:
    draft.dirty = False
    draft.causes &= draft.engaged.keys()
    if draft.site.stands_in:
        standing_in.take_in(draft)
    settle_accounts(draft)
    if not draft.site.stands_in:
        provisional.hold(draft)
    report(draft)


def _take(draft: Draft, message: str, envelope: Envelope) -> None:
    author, body = envelope.author, envelope.body
    _TAKES[type(body)](draft, author, body)
    causes = getattr(body, "causes", None)
    if causes:
        ending.engage(draft, message, author, causes)


def _take_refused(draft: Draft, author: str, body: Refused) -> None:
    """What we said is refused: of a notice nothing more is said, and its parts are awaited there."""
    waiting = draft.waiting.get(body.message)
    draft.event("was refused", message=body.message, member=author, refusal=body.refusal, words=body.words)
    if body.refusal == Refusal.REPLAY.text:
        return
    owning.take_unconfirmed(draft, body.message, author, body.refusal)
    if waiting is None or waiting.to != author:
        return
    draft.causes |= {cause for cause in waiting.causes if cause in draft.engaged}
    for case in waiting.causes:
        if case in draft.owned and not waiting.transfer:
            owned = draft.owned[case]
            draft.owned[case] = owning.with_refusal(owned, author, f"{body.refusal}: {body.words}")
    if waiting.transfer:
        draft.stopped[waiting.transfer] = body.refusal
        again.try_later(draft, waiting.transfer, body.refusal)
        draft.dirty = True
    ending.done(draft, body.message, author)


def refused_at_gate(draft: Draft, message: Outgoing, refusal: str, words: str) -> None:
    """What we sent was not let in."""
    _take_refused(draft, message.to, Refused(message=message.id, refusal=refusal, words=words))


def _take_void(draft: Draft, author: str, body: Void) -> None:
    """Parts of the owner's case in these transfers count no more."""
    cases = {certificate.case: certificate.owner for certificate in certified.carrying(draft).values()}
    if cases.get(body.case) != author:
        raise RefusedError(Refusal.NO_SUCH_CASE, body.case[:80])
    by_name = {arrival.transfer: own for own, arrival in draft.arrivals.items()}
    for transfer in body.transfers:
        if transfer not in by_name:
            raise RefusedError(Refusal.NO_SUCH_CREDIT, transfer[:80])
    for transfer in body.transfers:
        own = by_name[transfer]
        draft.voided[own] = sorted({*draft.voided.get(own, ()), body.case})
        draft.event("voided", case=body.case, transfer=transfer, words=body.words)
    draft.dirty = True


def _take_ask(draft: Draft, author: str, body: Ask) -> None:
    """An owner asks for a report; of a case that is not here it says nothing."""
    known = {certificate.case: certificate.owner for certificate in certified.carrying(draft).values()}
    owner = known.get(body.case) or draft.reported.get(body.case, ("", "", ""))[2] or author
    if owner != author:
        raise RefusedError(Refusal.NO_SUCH_CASE, body.case[:80])
    draft.asked[body.case] = author
    draft.dirty = True


def _take_find(draft: Draft, author: str, body: Find) -> None:
    """Which of these transfers are in the book; told on loopback alone."""
    site, book = draft.site, draft.site.book
    if not site.reveal or book is None or site.ledger is None:
        raise RefusedError(Refusal.NOT_REVEALED)
    ranks = sorted(rank for key in set(body.transfers) if (rank := book.rank(key)) is not None)
    movements = [book.movement(rank) for rank in ranks]
    draft.send(
        author,
        Here(
            transfers={
                each.key: Found(
                    settled_at=format_time(each.settled_at),
                    amount=format_amount(each.amount, site.currency),
                    debtor=book.is_own(each.debtor),
                    creditor=book.is_own(each.creditor),
                )
                for each in movements
            },
            order=[each.key for each in movements],
            snapshot=site.ledger.snapshot,
            currency=site.currency.code,
            notes=list(site.ledger.notes),
        ),
    )


def _take_here(draft: Draft, author: str, body: Here) -> None:
    """What was asked for in a laboratory; elsewhere nobody asks."""
    if not draft.site.reveal:
        raise RefusedError(Refusal.NOT_REVEALED)
    draft.found[author] = body


_TAKES: dict[type, Callable[[Draft, str, Any], None]] = {
    Acks: ending.take_acks,
    Ask: _take_ask,
    Carries: sharing.take_carries,
    Confirm: provisional.take_confirm,
    Find: _take_find,
    Here: _take_here,
    Notice: take_notice,
    Open: certified.take_open,
    Over: over.take_over,
    Refused: _take_refused,
    Release: provisional.take_release,
    Report: owning.take_report,
    Settled: owning.take_settled,
    Shared: owning.take_shared,
    Void: _take_void,
}
