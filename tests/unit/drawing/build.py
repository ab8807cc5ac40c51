"""Flows for pictures: a small ledger that traces pro rata while it is told, and rows made of it."""

from __future__ import annotations

from collections import defaultdict

from clawback.drawing import ENGLISH, FlowPosition, FlowTransfer, MoneyFlow, Texts
from clawback.money import Currency, divide

MINUTE = 60_000_000
HOUR = 60 * MINUTE
DAY = 24 * HOUR
START = 1_772_442_720 * 1_000_000  # 2026-03-02T09:12:00Z
EUR = Currency("EUR", 2)
Account = tuple[str, str]


class Story:
    """Tells transfers one after the other; `flow()` gives the rows of what was told."""

    def __init__(self, time: int = START) -> None:
        self.time = time
        self.transfers: list[FlowTransfer] = []
        self.claims: dict[str, str] = {}
        self.standing: defaultdict[Account, defaultdict[str, int]] = defaultdict(lambda: defaultdict(int))
        self.ended: defaultdict[tuple[Account, str], defaultdict[str, int]] = defaultdict(
            lambda: defaultdict(int)
        )

    def wait(self, micros: int) -> Story:
        self.time += micros
        return self

    def report(self, claim: str, debtor: Account, creditor: Account, units: int, label: str = "") -> Story:
        self.claims[claim] = label or claim
        self._tell(claim, debtor, creditor, {claim: units}, reported=True)
        self.standing[creditor][claim] += units
        return self

    def move(self, debtor: Account, creditor: Account, units: int, end: str = "") -> Story:
        """Moves up to so many minor units, pro rata; they stand at the creditor, or end there."""
        held = {claim: part for claim, part in self.standing[debtor].items() if part}
        amount = min(units, sum(held.values()))
        if not amount:
            return self
        divided = divide(amount, list(held.values()))
        parts = {claim: part for claim, part in zip(held, divided, strict=True) if part}
        for claim, part in parts.items():
            self.standing[debtor][claim] -= part
            (self.ended[creditor, end] if end else self.standing[creditor])[claim] += part
        self._tell(f"X{len(self.transfers)}", debtor, creditor, parts, reported=False)
        return self

    def _tell(
        self, name: str, debtor: Account, creditor: Account, parts: dict[str, int], *, reported: bool
    ) -> None:
        self.transfers.append(
            FlowTransfer(
                transfer_id=name,
                settled_at=self.time,
                debtor=debtor,
                creditor=creditor,
                parts=parts,
                reported=reported,
            )
        )

    def positions(self) -> list[FlowPosition]:
        places = [(account, "standing", parts) for account, parts in self.standing.items()]
        places += [(account, kind, parts) for (account, kind), parts in self.ended.items()]
        return [
            FlowPosition(agent=account[0], account=account[1], kind=kind, parts=dict(parts))
            for account, kind, parts in places
            if any(parts.values())
        ]

    def flow(
        self,
        *,
        title: str = "A case",
        texts: Texts = ENGLISH,
        until: int = HOUR,
        currency: Currency = EUR,
        rule: str = "pro-rata",
    ) -> MoneyFlow:
        """The rows; `until` counts from the last transfer."""
        positions = self.positions()
        bounds = {
            (position.agent, position.account): (total // 2, total)
            for position in positions
            if position.kind == "standing"
            for total in [sum(position.parts.values())]
        }
        return MoneyFlow(
            title=title,
            rule=rule,
            snapshot="sha256:" + "9f86d081884c7d65" * 4,
            currency=currency,
            transfers=self.transfers,
            positions=positions,
            claims=self.claims,
            until=self.time + until,
            bounds=bounds,
            texts=texts,
        )


def five_accounts() -> Story:
    """Three victims, two mules in two institutions, and every kind of end."""
    first, second, last = ("Nordbank", "11"), ("Südbank", "22"), ("Südbank", "33")
    story = Story()
    story.report("T1", ("Nordbank", "V1"), first, 100_000, "Anna")
    story.wait(10 * MINUTE).report("T2", ("Westbank", "V2"), first, 50_000, "Ben")
    story.wait(5 * MINUTE).move(first, second, 90_000)
    story.wait(20 * MINUTE).report("T3", ("Westbank", "V3"), second, 30_000, "Cleo")
    story.wait(HOUR).move(second, ("Exchange", "hot"), 40_000, "exit")
    story.wait(2 * DAY).move(second, last, 30_000)
    story.wait(MINUTE).move(last, ("Westbank", "V3"), 5_000, "returned")
    story.move(last, ("Nordbank", "red"), 4_000, "overdraft")
    return story.wait(MINUTE).move(last, ("Ostbank", "99"), 3_000, "unfollowed")


def fan_out(accounts: int, agents: int = 5) -> Story:
    """One claim that spreads over many small accounts; every seventh ends as cash."""
    story = Story().report("T1", ("Nordbank", "V1"), ("Nordbank", "hub"), accounts * 1_000)
    for number in range(accounts):
        end = "exit" if number % 7 == 0 else ""
        creditor = (f"Agent {number % agents}", f"{number:04d}")
        story.wait(MINUTE).move(("Nordbank", "hub"), creditor, 100 + 7 * (number % 90), end)
    return story
