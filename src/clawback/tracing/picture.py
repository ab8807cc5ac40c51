"""A trace as the plain rows that a picture is drawn from."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any

from clawback.drawing.picture import draw_money_flow
from clawback.drawing.rows import FlowPosition, FlowTransfer, MoneyFlow
from clawback.drawing.texts import ENGLISH, Texts
from clawback.tracing.ends import KINDS

if TYPE_CHECKING:
    from clawback.tracing.result import Trace

__all__ = ["draw", "rule_of"]

_PREFERRED = "pro-rata"


def draw(
    found: Trace,
    victims: Mapping[str, str],
    *,
    rule: str | None = None,
    only: Collection[str] | None = None,
    title: str | None = None,
    texts: Texts = ENGLISH,
    width: int = 1200,
) -> str:
    """The money-flow picture as SVG text, under `rule`; None is the one asked for, pro-rata where all were.

    `victims` labels claims, by their ids in the ledger; `only` these are shown (None: all), and then bounds of an
    account are left out where other claims stand there too. Raises DrawingError.
    """
    rule = rule or rule_of(found)
    shown = [name for name in found.claims.ids if only is None or name in only]
    names = _account_names(found)
    last = int(found.ledger.settled_at.max()) if found.as_of is None else found.as_of
    flow = MoneyFlow(
        title=title or _title(found),
        rule=rule,
        snapshot=found.ledger.snapshot,
        currency=found.ledger.currency,
        transfers=_transfers(found, rule, names, shown),
        positions=_positions(found, rule, names, shown),
        claims={name: victims.get(name, name) for name in shown},
        until=last,
        bounds={
            names(bound.account): (bound.low, bound.high)
            for bound in found.bounds
            if all(found.claims.ids[claim] in shown for claim in bound.claims)
        },
        texts=texts,
    )
    return draw_money_flow(flow, width=width)


def rule_of(found: Trace) -> str:
    """The rule that the picture shows."""
    return _PREFERRED if _PREFERRED in found.rules else found.rules[0]


class _account_names:  # noqa: N801 - used as a function
    """Names accounts of the ledger, each looked up once."""

    def __init__(self, found: Trace) -> None:
        self.ledger = found.ledger
        self.known: dict[int, tuple[str, str]] = {}

    def __call__(self, account: int) -> tuple[str, str]:
        if account not in self.known:
            ledger = self.ledger
            self.known[account] = ledger.agents[account].as_py(), ledger.numbers[account].as_py()
        return self.known[account]


def _title(found: Trace) -> str:
    count = len(found.claims.ids)
    return f"Where the money of {count} claim{'s' if count > 1 else ''} went"


def _transfers(found: Trace, rule: str, names: _account_names, shown: Collection[str]) -> list[FlowTransfer]:
    walked, ledger = found.walk(rule), found.walked_ledger
    reported = {
        rank for name, rank in zip(found.claims.ids, found.claims.rank.tolist(), strict=True) if name in shown
    }
    ranks, starts = walked.log["rank"].tolist(), walked.log["start"].tolist()
    ids = ledger.transfer_id.take(walked.log["rank"]).to_pylist()
    rows = [
        FlowTransfer(
            transfer_id=name,
            settled_at=int(ledger.settled_at[rank]),
            debtor=names(int(ledger.debtor[rank])),
            creditor=names(int(ledger.creditor[rank])),
            parts=_parts(found, walked.log_parts[start:stop], shown),
            reported=rank in reported,
        )
        for name, rank, start, stop in zip(
            ids, ranks, starts, [*starts[1:], len(walked.log_parts)], strict=True
        )
    ]
    return rows if len(shown) == len(found.claims.ids) else [row for row in rows if row.parts]


def _positions(found: Trace, rule: str, names: _account_names, shown: Collection[str]) -> list[FlowPosition]:
    grouped: dict[tuple[int, int], dict[str, int]] = {}
    for end in found.walk(rule).ends:
        if found.claims.ids[end["claim"]] in shown:
            parts = grouped.setdefault((int(end["account"]), int(end["kind"])), {})
            parts[found.claims.ids[end["claim"]]] = int(end["amount"])
    return [
        FlowPosition(agent=names(account)[0], account=names(account)[1], kind=KINDS[kind], parts=parts)
        for (account, kind), parts in grouped.items()
    ]


def _parts(found: Trace, parts: Any, shown: Collection[str]) -> dict[str, int]:
    named = ((found.claims.ids[part["claim"]], int(part["amount"])) for part in parts)
    return {claim: amount for claim, amount in named if claim in shown}
