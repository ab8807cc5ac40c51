"""Reading one basis: common keys, and the tables that its action needs and no other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from clawback.law.basis import DEMO, Basis
from clawback.law.facts import facts
from clawback.law.fields import Fields
from clawback.law.periods import Period
from clawback.law.read_hold import read_hold
from clawback.law.read_parts import (
    read_actors,
    read_notice,
    read_objection,
    read_returns,
    read_sharing,
    read_threshold,
)
from clawback.law.words import HOLDS, UNKNOWN, Action, Content, Dated, Side

if TYPE_CHECKING:
    from clawback.law.profile import House


def read_basis(fields: Fields, jurisdiction: str, country: str, zone: str, house: House) -> Basis:
    """A basis is whole by itself: it takes the profile's jurisdiction, zone and house rules with it."""
    action = fields.word("action", Action)
    basis = Basis(
        jurisdiction=jurisdiction,
        action=action,
        zone=zone,
        least=house.least,
        emergency_period=house.emergency_period,
        **_cited(fields, jurisdiction),
        **_dated(fields),
        ordered_by=read_actors(fields, "ordered_by"),
        asked_by=read_actors(fields, "asked_by"),
        done_by=read_actors(fields, "done_by"),
        on=fields.word("on", Side),
        minimum_content=_content(fields),
        threshold=read_threshold(fields),
        notice=read_notice(fields),
        objection=read_objection(fields),
        hold=read_hold(fields, country, zone) if action in HOLDS else None,
        returns=read_returns(fields, country, zone) if action == "return" else None,
        sharing=read_sharing(fields) if action == "statement" else None,
        note=fields.text("note") if fields.has("note") else "",
    )
    fields.end()
    _check_facts(fields, basis)
    _check_zone(fields, basis)
    return basis


def _cited(fields: Fields, jurisdiction: str) -> dict[str, Any]:
    texts = {key: fields.text(key) for key in ("id", "name", "law", "article")}
    cited = fields.texts("facts")
    for row in cited:
        if row not in facts():
            raise fields.error("facts", f"{row} is not a row of facts.toml", "add the row, or correct its id")
    verified = fields.flag("verified")
    weaker = [row for row in cited if not facts()[row].is_read]
    if verified and (weaker or not cited or jurisdiction == DEMO):
        reason = f"is true, but the text of {', '.join(weaker) or 'no law'} was read"
        raise fields.error("verified", reason, "write verified = false")
    source = tuple(dict.fromkeys(facts()[row].source for row in cited))
    return {**texts, "facts": cited, "source": source, "verified": verified}


def _dated(fields: Fields) -> dict[str, Any]:
    first = fields.said("valid_from", "unknown") or fields.day("valid_from")
    last = None if fields.said("valid_to", "open") else fields.day("valid_to")
    if last is not None and not isinstance(first, str) and last < first:
        raise fields.error("valid_to", f"{last} is before {first}, the first day")
    return {"valid_from": first, "valid_to": last, "dated": fields.word("dated", Dated)}


def _content(fields: Fields) -> Any:
    if fields.said("minimum_content", "unknown"):
        return "unknown"
    return fields.words("minimum_content", Content)


def _check_zone(fields: Fields, basis: Basis) -> None:
    """Silence and objections must not hang on a zone that is not there: their days would be uncountable."""
    periods = {
        "notice.within": basis.notice.within,
        "notice.delay": basis.notice.delay,
        "objection.made_within": basis.objection.made_within,
        "objection.decided_within": basis.objection.decided_within,
    }
    for key, period in periods.items():
        if isinstance(period, Period) and not period.is_elapsed and basis.zone == UNKNOWN:
            raise fields.error(key, f"{period} cannot be counted: the zone is unknown", "name a zone")


def _check_facts(fields: Fields, basis: Basis) -> None:
    if not basis.facts:
        raise fields.error("facts", "cites nothing", "name the rows of facts.toml that it rests on")
    for row in basis.objection.facts:
        if row not in facts():
            raise fields.error("objection.facts", f"{row} is not a row of facts.toml")
