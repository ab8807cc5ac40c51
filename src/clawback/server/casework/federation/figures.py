"""Peers, and how it goes with each: what was asked, what was answered and how fast, what awaits, what was refused."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q

from clawback.clock import from_micros, parse_time
from clawback.errors import InputError
from clawback.federation.guard import crosses, gateways
from clawback.federation.trust.members import Gateway, Member
from clawback.server.casework.federation.configured import Configured, configured
from clawback.server.casework.models import Letter, Seat

__all__ = ["Peer", "peers_of"]

_COUNTED = ("sent", "came", "waits", "refused")
_LATEST = 2_000
"""Messages that a peer's figures are taken from, the newest."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Peer:
    """One peer of a seat. `gateway` is the law by which we may tell it, None within our own country or where none is
    named; `crosses`: it is in another country. `key` is that which is good now, `since` when. Of letters: `asked` we
    sent that wait for an answer of effect, `came`; `waits` are not received there yet, the oldest since `waits_since`;
    `answers_within` is the median time until its machine had it."""

    name: str
    jurisdiction: str
    agents: tuple[str, ...]
    crosses: bool
    gateway: Gateway | None
    key: str
    since: datetime | None
    sent: int
    came: int
    waits: int
    waits_since: datetime | None
    refused: int
    answers_within: timedelta | None


def peers_of(seat: Seat, at: datetime) -> list[Peer]:
    """All members but ourselves; none where the seat does not run."""
    try:
        said = configured(seat.folder)
    except InputError:
        return []
    counted = _counted(seat)
    return [
        _peer(seat, said, member, counted.get(member.name, {}), at)
        for member in sorted(said.members.members, key=lambda each: each.name)
        if member.name != seat.name
    ]


def _counted(seat: Seat) -> dict[str, dict[str, int]]:
    out = Q(incoming=False)
    rows = (
        Letter.objects.filter(seat=seat)
        .values("peer")
        .annotate(
            sent=Count("pk", filter=out),
            came=Count("pk", filter=~out),
            waits=Count("pk", filter=out & Q(done_at=None)),
            refused=Count("pk", filter=out & ~Q(refusal="")),
        )
        .values_list("peer", *_COUNTED)
    )
    return {row[0]: dict(zip(_COUNTED, row[1:], strict=True)) for row in rows}


def _peer(seat: Seat, said: Configured, member: Member, counted: dict[str, int], at: datetime) -> Peer:
    here = said.members.by_name[seat.name]
    both = gateways(here, member)
    key = next(iter(_good_keys(member, at)), None)
    letters = Letter.objects.filter(seat=seat, peer=member.name, incoming=False)
    oldest = letters.filter(done_at=None).order_by("pk").first() if counted.get("waits") else None
    return Peer(
        name=member.name,
        jurisdiction=member.jurisdiction,
        agents=tuple(member.agents),
        crosses=crosses(here, member),
        gateway=both[0] if both else None,
        key="" if key is None else key[0],
        since=None if key is None else key[1],
        sent=counted.get("sent", 0),
        came=counted.get("came", 0),
        waits=counted.get("waits", 0),
        waits_since=None if oldest is None else oldest.at,
        refused=counted.get("refused", 0),
        answers_within=_median(letters.exclude(done_at=None).order_by("-pk")[:_LATEST]),
    )


def _good_keys(member: Member, at: datetime) -> Iterator[tuple[str, datetime]]:
    for key in member.keys:
        since, until = from_micros(parse_time(key.valid_from)), from_micros(parse_time(key.until))
        if since <= at < until:
            yield key.x, since


def _median(letters: Iterable[Letter]) -> timedelta | None:
    times = [each.done_at - each.at for each in letters if each.done_at is not None]
    return sorted(times)[len(times) // 2] if times else None
