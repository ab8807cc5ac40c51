"""Which hold authorities a node honours by itself: its own file, refusing by default. What it says nothing of stands in
federation/policy.toml.

keep_ended = "30d"          # so long is kept what was kept of a case that is over; at least 7 days
longest = "24h"             # so long holds last that a person places, and where an entry says nothing else

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
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from clawback.clock import parse_duration
from clawback.errors import FederationError, InputError
from clawback.money import Currency, parse_amount

__all__ = ["NO_POLICY", "Honour", "Policy", "read_policy"]

_DAY = 24 * 3600 * 1_000_000
_LEAST = 7 * _DAY
"""So long may a message be under way that names what is over."""


@cache
def _usual() -> dict[str, Any]:
    return tomllib.loads(files("clawback.federation").joinpath("policy.toml").read_text("utf-8"))


@dataclass(frozen=True, kw_only=True, slots=True)
class Honour:
    """Authorities of one owner on these bases; amounts in minor units, `longest` in microseconds."""

    owner: str
    bases: tuple[str, ...]
    most: int
    most_a_day: int
    holds_a_day: int
    holds_an_account: int = field(default_factory=lambda: int(_usual()["holds_an_account"]))
    longest: int = field(default_factory=lambda: parse_duration(_usual()["longest"]))


@dataclass(frozen=True, kw_only=True, slots=True)
class Policy:
    """All that is honoured; what none of them names needs a person. `keep_ended`, in microseconds, is how long ended
    holds of a case are kept when the case is over, `longest` how long a hold lasts that a person places."""

    honours: tuple[Honour, ...] = ()
    keep_ended: int = field(default_factory=lambda: parse_duration(_usual()["keep_ended"]))
    longest: int = field(default_factory=lambda: parse_duration(_usual()["longest"]))

    def find(self, owner: str, basis: str) -> Honour | None:
        """The first that names the owner and the basis."""
        return next((each for each in self.honours if each.owner == owner and basis in each.bases), None)


NO_POLICY = Policy()


def read_policy(path: Path, currency: Currency) -> Policy:
    """The policy of a file. Raises FederationError with the entry that is wrong."""
    try:
        said = tomllib.loads(path.read_text("utf-8"))
    except (ValueError, RecursionError) as error:  # also of numbers too long, and of lists in lists
        raise FederationError(f"this is not TOML: {error}", file=str(path)) from None
    if said.keys() - {"honour", "keep_ended", "longest"} or not isinstance(said.get("honour", []), list):
        raise FederationError(
            "a policy has keep_ended, longest, entries [[honour]] and nothing else", file=str(path)
        )
    return Policy(
        keep_ended=max(_LEAST, _time(said, "keep_ended", path)),
        longest=_time(said, "longest", path),
        honours=tuple(
            _honour({"longest": said.get("longest", _usual()["longest"]), **entry}, number, path, currency)
            for number, entry in enumerate(said.get("honour", []), 1)
        ),
    )


def _time(said: Mapping[str, Any], name: str, path: Path) -> int:
    try:
        return parse_duration(str(said.get(name, _usual()[name])))
    except InputError as error:
        raise FederationError(f"{name}: {error.reason}", file=str(path)) from None


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
            holds_an_account=_count(entry, "holds_an_account", _usual()["holds_an_account"]),
            longest=parse_duration(str(entry["longest"])),
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
