"""A world of reports whose operations are known, with what makes linking hard planted in it.

Hotlines, on the packaged list and not; platforms that host everybody; big merchants; shops and agencies that a few
dozen reports name; small innocent things that a few unlike reports share; accounts rented to several operations;
scripts copied from others; people who were robbed twice; forms of police and banks around their own words; facts that
were read wrong, or not at all.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from random import Random

from clawback.linking.facts import Named, ReportFacts, Thing
from clawback.simulate.hubs import Hubs
from clawback.simulate.operations import TYPES, Operation, made_phone, operation
from clawback.simulate.telling import told_in

__all__ = ["Reported", "reported"]

_DAYS = 1095.0
_MOST = 400  # reports of one operation, and at most a hundredth of all
_BEGIN = datetime(2024, 1, 1, tzinfo=UTC)
_OF_OPERATIONS = 0.7  # of the reports; the others are of scams that nobody else reported


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """A report, and the operation that it is of: a number that no other scam has."""

    facts: ReportFacts
    operation: int


def reported(number: int, seed: int) -> list[Reported]:
    """So many reports, in the order of their times; the same for the same seed."""
    chance = Random(seed)  # noqa: S311 - a world to measure on
    operations = list(_operations(chance, number))
    _entangle(chance, operations)
    hubs = Hubs(chance, number)
    made = [each for one in operations for each in _reports(chance, one, operations, hubs)]
    made.sort(key=lambda each: each.facts.received)
    return [
        replace(each, facts=replace(each.facts, number=place)) for place, each in enumerate(made[:number], 1)
    ]


def _operations(chance: Random, reports: int) -> Iterator[Operation]:
    planted, number = 0, 0
    while planted < reports:
        number += 1
        found = operation(chance, number, _DAYS, min(max(reports // 100, 20), _MOST))
        if planted >= _OF_OPERATIONS * reports:
            found.reports = 1
        planted += found.reports
        yield found


def _entangle(chance: Random, operations: list[Operation]) -> None:
    """Some rent an account or a name that another uses too, some copy another's script."""
    by_type = {
        each: [one for one in operations if one.scam_type == each and one.reports > 1] for each in TYPES
    }
    for one in operations:
        if one.reports > 1 and chance.random() < 0.06:
            other, pool = chance.choice(operations), chance.choice(("account", "handle"))
            chance.choice(one.teams)[pool].append(chance.choice(other.teams[0][pool]))
        if one.reports > 1 and chance.random() < 0.08:
            copied = chance.choice(by_type[one.scam_type])
            one.script, one.language = copied.script, copied.language


def _reports(chance: Random, one: Operation, operations: list[Operation], hubs: Hubs) -> Iterator[Reported]:
    for _ in range(one.reports):
        named = _named(chance, one)
        if chance.random() < 0.015:
            named += _named(chance, chance.choice(operations))
        named += hubs.named(chance, one.scam_type)
        if chance.random() < 0.3:
            named.append(replace(made_phone(chance), role="victim"))
        facts = ReportFacts(
            number=0,
            received=_BEGIN + timedelta(days=one.begins + chance.betavariate(2, 2) * one.days),
            identifiers=tuple(named),
            positions=_positions(chance, one, hubs),
            text=told_in(chance, one),
            scam_type=_type(chance, one.scam_type),
        )
        yield Reported(facts=facts, operation=one.number)


def _named(chance: Random, one: Operation) -> list[Named]:
    """What a victim tells of an operation; eight of a hundred are read as of nobody knows whom."""
    team = chance.choice(one.teams)
    accounts = chance.choices((0, 1, 2), (15, 70, 15))[0]
    named = [chance.choice(team["account"]) for _ in range(accounts)]
    named += [
        chance.choice(team[kind])
        for kind, share in (("phone", 0.5), ("handle", 0.45))
        if chance.random() < share
    ]
    if chance.random() < 0.4:
        site = chance.choice(one.sites)
        named += [
            Named(kind="domain", value=site),
            Named(kind="url", value=f"http://{site}/u/{chance.randrange(9)}"),
        ]
    return [replace(each, role="unknown") if chance.random() < 0.08 else each for each in named]


def _positions(chance: Random, one: Operation, hubs: Hubs) -> tuple[Thing, ...]:
    """Where the trace of one report of four has money: mostly mules' accounts, now and then a big merchant's."""
    if chance.random() > 0.25:
        return ()
    return (chance.choice(one.mules), *hubs.positions(chance))


def _type(chance: Random, scam_type: str) -> str | None:
    """As classified: wrong for twelve of a hundred, unsaid for eight."""
    if chance.random() < 0.08:
        return None
    return chance.choice(TYPES) if chance.random() < 0.12 else scam_type
