"""Limits of a walk: what is not followed any further. The defaults follow everything."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from clawback.clock import parse_duration
from clawback.errors import InputError, TraceError
from clawback.money import Currency, format_amount, parse_amount

__all__ = ["Limits", "preset"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Limits:
    """A transfer that carries claims out of an account is not followed when any of these holds.

    `max_hops`: the account's depth is already this. `hop_window` (a timedelta, or a text such as `24h`): more
    time lies between the last arrival of claims and the transfer. `min_amount` (a decimal text in the ledger's
    currency): the claims' part is smaller. `max_transfers`: so many have been followed already.
    None means no such limit. Raises TraceError.
    """

    max_hops: int | None = None
    hop_window: timedelta | str | None = None
    min_amount: str | None = None
    max_transfers: int | None = None

    def __post_init__(self) -> None:
        for name in ("max_hops", "max_transfers"):
            count = getattr(self, name)
            if count is not None and (type(count) is not int or not 0 <= count < 2**62):
                raise TraceError(f"{name} is a whole number from 0, not {count!r}")
        if self.min_amount is not None and not isinstance(self.min_amount, str):
            raise TraceError(f"min_amount is a decimal text such as '200.00', not {self.min_amount!r}")
        self.window_micros()

    def window_micros(self) -> int | None:
        """`hop_window` in microseconds."""
        window = self.hop_window
        if window is None:
            return None
        if isinstance(window, timedelta):
            micros = window // timedelta(microseconds=1)
        elif isinstance(window, str):
            micros = parse_duration(window)
        else:
            raise TraceError(f"hop_window is a timedelta or a text such as '24h', not {window!r}")
        if not 0 <= micros < 2**62:
            raise TraceError(f"hop_window is not a usable duration: {window!r}")
        return micros

    def min_units(self, currency: Currency) -> int | None:
        """`min_amount` in minor units of the ledger's currency. Raises TraceError."""
        if self.min_amount is None:
            return None
        try:
            units = parse_amount(self.min_amount, currency)
        except InputError as error:
            raise TraceError(f"min_amount: {error}") from None
        if units < 0:
            raise TraceError(f"min_amount is not below zero, not {self.min_amount}")
        return units

    def to_dict(self, currency: Currency) -> dict[str, Any]:
        """As a trace's JSON shows them: the window in seconds, the amount as a decimal text."""
        window, least = self.window_micros(), self.min_units(currency)
        seconds = None if window is None else window / 1_000_000
        return {
            "max_hops": self.max_hops,
            "hop_window_s": int(seconds) if seconds is not None and seconds.is_integer() else seconds,
            "min_amount": None if least is None else format_amount(least, currency),
            "max_transfers": self.max_transfers,
        }


@cache
def _presets() -> dict[str, dict[str, Any]]:
    return tomllib.loads(files("clawback.tracing").joinpath("limits.toml").read_text("utf-8"))


def preset(name: str) -> Limits:
    """The limits of that name in limits.toml: `none` or `med-2.0`. Raises TraceError."""
    found = _presets().get(name)
    if found is None:
        raise TraceError(f"{name!r} is not a set of limits", remedy=f"choose {' or '.join(_presets())}")
    return Limits(**{key: value for key, value in found.items() if key != "source"})
