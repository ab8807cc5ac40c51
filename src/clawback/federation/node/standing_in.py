"""An owner stands in for institutions without a node: it settles what they told it as a node settles its own ledger.

What members report to have gone there is what arrives in that book, and what leaves it for a member is told by a notice
like every other. So a trace goes through institutions with and without a node, and no unit of it is counted twice.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from clawback.clock import parse_time
from clawback.federation.node.draft import Draft
from clawback.federation.node.notices import credits_of
from clawback.federation.node.state import Arrival, Flow, Owned
from clawback.federation.wire.messages import Away, Parts, Report
from clawback.money import parse_amount

__all__ = ["keep", "take_in"]


def take_in(draft: Draft) -> None:
    """What counts now of all that our cases' reports say to have gone away."""
    book = draft.site.book
    assert book is not None, "whoever stands in has a book"
    draft.arrivals = {}
    for member, key, settled_at, rules in _told(draft):
        agents = frozenset(draft.site.members.by_name[member].agents)
        found = list(credits_of(book, draft.site.keys.own_of(key), agents.__contains__))
        if len(found) != 1:
            continue  # no statement has it yet, or several do: it awaits there
        own, movement = found[0]
        fits = {rule: flow for rule, flow in rules.items() if sum(flow.parts.values()) <= movement.amount}
        draft.arrivals[own] = Arrival(
            author=member, transfer=key, version=0, settled_at=settled_at, rules=fits
        )


def _told(draft: Draft) -> Iterator[tuple[str, str, int, dict[str, Flow]]]:
    """(member, transfer, when it was settled as the debtor's side has it, what it carries by rule), of all our cases
    together."""
    found: dict[tuple[str, str], tuple[int, dict[str, Flow]]] = {}
    for owned in draft.owned.values():
        for member, rule, key, away in _aways(draft, owned):
            if (member, key) not in found:
                found[member, key] = parse_time(away.settled_at), {}
            _, rules = found[member, key]
            before = rules[rule].parts if rule in rules else {}
            parts = before | _parts(draft, owned, away.parts)
            if parts:
                rules[rule] = Flow(parts=parts, depth=away.depth, followed=away.fate != "unfollowed")
    for member, key in sorted(found):
        yield member, key, *found[member, key]


def _aways(draft: Draft, owned: Owned) -> Iterator[tuple[str, str, str, Away]]:
    for member, report in owned.reports.items():
        if member == draft.site.name or draft.site.members.get(member) is None:
            continue
        for rule, each in report.rules.items():
            for key, away in each.away.items():
                if key not in owned.voided and draft.site.members.name_of(away.agent) is None:
                    yield member, rule, key, away


def _parts(draft: Draft, owned: Owned, told: Parts) -> dict[str, int]:
    """Those of the case's own claims; a report may tell of none else."""
    live = owned.certificates.keys() - set(owned.over)
    amounts = {claim: parse_amount(text, draft.site.currency) for claim, text in told.items()}
    return {claim: amount for claim, amount in amounts.items() if amount and claim in live}


def keep(draft: Draft, report: Report) -> None:
    """Our own report on a case of ours needs no message."""
    here, owned = draft.site.name, draft.owned[report.case]
    unsettled = {name: version for name, version in owned.unsettled.items() if name != here}
    if report.causes and report.case not in report.causes:
        unsettled[here] = report.version
    draft.owned[report.case] = replace(owned, reports={**owned.reports, here: report}, unsettled=unsettled)
