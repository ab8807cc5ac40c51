"""Parts that arrive, accounts settled with them, and what is said of transfers that leave."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

from msgspec.structs import replace

from clawback.clock import format_time, parse_time
from clawback.errors import MoneyError, TimeError
from clawback.federation.book import Account, Book, Movement
from clawback.federation.guard import check_certificate, crosses, gateways
from clawback.federation.node import certified
from clawback.federation.node.components import settle_apart
from clawback.federation.node.draft import Draft
from clawback.federation.node.over import is_over, with_parts
from clawback.federation.node.state import Arrival, Flow, Said
from clawback.federation.refusals import Refusal, RefusedError
from clawback.federation.settled import Outflow, Settled
from clawback.federation.trust.certificates import read_certificate
from clawback.federation.trust.members import Member
from clawback.federation.wire.jws import NotSigned
from clawback.federation.wire.messages import Carried, Notice
from clawback.money import parse_amount
from clawback.tracing.rules.names import RULES

__all__ = ["MOST_VERSIONS", "credits_of", "fate_elsewhere", "settle_accounts", "take_notice"]

MOST_VERSIONS = 1_000
"""Of one notice; a node that is told more often answers `not settling`."""

_EXIT_KINDS = ("cash", "card", "exchange")
_DEEPEST = 1 << 31


def take_notice(draft: Draft, author: str, body: Notice) -> None:
    """Applies a notice to the credit that it names. Raises RefusedError; then nothing of it is kept."""
    member = draft.site.members.get(author)
    assert member is not None, "only members come through the gate"
    if body.version < 1:
        raise RefusedError(Refusal.NOT_A_MESSAGE, "a version below one")
    own, movement = _credit(draft, member, body)
    known = draft.arrivals.get(own)
    _check_author(member, movement, body, known)
    if body.version > MOST_VERSIONS:
        _stop_settling(draft, own)
        raise RefusedError(Refusal.NOT_SETTLING, body.transfer)
    rules = {rule: _flow(draft, rule, carried, movement) for rule, carried in body.rules.items()}
    _check_certificates(draft, member, body, rules)
    rules = _live(draft, body, rules)
    try:
        settled_at = parse_time(body.settled_at)
    except TimeError as error:
        raise RefusedError(Refusal.NOT_A_MESSAGE, error.reason) from None
    if known is not None and known.author == author and known.version >= body.version:
        return
    draft.arrivals[own] = Arrival(
        author=author, transfer=body.transfer, version=body.version, settled_at=settled_at, rules=rules
    )
    for claim in _claims(rules):
        certificate = read_certificate(body.certificates[claim])[0]
        _keep(draft, claim, certificate.case, body.certificates[claim])
    draft.dirty = True


def _live(draft: Draft, body: Notice, rules: dict[str, Flow]) -> dict[str, Flow]:
    """Without claims that are over, of which their debtor's side has not heard yet."""
    gone = {claim for claim in _claims(rules) if is_over(draft, claim, body.certificates[claim])}
    live = {
        rule: Flow(
            parts={claim: part for claim, part in flow.parts.items() if claim not in gone},
            depth=flow.depth,
            followed=flow.followed,
        )
        for rule, flow in rules.items()
    }
    return with_parts(live) if gone else rules


def _keep(draft: Draft, claim: str, case: str, text: str) -> None:
    """A claim that starts elsewhere is carried by the case that its notice says; one that starts here by what was said
    here."""
    if certified.started_here(draft.site, claim) is None:
        draft.claims[claim] = {case: text}


def _credit(draft: Draft, member: Member, body: Notice) -> tuple[str, Movement]:
    """The one credit from an institution of the member that has this key. Raises RefusedError."""
    book, transfer = draft.site.book, body.transfer
    told_by = _told_by(draft, member, body)
    found = [] if book is None else list(credits_of(book, draft.site.keys.own_of(transfer), told_by))
    if len(found) > 1:
        raise RefusedError(Refusal.AMBIGUOUS, transfer)
    if not found:
        raise RefusedError(Refusal.NO_SUCH_CREDIT, transfer)
    return found[0]


def _told_by(draft: Draft, member: Member, body: Notice) -> Callable[[str], bool]:
    """Whether the member tells of an agent's debits: its own, or as an owner those of an agent that is no member's.
    What an owner said before it may take back."""
    if member.agents:
        return lambda agent: agent in member.agents
    said = ((each.author, each.transfer) for each in draft.arrivals.values())
    if not body.rules and (member.name, body.transfer) in said:
        return lambda agent: True
    return lambda agent: draft.site.members.name_of(agent) is None


