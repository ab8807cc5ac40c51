"""What one institution finds when it settles its accounts under a rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from clawback.federation.book import Account

__all__ = ["ENDS", "ClaimRow", "Outflow", "Settled"]

ENDS = ("exit", "returned", "overdraft", "unfollowed")
"""Kinds of position in which a claim ends, beside `standing`."""


@dataclass(frozen=True, kw_only=True, slots=True, order=True)
class ClaimRow:
    """A claim: its place in the order of all claims, then its name; `key` is the transfer that was reported."""

    order: tuple[int, ...]
    name: str
    key: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Outflow:
    """What one transfer to another institution carries: claim -> minor units, the debtor's depth, and whether the
    debtor's side follows it. `settled_at` is the debtor's side's instant, None where both books have one."""

    parts: Mapping[str, int]
    depth: int
    followed: bool
    settled_at: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Settled:
    """Figures in minor units, by claim, without zeros but in `traced`.

    `traced` is of claims that start here. `standing` and `ended` are at accounts of this institution; `carried` what
    each transfer takes out of them; `outgoing` what of that goes to another institution, by key.
    """

    traced: Mapping[str, int]
    standing: Mapping[Account, Mapping[str, int]]
    ended: Mapping[tuple[Account, str], Mapping[str, int]]
    carried: Mapping[str, Mapping[str, int]]
    outgoing: Mapping[str, Outflow]
