"""The owner's side of a case: opening claims, taking in reports, and what stands where as far as is known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from msgspec.structs import replace

from clawback.federation.node import certified
from clawback.federation.node.checking import behind, contradictions
from clawback.federation.node.draft import Draft
from clawback.federation.node.over import drop
from clawback.federation.node.reading import check_report
from clawback.federation.node.sharing import heard
from clawback.federation.node.site import Site
from clawback.federation.node.state import Engaged, Owned
from clawback.federation.refusals import Refusal, RefusedError
from clawback.federation.trust.certificates import read_certificate
from clawback.federation.wire.messages import (
    Ask,
    Away,
    Carries,
    Confirm,
    Known,
    Open,
    Over,
    Position,
    Release,
    Report,
    Settled,
    Shared,
    Void,
)

__all__ = [
    "View",
    "announce",
    "carry",
    "check",
    "close",
    "confirm",
    "forget",
    "is_whole",
    "look_again",
    "open_claims",
    "opened_at",
    "release",
    "set_unpaid",
    "take_report",
    "take_settled",
    "take_shared",
    "take_unconfirmed",
    "view",
    "with_refusal",
]


def open_claims(draft: Draft, case: str, certificates: Mapping[str, str]) -> None:
    """Sends each certificate (by claim) to the member that keeps the account at which the claim starts. Raises
    RefusedError, before anything is changed."""
    owned = draft.owned.get(case, Owned())
    asked = {claim: opened_at(draft.site, claim, text) for claim, text in certificates.items()}
    draft.owned[case] = replace(
        owned,
        certificates={**owned.certificates, **certificates},
        refused={member: words for member, words in owned.refused.items() if member not in asked.values()},
        whole=False,
    )
    _begin(draft, case)
    for claim, text in certificates.items():
        if draft.site.stands_in:
            certified.add(draft, claim, case, text)
        to = asked[claim]
        if to is not None:
            draft.send(to, Open(causes=[case], certificate=text), causes=[case])


def opened_at(site: Site, claim: str, text: str) -> str | None:
    """The member to which the claim is opened; None where we stand in for its debtor's institution. Raises
    RefusedError where there is neither."""
    to = site.members.name_of(read_certificate(text)[0].starts)
    if to is None and not (site.stands_in and certified.started_here(site, claim)):
        raise RefusedError(Refusal.NO_SUCH_DEBIT, "no member keeps the account at which the claim starts")
    return to


def _begin(draft: Draft, case: str) -> None:
    if case not in draft.engaged:
        draft.engaged[case] = Engaged()
    draft.causes.add(case)


def close(draft: Draft, case: str, claims: Iterable[str]) -> None:
    """These claims of ours are over: whoever was told of them is told so."""
    owned = _own(draft, case)
    gone = sorted(set(claims) & owned.certificates.keys() - set(owned.over))
    if not gone:
        return
    draft.owned[case] = replace(owned, over=sorted({*owned.over, *gone}), whole=False)
    _begin(draft, case)
    for claim in gone:
        drop(draft, claim, case)
    starts = (read_certificate(owned.certificates[claim])[0].starts for claim in gone)
    told = {draft.site.members.name_of(agent) for agent in starts} | owned.reports.keys()
    for member in sorted(filter(None, told - {draft.site.name})):
        if draft.site.members.get(member) is not None:
            draft.send(member, Over(causes=[case], case=case, claims=gone), causes=[case])


def forget(draft: Draft, cases: Iterable[str]) -> None:
    """What is kept of cases of ours whose claims are all over, and of which nothing is under way."""
    for case in cases:
        owned = draft.owned.get(case)
        if owned is None or case in draft.engaged or owned.certificates.keys() - set(owned.over):
            continue
        del draft.owned[case]
        draft.reported.pop(case, None)
        draft.confirming = {message: said for message, said in draft.confirming.items() if said[0] != case}
        draft.event("forgotten", case=case)


def _tell_again(draft: Draft, author: str, report: Report) -> None:
    """A member that was reached only now, or by what was still under way, has not heard that a claim is over."""
    owned: Owned = draft.owned[report.case]
    told: set[str] = set()
    for found in report.rules.values():
        told.update(found.traced, *(each.parts for each in found.positions))
        told.update(*(each.parts for each in found.received.values()))
    late = sorted(told & set(owned.over))
    if late:
        draft.owned[report.case] = replace(owned, whole=False)
        _begin(draft, report.case)
        draft.send(author, Over(causes=[report.case], case=report.case, claims=late), causes=[report.case])


def carry(draft: Draft, case: str, claim: str, carrier: str) -> None:
    """Says to the node where a shared claim starts which case carries it. Raises RefusedError."""
    certificate = read_certificate(_own(draft, case).certificates[claim])[0]
    to = draft.site.members.name_of(certificate.starts)
    if to is None:
        raise RefusedError(Refusal.NO_SUCH_DEBIT, "no member keeps the account at which the claim starts")
    _begin(draft, case)
    draft.owned[case] = replace(draft.owned[case], whole=False)
    draft.send(to, Carries(causes=[case], claim=claim, case=carrier), causes=[case])


def look_again(draft: Draft, cases: Iterable[str]) -> None:
    """The book of institutions for which we stand in is another: these cases go on from there."""
    for case in cases:
        if draft.site.stands_in and case in draft.owned:
            draft.owned[case] = replace(draft.owned[case], whole=False)
            _begin(draft, case)
            draft.dirty = True


def confirm(draft: Draft, case: str, member: str, hold: str, approver: str) -> None:
    """An approver stands behind a provisional hold."""
    _own(draft, case)
    message = draft.send(member, Confirm(case=case, hold=hold, approver=approver))
    draft.confirming[message] = case, member, hold


def take_unconfirmed(draft: Draft, message: str, author: str, refusal: str) -> None:
    """The member refuses to confirm a hold; what is no confirmation of ours changes nothing."""
    case, member, hold = draft.confirming.get(message, ("", "", ""))
    if member != author or case not in draft.owned:
        return
    del draft.confirming[message]
    owned = draft.owned[case]
    of_member = {**owned.unconfirmed.get(member, {}), hold: refusal}
    draft.owned[case] = replace(owned, unconfirmed={**owned.unconfirmed, member: of_member})


def _drop_confirming(draft: Draft, author: str, report: Report) -> None:
    """Its report tells what became of a confirmation: it had its effect, or the hold is over anyway."""
    draft.confirming = {
        message: (case, member, hold)
        for message, (case, member, hold) in draft.confirming.items()
        if (case, member) != (report.case, author)
        or hold not in report.holds
        or report.holds[hold].state == "placed"
    }


def release(draft: Draft, case: str, member: str, hold: str) -> None:
    """Lets a hold go."""
    _own(draft, case)
    draft.send(member, Release(case=case, hold=hold))


def _own(draft: Draft, case: str) -> Owned:
    found = draft.owned.get(case)
    if not isinstance(found, Owned):
        raise RefusedError(Refusal.NO_SUCH_CASE, case[:80])
    return found


def take_report(draft: Draft, author: str, body: Report) -> None:
    """Keeps the newest report of a member. Raises RefusedError."""
    owned = _own(draft, body.case)
    member = draft.site.members.get(author)
    agents = {
        each.agent for found in body.rules.values() for each in found.positions if each.position == "standing"
    }
    if member is None or agents - set(member.agents):
        raise RefusedError(Refusal.NOT_THE_AUTHOR, "it tells of accounts that another keeps")
    check_report(body, owned, member, draft.site.currency)
    known = owned.reports.get(author)
    if known is not None and known.version >= body.version:
        return
    unsettled = {name: version for name, version in owned.unsettled.items() if name != author}
    if body.causes and body.case not in body.causes and owned.settled.get(author, 0) < body.version:
        unsettled[author] = body.version
    draft.owned[body.case] = replace(owned, reports={**owned.reports, author: body}, unsettled=unsettled)
    draft.dirty |= draft.site.stands_in and author != draft.site.name
    draft.event("report", case=body.case, member=author, version=str(body.version))
    _tell_again(draft, author, body)
    _drop_confirming(draft, author, body)


def take_settled(draft: Draft, author: str, body: Settled) -> None:
    """What another's case brought about at a member is done, up to a version of its report."""
    owned = _own(draft, body.case)
    unsettled = {
        name: version for name, version in owned.unsettled.items() if name != author or version > body.version
    }
    settled = {**owned.settled, author: max(body.version, owned.settled.get(author, 0))}
    draft.owned[body.case] = replace(owned, unsettled=unsettled, settled=settled)