def _check_author(member: Member, movement: Movement, body: Notice, known: Arrival | None) -> None:
    """Whoever stands in for another institution tells of its own cases, and where nobody else does."""
    if movement.debtor[0] in member.agents:
        return
    if known is not None and known.rules and known.author != member.name:
        raise RefusedError(Refusal.TOLD_BY_ANOTHER, body.transfer)
    for text in body.certificates.values():
        try:
            owner = read_certificate(text)[0].owner
        except NotSigned as error:
            raise RefusedError(Refusal.BAD_CERTIFICATE, str(error)[:200]) from None
        if owner != member.name:
            raise RefusedError(Refusal.BAD_CERTIFICATE, "of another owner")


def credits_of(
    book: Book, keys: Iterable[str], told_by: Callable[[str], bool]
) -> Iterable[tuple[str, Movement]]:
    """Credits to accounts of the book's institution with one of these keys, from an agent that is told of."""
    for own in keys:
        rank = book.rank(own)
        if rank is None:
            continue
        movement = book.movement(rank)
        if book.is_own(movement.creditor) and told_by(movement.debtor[0]):
            yield movement.key, movement


def _flow(draft: Draft, rule: str, carried: Carried, movement: Movement) -> Flow:
    if rule not in RULES:
        raise RefusedError(Refusal.NO_SUCH_RULE, rule[:40])
    try:
        parts = {claim: parse_amount(text, draft.site.currency) for claim, text in carried.parts.items()}
    except MoneyError as error:
        raise RefusedError(Refusal.NO_AMOUNT, error.reason[:200]) from None
    if not parts or min(parts.values()) <= 0 or not 0 <= carried.depth < _DEEPEST:
        raise RefusedError(Refusal.NO_AMOUNT, rule)
    if sum(parts.values()) > movement.amount:
        raise RefusedError(Refusal.OVER_THE_CREDIT, rule)
    return Flow(parts=parts, depth=carried.depth, followed=carried.followed)


def _claims(rules: dict[str, Flow]) -> list[str]:
    return sorted({claim for flow in rules.values() for claim in flow.parts})


def _check_certificates(draft: Draft, member: Member, body: Notice, rules: dict[str, Flow]) -> None:
    """Each claim has a good certificate, and may cross the border if there is one.

    A part may be larger than its claim while notices are under way: where money goes round, an older version and a
    newer one of it meet. The owner looks at it when nothing is under way.
    """
    here = draft.site.members.get(draft.site.name)
    for claim in _claims(rules):
        text = body.certificates.get(claim)
        if text is None:
            raise RefusedError(Refusal.NO_CERTIFICATE, claim)
        certificate = certified.check_certificate_of(draft, claim, text)
        if claim not in draft.claims and certified.started_here(draft.site, claim):
            if is_over(draft, claim, text):
                continue  # whoever says it has not heard so yet
            raise RefusedError(Refusal.NO_CERTIFICATE, f"{claim} starts here, and was not opened")
        if here is not None and crosses(member, here):
            if gateways(member, here) is None:
                raise RefusedError(Refusal.NO_GATEWAY, f"{member.jurisdiction} to {here.jurisdiction}")
            guarded = check_certificate(certificate, member, here)
            if guarded is not None:
                raise RefusedError(Refusal.GUARDED, str(guarded))


def _stop_settling(draft: Draft, own: str) -> None:
    """Nothing of the transfer counts here any more: else its circle would go on."""
    if own in draft.arrivals and draft.arrivals[own].rules:
        draft.arrivals[own] = Arrival(
            author=draft.arrivals[own].author,
            transfer=draft.arrivals[own].transfer,
            version=MOST_VERSIONS + 1,
            settled_at=draft.arrivals[own].settled_at,
            rules={},
        )
        draft.dirty = True


def settle_accounts(draft: Draft) -> None:
    """Settles all accounts with the parts of every open case, and says of each outflow what changed."""
    book = draft.site.book
    if book is None:
        return
    rows, limits = certified.claim_rows(draft), certified.limits_of(draft)
    draft.settled = settle_apart(book, rows, _arriving(draft), draft.site.exits, limits)
    for own in sorted({*draft.said, *(key for found in draft.settled.values() for key in found.outgoing)}):
        _say(draft, book, own)


