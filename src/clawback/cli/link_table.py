"""Operations for a terminal, and with the ids of their reports as JSON."""

from __future__ import annotations

from typing import Any

from rich.console import Console

from clawback.linking.operation import Operation, Reason

__all__ = ["operation_rows", "print_operations"]

_MOST = 8
"""Reasons shown of an operation; the others are counted."""


def operation_rows(operation: Operation, ids: dict[int, str]) -> dict[str, Any]:
    """The operation's JSON with ids in the place of numbers."""
    row = operation.to_dict()
    row["operation"] = ids[operation.number]
    row["reports"] = [ids[each] for each in operation.reports]
    for link, told in zip(operation.links, row["links"], strict=True):
        told["reports"] = [ids[link.one], ids[link.other]]
    return row


def print_operations(operations: list[Operation], ids: dict[int, str], aside: list[Reason]) -> None:
    """Prints to standard output."""
    console = Console(highlight=False, soft_wrap=True, emoji=False)
    standing = sum(len(each.reports) for each in operations)
    console.print(
        f"{_count(standing, 'report')} of {len(ids)} stand in {_count(len(operations), 'operation')}.",
        markup=False,
    )
    for each in operations:
        console.print()
        console.print(
            f"Operation {ids[each.number]}: {_count(len(each.reports), 'report')}, {each.first:%Y-%m-%d} to"
            f" {each.last:%Y-%m-%d}, cohesion {each.cohesion:.2f}",
            markup=False,
        )
        console.print("  " + " ".join(ids[report] for report in each.reports), markup=False)
        for reason in each.reasons[:_MOST]:
            console.print(f"  {reason.bits:4.1f} bits  {reason.sentence}", markup=False)
        if len(each.reasons) > _MOST:
            console.print(
                f"  ... and {len(each.reasons) - _MOST} more reasons: --output json lists all", markup=False
            )
    for reason in aside[:_MOST]:
        console.print(
            f"Set aside: {reason.thing.kind} {reason.thing.value}, which {reason.reports} reports name.",
            markup=False,
        )


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"