def take_shared(draft: Draft, author: str, body: Shared) -> None:
    """Another case traces a transfer of ours, or says which one carries it, or is over. Raises RefusedError."""
    for case, owned in draft.owned.items():
        if body.claim not in owned.certificates or case not in body.cases:
            continue
        starts = read_certificate(owned.certificates[body.claim])[0].starts
        if draft.site.members.name_of(starts) != author:
            raise RefusedError(Refusal.NO_SUCH_DEBIT, "the claim does not start there")
        known = owned.sharing.get(body.claim)
        if known is None or known.version < body.version:
            draft.event("shared", claim=body.claim, cases=draft.names(list(body.cases)), member=author)
        sharing = {**owned.sharing, body.claim: heard(known, body)}
        draft.owned[case] = replace(owned, sharing=sharing)


def set_unpaid(draft: Draft, case: str, claim: str, carrier: str) -> None:
    """An approver says that a case which carried a claim of ours, and is over, did not pay it."""
    owned = _own(draft, case)
    known = owned.sharing.get(claim)
    if known is not None:
        left = replace(known, ended=[each for each in known.ended if each != carrier])
        draft.owned[case] = replace(owned, sharing={**owned.sharing, claim: left})


def check(draft: Draft, whole: list[str]) -> None:
    """After messages: the check of parts in and out, and what follows from it. `whole`: nothing is under way for these
    cases any more."""
    for case in whole:
        if case in draft.owned:
            draft.owned[case] = replace(draft.owned[case], whole=True)
    for case, owned in list(draft.owned.items()):
        if owned is draft.state.owned.get(case) and case not in whole:
            continue
        _void(draft, case)
        if is_whole(draft.owned[case]):
            _ask_behind(draft, case)


