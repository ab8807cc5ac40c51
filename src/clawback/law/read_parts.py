"""Reading the parts of a basis from TOML; the keys are the fields of `parts.py`."""

from __future__ import annotations

from typing import Any, Literal, cast

from clawback.errors import MoneyError
from clawback.law.fields import Fields
from clawback.law.parts import (
    Actors,
    EmergencyRule,
    NoticeRule,
    ObjectionRule,
    ReturnTerms,
    SharingTerms,
    Threshold,
)
from clawback.law.read_calendar import read_calendar
from clawback.law.words import Actor, Method, Notice, Rule, Suspends
from clawback.money import currency, parse_amount


def read_actors(fields: Fields, key: str) -> Actors:
    return "unknown" if fields.said(key, "unknown") else fields.words(key, Actor)


def read_threshold(fields: Fields) -> Any:
    """A table, or `none`, or `unknown`."""
    said = fields.said("threshold", "none", "unknown")
    if said:
        return None if said == "none" else said
    inner = fields.inner("threshold")
    money = {key: inner.text(key) for key in ("currency", "least", "below") if inner.has(key)}
    within = inner.period("within") if inner.has("within") else None
    inner.end()
    _check_sums(inner, money)
    return Threshold(
        currency=money.get("currency"), least=money.get("least"), below=money.get("below"), within=within
    )


def _check_sums(fields: Fields, money: dict[str, str]) -> None:
    sums = [key for key in ("least", "below") if key in money]
    if bool(sums) != ("currency" in money):
        raise fields.error("currency", "a sum and its currency go together")
    for key in sums:
        try:
            parse_amount(money[key], currency(money["currency"]))
        except MoneyError as error:
            raise fields.error(key, error.reason, error.remedy) from None


def read_notice(fields: Fields) -> NoticeRule:
    inner = fields.inner("notice")
    rule = inner.word("rule", Notice)
    within = inner.period_or("within", "at-once", "unknown")
    delay = None
    if rule == "delayed":
        delay = inner.period_or("delay", "ordered", "unknown")
    delay_by = inner.words("delay_by", Actor) if inner.has("delay_by") else ()
    inner.end()
    return NoticeRule(rule=rule, within=within, delay=delay, delay_by=delay_by)


def read_objection(fields: Fields) -> ObjectionRule:
    inner = fields.inner("objection")
    rule = ObjectionRule(
        to=read_actors(inner, "to"),
        made_within=inner.period_or("made_within", "any-time", "unknown"),
        decided_within=inner.period_or("decided_within", "promptly", "unknown"),
        suspends=read_suspends(inner),
        further=inner.text("further"),
        facts=inner.texts("facts") if inner.has("facts") else (),
    )
    inner.end()
    return rule


def read_suspends(fields: Fields) -> Suspends | Literal[False, "unknown"]:
    """`false`, or what rests while an objection waits."""
    said = fields.said("suspends", "return", "hold", "unknown")
    if said:
        return cast("Suspends", said)
    if fields.flag("suspends"):
        raise fields.error("suspends", "true does not say what rests", "write return or hold")
    return False


def read_flag(fields: Fields, key: str) -> bool | Literal["unknown"]:
    return "unknown" if fields.said(key, "unknown") else fields.flag(key)


def read_emergency(fields: Fields) -> Any:
    """A table, or `none`, or `unknown`."""
    said = fields.said("emergency", "none", "unknown")
    if said:
        return said
    inner = fields.inner("emergency")
    rule = EmergencyRule(confirm_within=inner.period("confirm_within"), per_day=inner.count("per_day"))
    inner.end()
    if not rule.confirm_within.is_elapsed:
        raise inner.error("confirm_within", f"{rule.confirm_within} is not a period of hours", "write PT4H")
    return rule


def read_returns(fields: Fields, country: str, zone: str) -> ReturnTerms:
    inner = fields.inner("returns")
    terms = ReturnTerms(
        methods="unknown" if inner.said("methods", "unknown") else inner.words("methods", Method),
        rule=inner.word("rule", Rule),
        public_notice=inner.period_or("public_notice", "none", "unknown"),
        notice_for=inner.word("notice_for", Literal["always", "proportion", "none", "unknown"]),
        pay_within=inner.period_or("pay_within", "unknown"),
        pay_from=inner.word("pay_from", Literal["approval", "report", "unknown"]),
        calendar=read_calendar(inner, country, zone),
        late_claims=inner.word("late_claims", Literal["new-round", "same-round", "refused", "unknown"]),
        remainder=inner.word("remainder", Literal["stays", "forfeited", "unknown"]),
    )
    inner.end()
    return terms


def read_sharing(fields: Fields) -> SharingTerms:
    inner = fields.inner("sharing")
    terms = SharingTerms(
        voluntary=read_flag(inner, "voluntary"),
        purposes=inner.texts("purposes"),
        limits=inner.text("limits"),
    )
    inner.end()
    return terms
