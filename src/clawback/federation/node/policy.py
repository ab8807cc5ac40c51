"""Which hold authorities a node honours by itself: its own file, refusing by default.

keep_ended = "30d"          # so long is kept what was kept of a case that is over; at least 7 days

[[honour]]
owner = "centre.example"
bases = ["demo/hold-1"]
most = "5000.00"            # one hold
most_a_day = "20000.00"     # all holds placed for this owner on one day, UTC
holds_a_day = 10
holds_an_account = 1        # open at one time, of all owners
longest = "24h"
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from clawback.clock import parse_duration
from clawback.errors import FederationError, InputError
from clawback.money import Currency, parse_amount

__all__ = ["NO_POLICY", "Honour", "Policy", "read_policy"]

_DAY = 24 * 3600 * 1_000_000
_LEAST = 7 * _DAY
"""So long may a message be under way that names what is over."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Honour:
    """Authorities of one owner on these bases; amounts in minor units, `longest` in microseconds."""

    owner: str
    bases: tuple[str, ...]
    most: int
    most_a_day: int
    holds_a_day: int
    holds_an_account: int = 1
    longest: int = _DAY


@dataclass(frozen=True, kw_only=True, slots=True)
class Policy:
    """All that is honoured; what none of them names needs a person. `keep_ended`, in microseconds, is how long ended
    holds of a case are kept when the case is over."""

    honours: tuple[Honour, ...] = ()
    keep_ended: int = 30 * _DAY

    def find(self, owner: str, basis: str) -> Honour | None:
        """The first that names the owner and the basis."""
        return next((each for each in self.honours if each.owner == owner and basis in each.bases), None)


NO_POLICY = Policy()


def read_policy(path: Path, currency: Currency) -> Policy:
    """The policy of a file. Raises FederationError with the entry that is wrong."""
    try:
        said = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise FederationError(f"this is not TOML: {error}", file=str(path)) from None
    if said.keys() - {"honour", "keep_ended"} or not isinstance(said.get("honour", []), list):
        raise FederationError("a policy has keep_ended, entries [[honour]] and nothing else", file=str(path))
    return Policy(
        keep_ended=_keep_ended(said, path),
        honours=tuple(
            _honour(entry, number, path, currency) for number, entry in enumerate(said.get("honour", []), 1)
        ),
    )


def _keep_ended(said: Mapping[str, Any], path: Path) -> int:
    try:
        return max(_LEAST, parse_duration(said.get("keep_ended", "30d")))
    except InputError as error:
        raise FederationError(f"keep_ended: {error.reason}", file=str(path)) from None


def _honour(entry: Mapping[str, Any], number: int, path: Path, currency: Currency) -> Honour:
    try:
        odd = entry.keys() - {
            "owner",
            "bases",
            "most",
            "most_a_day",
            "holds_a_day",
            "holds_an_account",
            "longest",
        }
        if odd:
            raise FederationError(f"{min(odd)} is not known")
        bases = entry["bases"]
        if not isinstance(bases, list) or not all(isinstance(basis, str) for basis in bases):
            raise FederationError("bases is a list of texts")
        return Honour(
            owner=str(entry["owner"]),
            bases=tuple(bases),
            most=parse_amount(entry["most"], currency),
            most_a_day=parse_amount(entry["most_a_day"], currency),
            holds_a_day=_count(entry, "holds_a_day"),
            holds_an_account=_count(entry, "holds_an_account", 1),
            longest=parse_duration(entry.get("longest", "24h")),
        )
    except KeyError as error:
        raise FederationError(f"entry {number}: {error.args[0]} is missing", file=str(path)) from None
    except InputError as error:
        raise FederationError(f"entry {number}: {error.reason}", file=str(path)) from None


def _count(entry: Mapping[str, Any], name: str, otherwise: int | None = None) -> int:
    found = entry[name] if otherwise is None else entry.get(name, otherwise)
    if type(found) is not int or found < 0:
        raise FederationError(f"{name} is a whole number from 0")
    return found
