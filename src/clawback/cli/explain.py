"""`clawback explain`: the arithmetic of one account, line by line."""

from __future__ import annotations

import sys
from typing import Literal

from clawback.cli.options import Reading, Walking, open_ledger, run_trace

__all__ = ["explain"]

OneRule = Literal["fifo", "lifo", "pro-rata", "own-first", "stolen-first"]


def explain(
    ledger: str,
    *,
    account: str,
    rule: OneRule,
    output: Literal["table", "json"] = "table",
    walking: Walking = Walking(),  # noqa: B008 - frozen
    reading: Reading = Reading(),  # noqa: B008 - frozen
) -> None:
    """Show the arithmetic of one account, line by line, so that it can be checked with a pocket calculator.

    Example: `clawback explain tests/data/formats/csv/sample.csv --claim T3 --rule pro-rata --account B2/2050`

    Every transfer in and out from the first claim on: the balance, what stands there of whom, and the sum by
    which the transfer divides. What other accounts pay in is taken from the trace; the rest is computed anew,
    and each outflow and the end are compared with the trace.

    Parameters
    ----------
    ledger
        A file of any format, or a ledger folder.
    account
        The account to explain, AGENT/ACCOUNT, or /ACCOUNT where there is no agent.
    rule
        The allocation rule, one.
    output
        table for people, json for programs.
    """
    from clawback.tracing.accounts import parse_account
    from clawback.tracing.explaining import explain as explain_account

    agent, number = parse_account(account)
    found, _ = run_trace(open_ledger(ledger, reading), walking, rule)
    told = explain_account(found, rule, agent, number)
    if output == "json":
        import msgspec

        from clawback.tracing.explaining import to_dict

        text = msgspec.json.format(msgspec.json.encode(to_dict(told)), indent=1)
        sys.stdout.buffer.write(text + b"\n")
    else:
        from clawback.cli.explain_lines import print_lines

        print_lines(told)
