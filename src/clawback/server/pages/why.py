"""Why exactly this much is held: the caps' sums for each claim, as when it was asked for and as known now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from clawback.server.casework.arithmetic import Sums, read_sums, sums_of
from clawback.server.casework.models import Claim, Hold, HoldPart
from clawback.server.casework.subjects import of_claim
from clawback.server.pages.addresses import address_of
from clawback.server.pages.looking import can
from clawback.server.people.acting import Act

__all__ = ["Why", "why_so_much"]


@dataclass(frozen=True, kw_only=True, slots=True)
class SumRow:
    """One line of the arithmetic, minor units: `then` when it was asked for, `now` as it is known now."""

    label: str | Promise
    then: int | None
    now: int | None
    minus: bool = False
    total: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Why:
    """The arithmetic of one claim's part. `differs`: what was known when it was asked for is not what is known now;
    `kept`: it is known what that was. `asked` is what the request asked for, and the part what the agent placed."""

    claim: Claim
    path: str
    rows: tuple[SumRow, ...]
    kept: bool
    differs: bool
    asked: int
    part: HoldPart


_LOSS: Final = (
    ("paid", _("Paid by the victim"), False, False),
    ("came_back", _("came back"), True, False),
    ("loss", _("Loss"), False, True),
)
_TRACED: Final = (
    ("traced", _("Traced of it, at most"), False, False),
    ("returned", _("paid back already"), True, False),
    ("elsewhere", _("held or asked for elsewhere for this claim"), True, False),
    ("high", _("Traced of it to this account, at most"), False, False),
    ("beside", _("held or asked for here for it besides"), True, False),
    ("there", _("All that may be held in this account"), False, False),
    ("for_others", _("held or asked for here for other claims"), True, False),
    ("most", _("The most that may be held here"), False, True),
)
"""Name, label, whether it is taken off, whether it is a sum."""


def why_so_much(act: Act, hold: Hold, parts: Iterable[HoldPart]) -> list[Why]:
    """For members of the asking organisation only: what is held elsewhere is no other agent's matter."""
    told = hold.request.parts.values_list("claim", "amount", "caps")
    asked = {claim: (amount, caps) for claim, amount, caps in told}
    sums = sums_of(hold)
    return [_why(act, part, sums.get(part.claim_id), *asked.get(part.claim_id, (0, None))) for part in parts]


def _why(act: Act, part: HoldPart, sums: Sums | None, asked: int, caps: Mapping[str, int] | None) -> Why:
    claim = part.claim
    now = _named(claim.amount, claim.came_back, sums)
    then = _named(caps["paid"], caps["came_back"], read_sums(caps)) if caps else {}
    return Why(
        claim=claim,
        path=address_of("claim", claim.pk) if can(act, "see", of_claim(claim)) else "",
        rows=tuple(_rows(then, now)),
        kept=bool(then),
        differs=bool(then) and then != now,
        asked=asked,
        part=part,
    )


def _named(paid: int, came_back: int, sums: Sums | None) -> dict[str, int]:
    found = {"paid": paid, "came_back": came_back, "loss": paid - came_back}
    return found if sums is None else found | {name: getattr(sums, name) for name, *_ in _TRACED}


def _rows(then: Mapping[str, int], now: Mapping[str, int]) -> Iterator[SumRow]:
    for name, label, minus, total in _LOSS + _TRACED:
        known = [each[name] for each in (then, now) if name in each]
        if known and (name != "beside" or any(known)):
            yield SumRow(label=label, then=then.get(name), now=now.get(name), minus=minus, total=total)
