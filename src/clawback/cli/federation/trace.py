"""`clawback federation trace`: nodes on this machine trace over their own ledgers, by real messages."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from clawback.cli.options import Rule

__all__ = ["trace"]


def trace(
    folder: Path,
    *,
    claim: Annotated[tuple[str, ...], Parameter(negative="")] = (),
    rule: Rule = "all",
    output: Literal["table", "json"] = "table",
    exit: Annotated[tuple[str, ...], Parameter(negative="")] = (),  # noqa: A002 - the option's name
    max_hops: int | None = None,
    hop_window: str | None = None,
    min_amount: str | None = None,
) -> None:
    """Trace with one node for each ledger of a folder; nobody reads another's.

    Example: `clawback federation trace tests/data/federation --claim T3`

    The folder has a file `AGENT.csv` or `AGENT.parquet` for each agent: the transfers that touch its accounts. The
    nodes run on this machine, listen on loopback alone, and tell each other what a transfer carries of the claims; the
    result is that of `clawback trace` over all transfers in one ledger. What went to an agent without a file is
    listed as `awaiting`.

    Parameters
    ----------
    folder
        The folder of ledgers.
    claim
        A stolen transfer's id; may be given again.
    rule
        Which money leaves a mixed account first.
    output
        table for people, json for programs.
    exit
        An account at which following stops, AGENT/ACCOUNT; may be given again.
    max_hops
        Do not follow out of accounts this many transfers away from the victim.
    hop_window
        Do not follow what leaves later than this after it came, such as 24h.
    min_amount
        Do not follow parts smaller than this, such as 200.00.
    """
    from clawback.federation.lab.answer import answer
    from clawback.federation.lab.asking import trace_folder
    from clawback.tracing.limits import Limits
    from clawback.tracing.rules.names import chosen_rules

    limits = Limits(max_hops=max_hops, hop_window=hop_window, min_amount=min_amount)
    with saying() as say:
        traced = trace_folder(folder, claims=claim, limits=limits, exits=exit, say=say)
    found = answer(traced, chosen_rules(rule))
    if output == "json":
        import msgspec

        text = msgspec.json.format(msgspec.json.encode(found), indent=1)
        sys.stdout.buffer.write(text + b"\n")
        return
    from clawback.cli.federation.table import print_table

    print_table(found)


@contextmanager
def saying() -> Iterator[Callable[[str], None]]:
    """Shows what is being done, on stderr and only where that is a terminal."""
    if not sys.stderr.isatty():
        yield lambda text: None
        return
    from rich.console import Console

    with Console(stderr=True).status("starting") as status:
        yield status.update
