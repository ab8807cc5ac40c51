"""What becomes of claims on the creditor's side, in words."""

from __future__ import annotations

from datetime import timedelta

from clawback.tracing.explaining.flows import EXIT_KINDS, Flow, Stop
from clawback.tracing.explaining.words import Words

__all__ = ["ended", "gone_on"]


def ended(flow: Flow, words: Words) -> list[str]:
    """A step for each thing by which parts of a transfer stop being followed before they reach the account."""
    creditor = words.account(flow.creditor)
    steps = []
    if flow.returned:
        told = words.parts(flow.returned)
        steps.append(
            f"Returned: {told} reaches the account of its own victim, {creditor}; own money from there on."
        )
    if flow.stop is not None:
        told = words.parts(flow.ends()["unfollowed"])
        steps.append(f"Not followed to {creditor}: {told}. {_why(flow, flow.stop, words)}")
    elif flow.ended is not None:
        steps.append(f"Exit: {words.parts(flow.ends()['exit'])} ends at {creditor}, {_exit(flow)}.")
    return steps


def gone_on(flow: Flow, words: Words) -> list[str]:
    """A step for what repays an overdraft of the creditor, and one for what stands there then."""
    creditor = words.account(flow.creditor)
    steps = []
    if flow.overdraft:
        told = words.parts(flow.overdraft)
        steps.append(f"Overdraft: {told} repays the overdraft of {creditor} and ends there.")
    if flow.arrives:
        steps.append(f"Followed to {creditor}: {words.parts(flow.arrives)}.")
    return steps


def _exit(flow: Flow) -> str:
    return (
        f"the creditor of a transfer of kind {flow.kind}" if flow.kind in EXIT_KINDS else "named as an exit"
    )


def _why(flow: Flow, stop: Stop, words: Words) -> str:
    debtor = words.account(flow.debtor)
    if stop.limit == "max_hops":
        return f"max_hops: the depth of {debtor} is {stop.found} already; the limit is {stop.bound}."
    if stop.limit == "hop_window":
        return (
            f"hop_window: claims last reached {debtor} {_duration(stop.found)} earlier; "
            f"the limit is {_duration(stop.bound)}."
        )
    if stop.limit == "min_amount":
        return f"min_amount: the claims' part is {words.money(stop.found)}; the least is {words.money(stop.bound)}."
    return f"max_transfers: {stop.found} transfers have been followed already; the limit is {stop.bound}."


def _duration(micros: int) -> str:
    return str(timedelta(microseconds=micros))
