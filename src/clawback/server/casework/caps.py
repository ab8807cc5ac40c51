"""The caps of holds: what may still be asked for on an account, for each claim.

They come from the trace of all claims known here (casework/statements). Until an agent's statement extends it a claim
is known to have reached one account, the creditor account of its transfer; a request about any other is refused.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from django.db.models import QuerySet

from clawback.holding.caps import Room
from clawback.holding.records import ClaimCap, OpenHold, Standing
from clawback.law import Basis
from clawback.server.casework.any_of import among
from clawback.server.casework.federation.counting import held_by_peers
from clawback.server.casework.kept_sql import records_by
from clawback.server.casework.models import Account, Claim, HoldPart, HoldRequestPart
from clawback.server.casework.reading_once import once, widened
from clawback.server.casework.refusals import AboveCap, NoTracedPart
from clawback.server.casework.returns.facts import counted_under_cap
from clawback.server.casework.statements.known import Found, find, name_of
from clawback.server.casework.statements.reviewed import reviewed_among, within_reviews
from clawback.server.casework.states.hold_request import OPEN

__all__ = ["FALLBACK", "Checked", "Rooms", "caps_now", "check_caps", "open_holds", "rule_of", "standing_of"]

FALLBACK = "pro-rata"
"""The rule where the basis names none."""
_CLAIMS = -1


def rule_of(basis: Basis) -> str:
    """The allocation rule under which a claim counts as traced."""
    rule = "unknown" if basis.hold is None else basis.hold.rule
    return FALLBACK if rule == "unknown" else rule


def standing_of(account: Account, claims: Mapping[int, Claim], rule: str = FALLBACK) -> Standing:
    """What is known to stand in the account, of these claims and all others; no claims where nothing is."""
    found = _find(claims, rule)
    standing = found.standing(name_of(account)) if found else None
    return standing or Standing(
        account=name_of(account), low=0, high=0, claims={}, holdable=0, newest_arrival=0, own=0
    )


class Checked(NamedTuple):
    """What a request was checked with: what stands there, the caps of claims, what is held or asked for."""

    standing: Standing
    caps: list[ClaimCap]
    holds: list[OpenHold]


def check_caps(
    account: Account, claims: Mapping[int, Claim], parts: Mapping[int, int], rule: str = FALLBACK
) -> Checked:
    """Raises NoTracedPart or AboveCap where a request for these parts would go beyond a cap.

    The claims and the account are locked: two requests at once do not share what is left of a cap.
    """
    found, known = _find(claims, rule), standing_of(account, claims, rule)
    standing = _within_reviews(known)
    caps = caps_now(found.caps) if found else []
    checked = Checked(standing, caps, open_holds(caps))
    room = Room([standing], caps, checked.holds)
    for number, amount in parts.items():
        name = str(number)
        if name not in standing.claims:
            raise NoTracedPart(f"nothing of claim {number} is known to have reached {account}")
        if room.take(standing, name, amount, standing.claims[name][1]) < amount:
            raise AboveCap(
                f"{amount} is more than is left to hold for claim {number}",
                field="amount",
                remedy="it was let go on evidence: more must be known first" if standing != known else None,
            )
    return checked


def _within_reviews(standing: Standing) -> Standing:
    """What may be asked for: no more than reviews left there, and what is known beyond them."""
    return within_reviews([standing], reviewed_among(standing.claims))[0]


class Rooms:
    """What may still be asked for, by what is known of groups of claims: a proposal for a draft. Nothing is locked,
    and `check_caps` has the last word."""

    def __init__(self, groups: Iterable[Found]) -> None:
        self._groups = [(found, caps := caps_now(found.caps), open_holds(caps)) for found in groups]
        self._reviews = reviewed_among(cap.claim for _, caps, _ in self._groups for cap in caps)

    def standing(self, account: Account, currency: str) -> Standing | None:
        """What stands in the account, of all claims of all cases; None for nothing."""
        return next((standing for standing, _, _ in self._of(account, currency)), None)

    def room(self, account: Account, claims: Collection[int], currency: str) -> dict[int, int]:
        """Claim -> minor units that may be asked for on the account, in the claims' order; none without room."""
        for standing, caps, holds in self._of(account, currency):
            (standing,) = within_reviews([standing], self._reviews)
            room = Room([standing], caps, holds)
            bounds = sorted(
                (int(name), high) for name, (_, high) in standing.claims.items() if int(name) in claims
            )
            taken = {number: room.take(standing, str(number), high, high) for number, high in bounds}
            return {number: amount for number, amount in taken.items() if amount > 0}
        return {}

    def _of(
        self, account: Account, currency: str
    ) -> Iterator[tuple[Standing, list[ClaimCap], list[OpenHold]]]:
        for found, caps, holds in self._groups:
            standing = found.standing(name_of(account)) if found.known.facts.currency == currency else None
            if standing is not None:
                yield standing, caps, holds


def _find(claims: Mapping[int, Claim], rule: str) -> Found | None:
    return find(claims, next(iter(claims.values())).currency, rule)


def caps_now(caps: Iterable[ClaimCap]) -> list[ClaimCap]:
    """The caps, with what each claim got from holds by now."""
    kept = list(caps)
    claims = widened("claims", (int(cap.claim) for cap in kept))
    got = once(("counted", claims), lambda: counted_under_cap(claims))
    return [replace(cap, returned=got[int(cap.claim)]) for cap in kept]


def open_holds(caps: Iterable[ClaimCap]) -> list[OpenHold]:
    """Every open hold and request of these claims, wherever it is."""
    names = {cap.claim for cap in caps}
    claims = widened("claims", (int(name) for name in names))
    found = once(("open holds", claims), lambda: _open_holds(claims))
    return [each for each in found if each.claims.keys() <= names]


def _open_holds(claims: Collection[int]) -> list[OpenHold]:
    of = {_CLAIMS: list(claims)}
    found = [
        OpenHold(account=name_of(part.hold.request.account), claims={str(part.claim_id): part.in_force})
        for part in records_by("parts in force", _parts_in_force, of)
    ]
    found += held_by_peers(claims)
    return found + [
        OpenHold(account=name_of(part.request.account), claims={str(part.claim_id): part.amount})
        for part in records_by("parts asked for", _parts_asked, of)
    ]


def _parts_in_force() -> QuerySet[HoldPart]:
    found = HoldPart.objects.filter(among("claim", [_CLAIMS]), in_force__gt=0)
    return found.select_related("hold__request__account")


def _parts_asked() -> QuerySet[HoldRequestPart]:
    found = HoldRequestPart.objects.filter(among("claim", [_CLAIMS]), request__state__in=OPEN)
    return found.select_related("request__account")
