"""Provisional holds: placed as the trace passes, where the node's own policy allows it, ended by a clock.

A hold is of what stands in the account of the case's claims under the rule that its authority names (without one: under
every rule), and no more than was claimed, and than its certificate, the policy and the caps of
docs/explanation/bounds.md leave. Under one rule a claim's money stands somewhere once, so that the holds of all nodes
together are no more than what is traced.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from msgspec.structs import replace

from clawback.clock import parse_duration, parse_time
from clawback.errors import InputError
from clawback.federation.book import Account
from clawback.federation.node import certified
from clawback.federation.node.draft import Draft
from clawback.federation.node.policy import Honour
from clawback.federation.node.sharing import is_shared
from clawback.federation.node.state import Hold, Left
from clawback.federation.refusals import Refusal, RefusedError
from clawback.federation.trust.certificates import Authority, Certificate, read_certificate
from clawback.federation.wire.messages import Confirm, Release
from clawback.money import parse_amount

__all__ = ["decline", "expire", "hold", "hold_by_person", "let_go", "take_confirm", "take_release"]

_DAY = 24 * 3600 * 1_000_000
_OPEN = ("placed", "confirmed")
_TO_A_PERSON = ("policy", "holds on the account", "holds of the day", "above a cap")
_DECLINED = "left by a person"
_Wanted = dict[Account, dict[str, int]]
_Stands = dict[str, dict[str, dict[Account, int]]]


def expire(draft: Draft) -> None:
    """Ends holds whose clock is over, and those whose owner is no member any more."""
    for name, each in list(draft.holds.items()):
        if each.state not in _OPEN:
            continue
        gone = draft.site.members.get(each.owner) is None
        if gone or each.lapses_at <= draft.now:
            over = "not confirmed in time" if each.state == "placed" else "its certificate is over"
            _end(draft, name, "expired", "its owner is no member" if gone else over)


def take_confirm(draft: Draft, author: str, body: Confirm) -> None:
    """An approver of the owner stands behind a hold: it lasts until its owner ends it, and no longer than its
    certificate. Raises RefusedError."""
    found = _owned(draft, author, body.case, body.hold)
    if found.state == "confirmed":
        return  # its owner was set back to a day before, and says so again
    if found.state != "placed":
        raise RefusedError(Refusal.NO_SUCH_HOLD, f"it is {found.state}")
    if any(claim in draft.claims and is_shared(draft, claim) for claim in found.claims):
        raise RefusedError(Refusal.SHARED)
    draft.holds[body.hold] = replace(found, state="confirmed", lapses_at=_authority_ends(draft, found))
    draft.dirty = True
    draft.event("hold confirmed", hold=body.hold, case=body.case, approver=body.approver)


def _authority_ends(draft: Draft, found: Hold) -> int:
    """When the last certificate of its claims is over."""
    texts = [draft.claims[claim].get(found.case) for claim in found.claims if claim in draft.claims]
    ends = [parse_time(read_certificate(text)[0].until) for text in texts if text is not None]
    return max(found.lapses_at, *ends) if ends else found.lapses_at


def take_release(draft: Draft, author: str, body: Release) -> None:
    """The owner lets a hold go. Raises RefusedError."""
    found = _owned(draft, author, body.case, body.hold)
    if found.state not in _OPEN:
        raise RefusedError(Refusal.NO_SUCH_HOLD, f"it is {found.state}")
    _end(draft, body.hold, "released", "by its owner")


def let_go(draft: Draft, name: str) -> None:
    """A person of ours ends a hold; its owner is told. Raises RefusedError."""
    found: Hold | None = draft.holds.get(name)
    if found is None or found.state not in _OPEN:
        raise RefusedError(Refusal.NO_SUCH_HOLD, name[:80])
    _end(draft, name, "released", "by the institution")


def hold_by_person(draft: Draft, name: str) -> None:
    """A person of ours holds what the policy left: within the authority of its certificate, what stands there and the
    clock. Raises RefusedError."""
    if name not in draft.left:
        raise RefusedError(Refusal.NO_SUCH_HOLD, name[:80])
    draft.by_person.add(name)
    draft.dirty = True


def decline(draft: Draft, name: str) -> None:
    """A person of ours leaves unheld what the policy left; its owner is told. Raises RefusedError."""
    left = draft.left.get(name)
    if left is None:
        raise RefusedError(Refusal.NO_SUCH_HOLD, name[:80])
    draft.declined[left.case] = {**draft.declined.get(left.case, {}), name: left.amount}
    draft.dirty = True
    draft.event("hold declined", hold=name, case=left.case)


def _owned(draft: Draft, author: str, case: str, name: str) -> Hold:
    found: Hold | None = draft.holds.get(name)
    if found is None or (found.owner, found.case) != (author, case):
        raise RefusedError(Refusal.NO_SUCH_HOLD, name[:80])
    return found


def _end(draft: Draft, name: str, state: str, why: str) -> None:
    draft.holds[name] = replace(draft.holds[name], state=state)
    draft.dirty = True
    draft.event(f"hold {state}", hold=name, case=draft.holds[name].case, why=why)


def hold(draft: Draft) -> None:
    """After settling: lets go what stands no more, then places what may be placed."""
    draft.unheld, draft.left = {}, {}
    carried = certified.carrying(draft)
    standing = _standing(draft, carried)
    held = Counter[Account]()
    for each in draft.holds.values():
        held[each.agent, each.account] += each.amount
    for name, each in list(draft.holds.items()):
        if each.state in _OPEN:
            _reduce(draft, name, each, standing, held)
    wanted: dict[tuple[str, Account], dict[str, int]] = {}
    for account, parts in standing.items():
        for claim, part in parts.items():
            wanted.setdefault((carried[claim].case, account), {})[claim] = part
    for (case, account), parts in sorted(wanted.items()):
        _place(draft, case, account, parts, carried)


def _stands(draft: Draft) -> _Stands:
    """What stands, by rule, claim and account."""
    found: _Stands = {}
    for rule, settled in draft.settled.items():
        by_claim = found.setdefault(rule, {})
        for account, parts in settled.standing.items():
            for claim, part in parts.items():
                by_claim.setdefault(claim, {})[account] = part
    return found


def _standing(draft: Draft, claims: dict[str, Certificate]) -> _Wanted:
    """What stands where of these claims, each under the rule of its authority; without an authority nothing."""
    found: _Wanted = {}
    stands = _stands(draft)
    for claim, certificate in claims.items():
        authority = certificate.hold
        rules = [authority.rule] if authority and authority.rule else list(draft.settled)
        if authority is None or not rules or not stands.keys() >= set(rules):
            continue
        places = [stands[rule].get(claim, {}) for rule in rules]
        if not places[0] or not _is_good(draft, certificate):
            continue
        for account in places[0]:
            least = min(each.get(account, 0) for each in places)
            if least:
                found.setdefault(account, {})[claim] = least
    return found


def _is_good(draft: Draft, certificate: Certificate) -> bool:
    """Whether its owner is a member still, and its time is not over."""
    return draft.site.members.get(certificate.owner) is not None and parse_time(certificate.until) > draft.now


def _reduce(draft: Draft, name: str, each: Hold, standing: _Wanted, of_account: Counter[Account]) -> None:
    """No claim above what stands, nor the account above its cap; `of_account`: what is held on each."""
    account = each.agent, each.account
    claims = {
        claim: part
        for claim, held in each.claims.items()
        if (part := min(held, standing.get(account, {}).get(claim, 0)))
    }
    over = max(0, of_account[account] - each.amount + sum(claims.values()) - _cap(draft, account))
    for claim in reversed(list(claims)):
        gone = min(over, claims[claim])
        claims[claim] -= gone
        over -= gone
    claims = {claim: part for claim, part in claims.items() if part}
    if claims == each.claims:
        return
    draft.holds[name] = replace(each, claims=claims, state=each.state if claims else "released")
    gone = each.amount - sum(claims.values())
    of_account[account] -= gone
    draft.event("hold reduced", hold=name, case=each.case, by=str(gone))


def _place(
    draft: Draft, case: str, account: Account, parts: dict[str, int], claims: dict[str, Certificate]
) -> None:
    """Places a hold, or adds to one whose clock runs already; says why where it does not."""
    certificate = claims[next(iter(parts))]
    authority = certificate.hold
    assert authority is not None, "only claims with an authority are looked at"
    name = draft.site.token(case, account)  # a hold's name is its account's token, never its number
    before = draft.holds.get(name)
    honour = draft.site.policy.find(certificate.owner, authority.basis)
    held = before.claims if before and before.state in _OPEN else {}
    if all(held.get(claim, 0) >= part for claim, part in parts.items()):
        return  # all of it is held: so it is of most cases in most steps
    reason = _why_not(draft, certificate, honour, before, account, list(parts))
    room = _cap(draft, account) - _held(draft, account)
    could = dict(_added(draft, parts, held, claims, room))
    added: dict[str, int] = {}
    if name in draft.by_person and reason in ("", *_TO_A_PERSON):
        added = could
    elif honour is not None and not reason:
        room = min(room, _by_policy(draft, certificate, honour, before))
        added = dict(_added(draft, parts, held, claims, room))
    if sum(parts.values()) > sum(held.values()) + sum(added.values()):
        _leave(
            draft,
            name,
            account,
            certificate,
            reason or "above a cap",
            sum(could.values()) - sum(added.values()),
        )
    if not added:
        return
    ends = max(parse_time(claims[claim].until) for claim in added)
    lapses_at = before.lapses_at if before else min(ends, draft.now + _period(draft, authority, honour))
    draft.holds[name] = Hold(
        case=case,
        owner=certificate.owner,
        agent=account[0],
        account=account[1],
        claims={claim: held.get(claim, 0) + added.get(claim, 0) for claim in sorted({*held, *added})},
        most=_placed_today(draft, name) + sum(added.values()),
        day=draft.now // _DAY,
        placed_at=before.placed_at if before else draft.now,
        lapses_at=lapses_at,
        state="placed",
        basis=authority.basis,
    )
    draft.event("hold placed", hold=name, case=case, amount=str(sum(added.values())), basis=authority.basis)


def _by_policy(draft: Draft, certificate: Certificate, honour: Honour, before: Hold | None) -> int:
    """How much more the policy lets be held there now."""
    return min(
        honour.most - (before.amount if before else 0),
        honour.most_a_day - _placed_for(draft, certificate.owner),
    )


def _leave(
    draft: Draft, name: str, account: Account, certificate: Certificate, why: str, amount: int
) -> None:
    """Says why not all is held, and keeps for a person what they may hold."""
    authority = certificate.hold
    assert authority is not None, "only claims with an authority are looked at"
    if why in _TO_A_PERSON and amount > draft.declined.get(certificate.case, {}).get(name, 0):
        draft.left[name] = Left(
            case=certificate.case,
            owner=certificate.owner,
            agent=account[0],
            account=account[1],
            amount=amount,
            basis=authority.basis,
            period=_period(draft, authority, None),
            why=why,
        )
    elif why in _TO_A_PERSON and amount > 0:
        why = _DECLINED
    draft.unheld.setdefault(certificate.case, {})[draft.site.told(certificate.case, account)] = why


def _added(
    draft: Draft, parts: dict[str, int], held: dict[str, int], claims: dict[str, Certificate], room: int
) -> Iterator[tuple[str, int]]:
    """How much more of each claim: up to what stands, and to its own limit over all accounts here.

    Where money goes in a ring, what stands may for a while be more than was claimed: it has gone on, and what says so
    is under way. What was claimed is a limit too.
    """
    for claim in sorted(parts, key=lambda each: (claims[each].settled_at, claims[each].place, each)):
        limit = _limit(draft, claims[claim])
        elsewhere = sum(each.claims.get(claim, 0) for each in draft.holds.values() if each.state in _OPEN)
        more = min(parts[claim] - held.get(claim, 0), limit - elsewhere, room)
        if more > 0:
            room -= more
            yield claim, more


def _limit(draft: Draft, certificate: Certificate) -> int:
    """The most that may be held of a claim: what its authority says, and never more than was claimed."""
    said = (certificate.hold.limit, certificate.amount) if certificate.hold else ()
    return min((parse_amount(each, draft.site.currency) for each in said), default=0)


def _why_not(
    draft: Draft,
    certificate: Certificate,
    honour: Honour | None,
    before: Hold | None,
    account: Account,
    claims: list[str],
) -> str:
    """Why a person decides; empty where the policy does."""
    if any(is_shared(draft, claim) for claim in claims):
        return "shared"
    if before is not None and before.state != "placed":
        return f"was {before.state}"
    if honour is None:
        return "policy"
    if before is not None:
        return ""
    here = [each for each in draft.holds.values() if each.state in _OPEN]
    if sum((each.agent, each.account) == account for each in here) >= honour.holds_an_account:
        return "holds on the account"
    today = Counter(each.owner for each in draft.holds.values() if _is_today(draft, each))
    return "holds of the day" if today[certificate.owner] >= honour.holds_a_day else ""


def _cap(draft: Draft, account: Account) -> int:
    """The most that all holds on the account may be: what stands of all claims under some rule, and the balance."""
    book = draft.site.book
    assert book is not None, "only a node with a book holds"
    high = max(sum(found.standing.get(account, {}).values()) for found in draft.settled.values())
    return max(0, min(high, book.balance(account)))


def _held(draft: Draft, account: Account) -> int:
    return sum(each.amount for each in draft.holds.values() if (each.agent, each.account) == account)


def _placed_for(draft: Draft, owner: str) -> int:
    return sum(_placed_today(draft, name) for name, each in draft.holds.items() if each.owner == owner)


def _placed_today(draft: Draft, name: str) -> int:
    """Of one hold; it may have begun the day before."""
    each: Hold | None = draft.holds.get(name)
    today = draft.now // _DAY
    return each.most if each is not None and (each.day or each.placed_at // _DAY) == today else 0


def _is_today(draft: Draft, each: Hold) -> bool:
    return each.placed_at // _DAY == draft.now // _DAY


def _period(draft: Draft, authority: Authority, honour: Honour | None) -> int:
    """As its owner asks, and no longer than our policy says, of the entry or else of what a person holds."""
    try:
        asked = parse_duration(authority.lapses_after)
    except InputError:
        asked = 0
    return min(asked, draft.site.policy.longest if honour is None else honour.longest)
