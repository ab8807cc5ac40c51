"""The owner's check, per claim and rule: out <= in + claims that start there, and what one says it sent the other got.

A node cannot tell whether parts that it is told of were invented; the owner, whom both sides report to, can. Reports
come in any order, so that only what is of one version is compared. Where one side got a later version than the other
side reports, that one is asked anew: it has sent the version, and must say so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from msgspec.structs import replace

from clawback.federation.node.state import Owned
from clawback.federation.trust.certificates import read_certificate
from clawback.federation.wire.messages import Away, Known, Parts, Report, RuleReport
from clawback.money import Currency, parse_amount

__all__ = ["Contradiction", "behind", "contradictions"]

_NameOf = Callable[[str], str | None]


@dataclass(frozen=True, kw_only=True, slots=True)
class Contradiction:
    """What was said of a transfer to the member `to` is contradicted."""

    to: str
    words: str


def contradictions(owned: Owned, currency: Currency, name_of: _NameOf) -> dict[str, Contradiction]:
    """By transfer. `name_of` gives the member that keeps an agent's accounts."""
    found: dict[str, Contradiction] = {}
    for rule in _rules(owned):
        unlike = _unlike(owned, rule, name_of)
        for key, each in (*unlike, *_beyond(owned, rule, currency, name_of)):
            found.setdefault(key, each)
    return found


def behind(owned: Owned, name_of: _NameOf, is_asked: Callable[[str], bool]) -> dict[str, Known]:
    """Transfers of which one side got a later version than the other side reports, as the one that got it knows it.

    Who cannot be asked is behind only where it never spoke of the transfer: what it said and does not know any more,
    as after a restored backup, is no invention of whoever got it.
    """
    return {
        key: known
        for rule in _rules(owned)
        for _, key, known, said in _pairs(owned, rule, name_of)
        if key not in owned.voided
        and known.version > (said.version if said else 0)
        and (said is None or is_asked(known.agent))
    }


def _rules(owned: Owned) -> list[str]:
    return sorted({rule for report in owned.reports.values() for rule in report.rules})


def _pairs(owned: Owned, rule: str, name_of: _NameOf) -> Iterator[tuple[str, str, Known, Known | None]]:
    """(member, transfer, what it got, what the other side says it sent) of all that came in."""
    sent = {
        member: _out(owned, report.rules[rule])
        for member, report in owned.reports.items()
        if rule in report.rules
    }
    for member, report in owned.reports.items():
        for key, known in _received(owned, report, rule).items():
            yield member, key, known, _said(sent, key, name_of(known.agent), member, known)


def _said(
    sent: dict[str, dict[str, Known]], key: str, teller: str | None, creditor: str, got: Known
) -> Known | None:
    """What whoever keeps the debtor's account says of a transfer. Another's word counts only where that one has none,
    as when an institution has joined meanwhile, and where it bears out what was got: so it contradicts nobody. The
    creditor's own counts never."""
    own = sent.get(teller or "", {}).get(key)
    others = (sent[each].get(key) for each in sent if each not in (teller, creditor))
    return own or next(
        (each for each in others if each and (each.version, each.parts) == (got.version, got.parts)), None
    )


def _out(owned: Owned, found: RuleReport) -> dict[str, Known]:
    return _live(owned, found.sent | {key: _known(away) for key, away in found.away.items()})


def _live(owned: Owned, several: dict[str, Known]) -> dict[str, Known]:
    """Without claims that are over: one side may have heard of it, and the other not."""
    if not owned.over:
        return several
    gone = set(owned.over)
    return {
        key: replace(each, parts={claim: part for claim, part in each.parts.items() if claim not in gone})
        for key, each in several.items()
    }


def _known(away: Away) -> Known:
    """Nobody is told of it by a notice: whoever stands in there has it from the report itself."""
    return Known(agent=away.agent, account=away.account, version=0, parts=away.parts)


def _received(owned: Owned, report: Report, rule: str) -> dict[str, Known]:
    return _live(owned, report.rules[rule].received) if rule in report.rules else {}


def _unlike(owned: Owned, rule: str, name_of: _NameOf) -> Iterator[tuple[str, Contradiction]]:
    """Transfers of which the two sides say different things."""
    for member, key, known, other in _pairs(owned, rule, name_of):
        version, said = (other.version, other.parts) if other else (0, {})
        asked = owned.asked.get(key, 0) >= known.version and owned.whole
        if (version == known.version and said != known.parts) or (version < known.version and asked):
            words = f"{rule}: {known.agent} says it sent {_told(said)}, {member} got {_told(known.parts)}"
            yield key, Contradiction(to=member, words=words)


def _beyond(
    owned: Owned, rule: str, currency: Currency, name_of: _NameOf
) -> Iterator[tuple[str, Contradiction]]:
    """Transfers of an institution that sends more of a claim than it has."""
    for member, report in owned.reports.items():
        if rule not in report.rules:
            continue
        found = report.rules[rule]
        gone = owned.voided if owned.whole else {}  # before that the institution may not have heard of it
        came = _received(owned, report, rule)
        received = [known.parts for key, known in came.items() if key not in gone]
        had = _sums([_started(owned, found.traced, member, name_of), *received], currency)
        gone_out = _out(owned, found)
        out = _sums([known.parts for known in gone_out.values()], currency)
        over = {claim for claim, amount in out.items() if amount > had.get(claim, 0)}
        for key, known in gone_out.items():
            to = name_of(known.agent)
            if (
                over & known.parts.keys()
                and to is not None
                and _is_sent(owned, rule, key, member, to, name_of)
            ):
                claim = min(over & known.parts.keys())
                words = f"{rule}: of {claim} more is sent on than came in or started there"
                yield key, Contradiction(to=to, words=words)


def _is_sent(owned: Owned, rule: str, key: str, member: str, to: str, name_of: _NameOf) -> bool:
    """Whether the transfer is this member's to tell of: its recipient says so, or nobody says otherwise."""
    got = _received(owned, owned.reports[to], rule).get(key) if to in owned.reports else None
    if got is not None:
        return name_of(got.agent) == member
    others = (
        report.rules[rule]
        for name, report in owned.reports.items()
        if name != member and rule in report.rules
    )
    return not any(key in each.sent or key in each.away for each in others)


def _started(owned: Owned, traced: Parts, member: str, name_of: _NameOf) -> Parts:
    """What a member says to have traced of claims that do start there."""
    texts = owned.certificates
    return {
        claim: part
        for claim, part in traced.items()
        if claim in texts and name_of(read_certificate(texts[claim])[0].starts) == member
    }


def _sums(several: list[Parts], currency: Currency) -> dict[str, int]:
    sums: dict[str, int] = {}
    for parts in several:
        for claim, text in parts.items():
            sums[claim] = sums.get(claim, 0) + parse_amount(text, currency)
    return sums


def _told(parts: Parts) -> str:
    return ", ".join(f"{claim} {part}" for claim, part in sorted(parts.items())) or "nothing"
