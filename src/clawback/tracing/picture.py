"""A trace as the plain rows that a picture is drawn from."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from clawback.drawing.picture import draw_money_flow
from clawback.drawing.rows import FlowPosition, FlowTransfer, MoneyFlow
from clawback.drawing.texts import ENGLISH, Texts
from clawback.tracing.ends import KINDS

if TYPE_CHECKING:
    from clawback.tracing.result import Trace

__all__ = ["carried_by", "draw", "positions_of", "rule_of"]

_PREFERRED = "pro-rata"


def draw(
    found: Trace,
    victims: Mapping[str, str],
    *,
    rule: str | None = None,
    only: Collection[str] | None = None,
    back: Collection[str] = (),
    title: str | None = None,
    texts: Texts = ENGLISH,
    width: int = 1200,
) -> str:
    """The money-flow picture as SVG text, under `rule`; None is the one asked for, pro-rata where all were.

    `victims` labels claims, by their ids in the ledger; `only` these are shown (None: all), and then bounds of an
    account are left out where other claims stand there too. `back` are transfers that paid victims: see positions_of.
    Raises DrawingError.
    """
    rule = rule or rule_of(found)
    shown, names = _shown(found, only), _account_names(found)
    last = int(found.ledger.settled_at.max()) if found.as_of is None else found.as_of
    flow = MoneyFlow(
        title=title or _title(found),
        rule=rule,
        snapshot=found.ledger.snapshot,
        currency=found.ledger.currency,
        transfers=_transfers(found, rule, names, shown),
        positions=positions_of(found, rule, only=only, back=back),
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


def positions_of(
    found: Trace, rule: str, *, only: Collection[str] | None = None, back: Collection[str] = ()
) -> list[FlowPosition]:
    """Where the claims are, `only` these (None: all), by account and kind.

    What the transfers `back`, by their ids, took along has come back to a victim, whose claim's it is by the rule or
    another's: it is `returned`, and neither an exit nor standing where they lead.
    """
    shown, names = _shown(found, only), _account_names(found)
    grouped: defaultdict[tuple[tuple[str, str], str], Counter[str]] = defaultdict(Counter)
    for end in found.walk(rule).ends:
        name = found.claims.ids[end["claim"]]
        if name in shown:
            grouped[names(int(end["account"])), KINDS[end["kind"]]][name] += int(end["amount"])
    for account, parts in carried_by(found, rule, back, only=only):
        for claim, units in parts.items():
            for kind in ("exit", "standing"):
                there = grouped[account, kind]
                moved = min(units, there[claim])
                there[claim] -= moved
                grouped[account, "returned"][claim] += moved
                units -= moved
    return [
        FlowPosition(agent=account[0], account=account[1], kind=kind, parts=+parts)
        for (account, kind), parts in grouped.items()
        if +parts
    ]


def carried_by(
    found: Trace, rule: str, transfers: Collection[str], *, only: Collection[str] | None = None
) -> Iterator[tuple[tuple[str, str], Mapping[str, int]]]:
    """(creditor, parts of the claims `only`) of each of these transfers, by their ids, that takes any along."""
    if transfers:
        names = _account_names(found)
        for row in _transfers(found, rule, names, _shown(found, only)):
            if row.transfer_id in transfers and row.parts:
                yield row.creditor, row.parts


def _shown(found: Trace, only: Collection[str] | None) -> list[str]:
    return [name for name in found.claims.ids if only is None or name in only]


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


def _parts(found: Trace, parts: Any, shown: Collection[str]) -> dict[str, int]:
    named = ((found.claims.ids[part["claim"]], int(part["amount"])) for part in parts)
    return {claim: amount for claim, amount in named if claim in shown}