def _arriving(draft: Draft) -> dict[str, dict[str, Outflow]]:
    """What counts of each arrival, by rule: not the parts of cases whose owner voided them."""
    return {
        own: {
            rule: Outflow(
                parts=_not_voided(draft, own, flow.parts),
                depth=flow.depth,
                followed=flow.followed,
                settled_at=arrival.settled_at,
            )
            for rule, flow in arrival.rules.items()
        }
        for own, arrival in draft.arrivals.items()
    }


def _not_voided(draft: Draft, own: str, parts: dict[str, int]) -> dict[str, int]:
    voided = draft.voided.get(own)
    if not voided:
        return parts
    cases = {claim: certificate.case for claim, certificate in certified.carrying(draft).items()}
    return {claim: part for claim, part in parts.items() if cases[claim] not in voided}


def _say(draft: Draft, book: Book, own: str) -> None:
    """Sends a notice of one outflow where the other institution has a node, may be told, and does not know it yet."""
    rank = book.rank(own)
    if rank is None:
        _take_back(draft, own)
        return
    movement = book.movement(rank)
    to = draft.site.members.by_agent.get(movement.creditor[0])
    rules = _flows(draft.settled, own)
    texts = {claim: certified.certificate_text(draft, claim) for claim in _claims(rules)}
    before = draft.said.get(own)
    _go_on_with_new(draft, own, before, texts)
    if to is None or own in draft.stopped:
        return
    key = draft.site.keys.key_of(own)
    known = before is not None and (before.rules, before.certificates) == (rules, texts)
    if known and own not in draft.anew:
        return
    reason = _untold(draft, key, to, texts)
    if key is None or reason:
        draft.stopped[own] = reason
        draft.again.pop(own, None)
        return
    version = before.version + 1 if before else 1
    draft.said[own] = Said(transfer=key, to=to.name, version=version, rules=rules, certificates=texts)
    notice = Notice(
        causes=sorted(draft.causes),
        transfer=key,
        settled_at=format_time(movement.settled_at),
        version=version,
        rules={rule: _carried(draft, flow) for rule, flow in rules.items()},
        certificates=texts,
    )
    draft.send(to.name, notice, causes=draft.causes, transfer=own)


def _go_on_with_new(draft: Draft, own: str, before: Said | None, texts: dict[str, str]) -> None:
    """What was refused for a certificate is said again with another."""
    refused = draft.stopped.get(own) == Refusal.BAD_CERTIFICATE.text
    if refused and before is not None and before.certificates != texts:
        del draft.stopped[own]
        draft.again.pop(own, None)


def _take_back(draft: Draft, own: str) -> None:
    """The book has the transfer no more, as when a later statement replaced an earlier: nothing is said of it."""
    before: Said = draft.said[own]
    if not before.rules and own not in draft.anew:
        return
    draft.said[own] = replace(before, version=before.version + 1, rules={}, certificates={})
    notice = Notice(
        causes=sorted(draft.causes),
        transfer=before.transfer,
        settled_at=format_time(draft.now),
        version=before.version + 1,
        rules={},
        certificates={},
    )
    draft.send(before.to, notice, causes=draft.causes, transfer=own)


def _flows(settled: dict[str, Settled], own: str) -> dict[str, Flow]:
    return {
        rule: Flow(parts=dict(outflow.parts), depth=outflow.depth, followed=outflow.followed)
        for rule, found in settled.items()
        if (outflow := found.outgoing.get(own)) is not None
    }


def _carried(draft: Draft, flow: Flow) -> Carried:
    return Carried(parts=draft.texts(flow.parts), depth=flow.depth, followed=flow.followed)


def _untold(draft: Draft, key: str | None, to: Member, texts: dict[str, str]) -> str:
    """Why the notice may not leave; empty where it may. The request to the authority is then a person's to send."""
    if key is None:
        return Refusal.AMBIGUOUS.text
    here = draft.site.members.get(draft.site.name)
    if here is None or not crosses(here, to):
        return ""
    reason = "" if gateways(here, to) else Refusal.NO_GATEWAY.text
    for text in texts.values():
        guarded = check_certificate(read_certificate(text)[0], here, to)
        reason = reason or (Refusal.GUARDED.text if guarded else "")
    if reason:
        draft.event("request drafted", transfer=key, authority=to.authority or to.name, refusal=reason)
    return reason


def fate_elsewhere(movement: Movement, flow: Outflow, exits: Collection[Account]) -> str:
    """What becomes of parts at an institution without a node: what the debtor's side knows by itself."""
    if not flow.followed:
        return "unfollowed"
    at_exit = movement.creditor in exits or movement.creditor[1] == "outside" or movement.kind in _EXIT_KINDS
    return "exit" if at_exit else "awaiting"
