"""Options that several commands share: how a ledger is read, what is traced."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

from cyclopts import Parameter

if TYPE_CHECKING:
    from clawback.ledgers.ledger import Ledger
    from clawback.ledgers.reading import ReadOptions
    from clawback.tracing.limits import Limits
    from clawback.tracing.result import Trace

__all__ = ["Reading", "Walking", "open_ledger", "run_trace"]

Rule = Literal["fifo", "lifo", "pro-rata", "own-first", "stolen-first", "all"]


@Parameter(name="*")
@dataclass(frozen=True, kw_only=True)
class Reading:
    """How a ledger is read."""

    format: str | None = None
    "The ledger's format; found from its content unless given."
    currency: str | None = None
    "The currency to read, where a source has several."
    decimals: int | None = None
    "The decimals of a currency that is not in the table."
    timezone: str | None = None
    "The zone of times written without one, such as Asia/Shanghai."
    skip_bad: Path | None = None
    "Write rows that cannot be read to this file, with reasons, and go on."
    unit: str | None = None
    "gwei: cut chain amounts to nine decimals."
    token: str | None = None
    "The token of a chain's transfers, by symbol or contract."

    def options(self) -> ReadOptions:
        """The same for a reader. Raises TimeError for an unknown zone."""
        from clawback.clock import parse_zone
        from clawback.ledgers.reading import ReadOptions

        given = asdict(self)
        zone = given.pop("timezone")
        return ReadOptions(**given, timezone=None if zone is None else parse_zone(zone))


@Parameter(name="*")
@dataclass(frozen=True, kw_only=True)
class Walking:
    """What is traced."""

    claim: Annotated[tuple[str, ...], Parameter(negative="")] = ()
    "A stolen transfer's id; may be given again."
    claims: Path | None = None
    "A CSV of claims: transfer_id[,victim]."
    exit: Annotated[tuple[str, ...], Parameter(negative="")] = ()
    "An account at which following stops, AGENT/ACCOUNT; may be given again."
    exits: Path | None = None
    "A CSV of exits: agent,account."
    opening: str | None = None
    "infer, given, or a CSV of opening balances: agent,account,amount."
    as_of: str | None = None
    "Only transfers up to this time, such as 2026-01-31T09:30:00Z."
    limits: str = "none"
    "none or med-2.0."
    max_hops: int | None = None
    "Do not follow out of accounts this many transfers away from the victim."
    hop_window: str | None = None
    "Do not follow what leaves later than this after it came, such as 24h."
    min_amount: str | None = None
    "Do not follow parts smaller than this, such as 200.00."
    max_transfers: int | None = None
    "Do not follow more transfers than this."


def open_ledger(source: str, reading: Reading) -> Ledger:
    """The ledger of a file or folder, with progress on a terminal."""
    from clawback.cli.progress import waiting
    from clawback.ledgers.read import read_ledger

    with waiting(f"reading {source}"):
        return read_ledger(source, **asdict(reading))


def run_trace(ledger: Ledger, walking: Walking, rule: str) -> tuple[Trace, dict[str, str]]:
    """The trace that the options ask for, and the victims' names by claim where a file gives them."""
    from clawback.cli.lists import read_claims, read_exits, read_openings
    from clawback.cli.progress import waiting
    from clawback.tracing.trace import trace

    listed = read_claims(walking.claims) if walking.claims else {}
    opening: Any = walking.opening
    if opening not in (None, "infer", "given"):
        opening = read_openings(Path(opening), ledger.currency)
    with waiting("tracing"):
        found = trace(
            ledger,
            claims=[*walking.claim, *listed],
            rule=rule,
            limits=_limits(walking),
            exits=[*walking.exit, *(read_exits(walking.exits) if walking.exits else ())],
            opening=opening,
            as_of=walking.as_of,
        )
    return found, {name: victim for name, victim in listed.items() if victim}


def _limits(walking: Walking) -> Limits:
    from dataclasses import replace

    from clawback.tracing.limits import preset

    given = {
        name: getattr(walking, name)
        for name in ("max_hops", "hop_window", "min_amount", "max_transfers")
        if getattr(walking, name) is not None
    }
    return replace(preset(walking.limits), **given)
