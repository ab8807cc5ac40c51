"""What the demo shows: what the owner was told, as lines; and the picture that only this machine can draw, which has
all."""

from __future__ import annotations

from collections.abc import Mapping

from clawback import clock
from clawback.drawing import ENGLISH, FlowPosition, FlowTransfer, MoneyFlow, draw_money_flow
from clawback.drawing.rows import KINDS
from clawback.federation.book import Account
from clawback.federation.lab.network import Network
from clawback.federation.lab.scam import Scam
from clawback.federation.node import owning
from clawback.federation.node.draft import Draft
from clawback.federation.node.notices import settle_accounts
from clawback.federation.node.state import Owned
from clawback.money import currency, format_amount, parse_amount
from clawback.server.federated.store import PostgresStore
from clawback.tracing.rules.names import RULES

__all__ = ["draw", "lines_of"]

_RULE = "pro-rata"
_EUR = currency("EUR")
_SHORT = 10


def lines_of(network: Network, case: str, stores: Mapping[str, PostgresStore]) -> list[str]:
    """The owner's view: the way of the money, what stands where under how many rules, what is held until when."""
    owned = network.asking.state.owned[case]
    return [
        *_way(owned),
        "",
        f"{'institution':<12}{'account':<14}{'kind':<12}{_RULE:>12}{'low - high':>24}{'held':>12}  until",
        *_positions(owned),
        "",
        f"The owner saw institutions, tokens and amounts. {_counted(stores)}",
        *_journals(stores),
    ]


def _way(owned: Owned) -> list[str]:
    """From institution to institution, as both sides report it."""
    found = [
        (member, known.agent, _sum(known.parts))
        for member, report in owned.reports.items()
        for known in report.rules[_RULE].sent.values()
    ]
    return [
        f"{member:>8} --{format_amount(units, _EUR):>10} EUR--> {agent}"
        for member, agent, units in sorted(found, key=lambda each: -each[2])
    ]


def _positions(owned: Owned) -> list[str]:
    by_rule = [_standing(owned, rule) for rule in RULES]
    held = {
        (row.agent, row.account): (_sum(row.claims), row.lapses_at)
        for report in owned.reports.values()
        for row in report.holds.values()
        if row.state == "placed"
    }
    lines = []
    for each in sorted(owning.view(owned, _RULE).positions, key=lambda one: (one.agent, one.position)):
        place = each.agent, each.account
        over = [found.get(place, 0) for found in by_rule]
        bounds = f"{format_amount(min(over), _EUR)} - {format_amount(max(over), _EUR)}"
        amount, until = held.get(place, (0, ""))
        standing = each.position == "standing"
        lines.append(
            f"{each.agent:<12}{each.account[:_SHORT]:<14}{each.position:<12}"
            f"{format_amount(_sum(each.parts), _EUR):>12}{bounds if standing else '':>24}"
            f"{format_amount(amount, _EUR) if standing else '':>12}  {until[:16] if standing else ''}".rstrip()
        )
    return lines


def _standing(owned: Owned, rule: str) -> dict[Account, int]:
    return {
        (each.agent, each.account): _sum(each.parts)
        for each in owning.view(owned, rule).positions
        if each.position == "standing"
    }


def _sum(parts: Mapping[str, str]) -> int:
    return sum(parse_amount(text, _EUR) for text in parts.values())


def _counted(stores: Mapping[str, PostgresStore]) -> str:
    messages, size = (sum(getattr(store, name) for store in stores.values()) for name in ("messages", "size"))
    return f"{messages} messages, {size:,} bytes; each is kept, signed, on both sides:"


def _journals(stores: Mapping[str, PostgresStore]) -> list[str]:
    return [f"  journal of {name:<8} {store.root().hex()[:32]}..." for name, store in stores.items()]


def draw(network: Network, scam: Scam, case: str) -> str:
    """The flow under one rule, of what every node has by itself; its accounts are tokens too."""
    carried: dict[str, Mapping[str, int]] = {}
    for node in network.nodes.values():
        draft = Draft(node.site, node.state, node.now())
        settle_accounts(draft)
        carried |= draft.settled[_RULE].carried if draft.settled else {}
    view = owning.view(network.asking.state.owned[case], _RULE)
    flow = MoneyFlow(
        title="A scam through nodes that keep their ledgers",
        rule=_RULE,
        snapshot=f"case {case}",
        currency=_EUR,
        transfers=[
            FlowTransfer(
                transfer_id=row.key,
                settled_at=row.settled_at,
                debtor=_named(network, case, row.debtor),
                creditor=_named(network, case, row.creditor),
                parts=carried[row.key],
                reported=row.key == scam.first.key,
            )
            for row in scam.movements
            if row.key in carried
        ],
        positions=[
            FlowPosition(
                agent=each.agent,
                account=each.account[:_SHORT],
                kind=each.position,
                parts={claim: parse_amount(text, _EUR) for claim, text in each.parts.items()},
            )
            for each in view.positions
            if each.position in KINDS
        ],
        claims={scam.key: "the victim"},
        until=clock.to_micros(clock.now()),
        bounds={},
        texts=ENGLISH,
    )
    return draw_money_flow(flow)


def _named(network: Network, case: str, account: Account) -> Account:
    return account[0], network.nodes[account[0]].site.told(case, account)[:_SHORT]