def announce(draft: Draft) -> None:
    """Says of which cases all is known now, and was not before this step."""
    for case, owned in draft.owned.items():
        before = draft.state.owned.get(case)
        if is_whole(owned) and (before is None or not is_whole(before)):
            draft.event("whole", case=case)


def _void(draft: Draft, case: str) -> None:
    """Voids, once, each notice that the reports contradict."""
    owned = draft.owned[case]
    found = contradictions(owned, draft.site.currency, _teller(draft.site))
    fresh = {key: each for key, each in found.items() if key not in owned.voided}
    if not fresh:
        return
    words = {key: each.words for key, each in fresh.items()}
    draft.owned[case] = replace(owned, voided={**owned.voided, **words}, whole=False)
    _begin(draft, case)
    for key, each in sorted(fresh.items()):
        draft.event("contradiction", case=case, transfer=key, words=each.words)
        if each.to == draft.site.name:
            draft.dirty = True  # where we stand in it counts no more (standing_in.py)
            continue
        draft.send(each.to, Void(causes=[case], case=case, transfers=[key], words=each.words), causes=[case])


def _teller(site: Site) -> Callable[[str], str | None]:
    """Who tells of an agent's accounts: its member, or we who stand in for it."""
    here = site.name if site.stands_in else None
    return lambda agent: site.members.name_of(agent) or here


def _ask_behind(draft: Draft, case: str) -> None:
    """Asks members whose report is older than what they have told others."""
    owned = draft.owned[case]
    name_of = draft.site.members.name_of
    found = behind(owned, _teller(draft.site), lambda agent: name_of(agent) is not None)
    fresh = {key: each for key, each in found.items() if owned.asked.get(key, 0) < each.version}
    if not fresh:
        return
    members = {name_of(each.agent) for each in fresh.values()} - {None}
    asked = {key: each.version for key, each in fresh.items()}
    draft.owned[case] = replace(owned, asked={**owned.asked, **asked}, whole=owned.whole and not members)
    if not members:
        _void(draft, case)  # whoever is said to have told it is no member, and cannot be asked
        return
    _begin(draft, case)
    for member in sorted(filter(None, members)):
        draft.send(member, Ask(causes=[case], case=case), causes=[case])


def with_refusal(owned: Owned, member: str, words: str) -> Owned:
    """A member refuses what the owner asked."""
    return replace(owned, refused={**owned.refused, member: words})


def is_whole(owned: Owned) -> bool:
    """Whether nothing is under way: of its own trace, nor of what another's case brought about."""
    return owned.whole and not owned.unsettled


@dataclass(frozen=True, kw_only=True, slots=True)
class View:
    """What is known of a case under one rule: texts, as reported. Parts that were sent to an institution which has not
    taken them in are positions `awaiting` at its account."""

    traced: dict[str, str]
    positions: list[Position]


def view(owned: Owned, rule: str) -> View:
    """The case under a rule, as far as it is known; the same reports give the same view."""
    found = [report.rules[rule] for report in owned.reports.values() if rule in report.rules]
    received = {
        key: known for each in found for key, known in each.received.items() if key not in owned.voided
    }
    traced: dict[str, str] = {}
    positions: list[Position] = []
    for each in found:
        traced |= each.traced
        positions += each.positions
        positions += [_awaiting(sent) for key, sent in each.sent.items() if key not in received]
        positions += [_at(away) for key, away in each.away.items() if key not in received]
    return View(traced=traced, positions=positions)


def _at(away: Away) -> Position:
    return Position(agent=away.agent, account=away.account, position=away.fate, parts=away.parts)


def _awaiting(sent: Known) -> Position:
    return Position(agent=sent.agent, account=sent.account, position="awaiting", parts=sent.parts)
