"""Reading what is done where the law says nothing: `house.toml`, changed where a profile has a key of it."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import get_args

from clawback.errors import MoneyError
from clawback.law.fields import Fields
from clawback.law.periods import Period
from clawback.law.profile import House
from clawback.law.words import NextStep, Refusal
from clawback.money import currency, parse_amount

_PERIODS = (
    "emergency_period",
    "provisional_period",
    "release_confirmed_within",
    "objection_decided_within",
    "surplus_decided_within",
    "pseudonym_keys",
)
_KEPT = ("identities", "statement_entries", "holders_words", "openings")


def read_house(top: Fields) -> House:
    """The table `house` of a profile over the usual one; every key may be missing."""
    house = _usual()
    if not top.has("house"):
        return house
    inner = top.inner("house")
    said = {key: _period(inner, key) for key in _PERIODS if inner.has(key)}
    kept = {key: inner.period_or(key, "unknown") for key in _KEPT if inner.has(key)}
    least = _least(inner) if inner.has("least") else house.least
    steps = {**house.next_step, **(_steps(inner) if inner.has("next_step") else {})}
    inner.end()
    return replace(house, least=least, next_step=MappingProxyType(steps), **said, **kept)


@cache
def _usual() -> House:
    text = files("clawback.law").joinpath("house.toml").read_text("utf-8")
    fields = Fields(tomllib.loads(text), "law/house.toml")
    house = House(
        least=_least(fields),
        **{key: _period(fields, key) for key in _PERIODS},
        **{key: fields.period_or(key, "unknown") for key in _KEPT},
        next_step=MappingProxyType(_steps(fields)),
    )
    fields.end()
    return house


def _period(fields: Fields, key: str) -> Period:
    found = fields.period(key)
    if key == "provisional_period" and not found.is_elapsed:
        raise fields.error(key, f"{found} is not of hours", "write PT24H")
    return found


def _steps(fields: Fields) -> dict[Refusal, NextStep]:
    inner = fields.inner("next_step")
    steps = {refusal: inner.word(refusal, NextStep) for refusal in get_args(Refusal) if inner.has(refusal)}
    inner.end()
    return steps


def _least(fields: Fields) -> str:
    text = fields.text("least")
    try:
        parse_amount(text, currency("EUR"))
    except MoneyError as error:
        raise fields.error("least", error.reason, error.remedy) from None
    return text
