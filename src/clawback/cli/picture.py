"""A trace as the plain rows that a picture is drawn from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clawback.drawing.picture import draw_money_flow
from clawback.drawing.rows import FlowPosition, FlowTransfer, MoneyFlow
from clawback.drawing.texts import ENGLISH
from clawback.tracing.ends import KINDS

if TYPE_CHECKING:
    from clawback.tracing.result import Trace

__all__ = ["draw", "rule_of"]

_PREFERRED = "pro-rata"


def draw(found: Trace, victims: dict[str, str]) -> str:
    """The money-flow picture as SVG text, under the rule asked for; pro-rata where all were."""
    rule = rule_of(found)
    names = _account_names(found)
    last = int(found.ledger.settled_at.max()) if found.as_of is None else found.as_of
    return draw_money_flow(
        MoneyFlow(
            title=_title(found),
            rule=rule,
            snapshot=found.ledger.snapshot,
            currency=found.ledger.currency,
            transfers=_transfers(found, rule, names),
            positions=_positions(found, rule, names),
            claims={name: victims.get(name, name) for name in found.claims.ids},
            until=last,
            bounds={names(bound.account): (bound.low, bound.high) for bound in found.bounds},
            texts=ENGLISH,
        )
    )


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


def _transfers(found: Trace, rule: str, names: _account_names) -> list[FlowTransfer]:
    walked, ledger = found.walk(rule), found.walked_ledger
    reported = set(found.claims.rank.tolist())
    ranks, starts = walked.log["rank"].tolist(), walked.log["start"].tolist()
    ids = ledger.transfer_id.take(walked.log["rank"]).to_pylist()
    return [
        FlowTransfer(
            transfer_id=name,
            settled_at=int(ledger.settled_at[rank]),
            debtor=names(int(ledger.debtor[rank])),
            creditor=names(int(ledger.creditor[rank])),
            parts=_parts(found, walked.log_parts[start:stop]),
            reported=rank in reported,
        )
        for name, rank, start, stop in zip(
            ids, ranks, starts, [*starts[1:], len(walked.log_parts)], strict=True
        )
    ]


def _positions(found: Trace, rule: str, names: _account_names) -> list[FlowPosition]:
    grouped: dict[tuple[int, int], dict[str, int]] = {}
    for end in found.walk(rule).ends:
        parts = grouped.setdefault((int(end["account"]), int(end["kind"])), {})
        parts[found.claims.ids[end["claim"]]] = int(end["amount"])
    return [
        FlowPosition(agent=names(account)[0], account=names(account)[1], kind=KINDS[kind], parts=parts)
        for (account, kind), parts in grouped.items()
    ]


def _parts(found: Trace, parts: object) -> dict[str, int]:
    return {found.claims.ids[part["claim"]]: int(part["amount"]) for part in parts}  # type: ignore[attr-defined]
