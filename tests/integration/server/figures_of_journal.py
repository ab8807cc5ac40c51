"""The figures of a case from the journal's openings alone: no row of a hold, claim, plan or line is read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from clawback.server.casework.returns.figures import CaseFigures


def said() -> Iterator[tuple[datetime, str, str, dict[str, object]]]:
    """Every entry in order: time, verb, subject, and the values that its commitments open to."""
    from clawback.journal.canonical import from_canonical
    from clawback.server.record.models import EntryRow, OpeningRow

    values: dict[int, dict[str, object]] = {}
    for row in OpeningRow.objects.filter(report__isnull=True):
        values.setdefault(row.entry_id, {})[row.field] = from_canonical(bytes(row.value))
    for row in EntryRow.objects.order_by("index"):
        yield row.time, row.verb, row.subject, values.get(row.index, {})


def figures_of_journal(code: str) -> CaseFigures:
    """Of one case in one currency, all of whose decisions are in the journal."""
    from clawback.server.casework.returns.figures import CaseFigures

    paid_out: dict[str, int] = {}
    back: dict[str, int] = {}
    placed: dict[str, tuple[datetime, int]] = {}
    start: datetime | None = None
    returned, let_go, mistaken, late = 0, 0, 0, 0
    longest: timedelta | None = None
    returns: list[datetime] = []
    for at, verb, subject, values in said():
        kind = subject.split("/")[0]
        match verb, kind:
            case "claim", "claim":
                paid_out[subject] = int(values["after.amount"])
                start = at if start is None else min(start, at)
            case "bring", "claim":
                back[subject] = int(values["after.came_back"])
            case "place", "hold":
                placed[subject] = (at, int(values["after.in_force"]))
            case (("release" | "expire"), "hold"):
                amount = int(values["before.in_force"]) - int(values["after.in_force"])
                let_go += amount
                if verb == "release" and not str(values["after.reason"]).startswith("came back"):
                    mistaken += amount
                    length = at - placed[subject][0]
                    longest = length if longest is None else max(longest, length)
            case "confirm", "planline":
                returned += int(values["after.amount"])
                late += int(values["after.amount"]) * int(values["after.outlived"])
                returns.append(at)
    held = sum(amount for _, amount in placed.values())
    assert start is not None, "the journal tells of no claim"
    return CaseFigures(
        currency=code,
        lost=sum(paid_out.values()) - sum(back.values()),
        came_back=sum(back.values()),
        held=held,
        in_force=held - let_go - (returned - late),
        let_go=let_go - late,
        returned=returned,
        to_first_hold=min(at for at, _ in placed.values()) - start,
        to_first_return=min(returns) - start,
        to_last_return=max(returns) - start,
        mistaken=mistaken,
        mistaken_longest=longest,
    )
