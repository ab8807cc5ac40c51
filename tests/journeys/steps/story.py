"""The case that a journey tells: who lost what, where it went, and the statements of the banks it passed.

Marta loses 4,800.00 to an account at North Bank; Li Wei and Ivo lose 2,000.00 and 1,000.00 to one at River Bank. North
passes 3,000.00 on to River and 600.00 to the exchange; from River 900.00 buy a bicycle, whose seller banks at South.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from clawback.money import currency, format_amount

__all__ = ["BANKS", "PEOPLE", "Story", "Victim"]

PEOPLE = {
    "intake": "Inés Ortega",
    "analyst": "Anna Lindqvist",
    "approver": "Carla Mendes",
    "second approver": "Deniz Arslan",
    "reviewer": "Ravi Menon",
    "north": "Nora Salim",
    "south": "Sven Dahl",
    "river": "Rita Campos",
    "old": "Olga Petrova",
    "small": "Sam Taylor",
    "exchange": "Xiu Lin",
}
"""Who plays what, as the page says on which one chooses who one is."""

BANKS = {"north": "North", "river": "River", "exchange": "Exchange", "south": "South"}

_LONDON = ZoneInfo("Europe/London")
_COLUMNS = (
    *("transfer_id", "settled_at", "debtor_agent", "debtor_account", "creditor_agent", "creditor_account"),
    *("amount", "currency", "kind"),
)


@dataclass(frozen=True, kw_only=True)
class Victim:
    """One report: from an account at `agent` to `creditor`, an agent and a number. `returned` is what comes back of it,
    by the order of the holds, where the journey is walked to its end; `back` is all of that."""

    name: str
    contact: str
    story: str
    agent: str
    account: str
    creditor: tuple[str, str]
    amount: str
    minutes: int
    returned: tuple[str, ...]
    back: str
    word: str = "heron-27"


@dataclass(frozen=True, kw_only=True)
class Story:
    """Times count in minutes from `start`, some hours before the journey; `mark` begins its account numbers, and ends
    what else one journey on a server must not share with another."""

    mark: str
    start: datetime

    @property
    def caller(self) -> str:
        """The telephone number that called all victims."""
        return f"+00 555 01{self.mark[-1]}6"

    def number(self, name: str) -> str:
        """An account number of this journey."""
        return f"{self.mark}{name}"

    def at(self, minutes: int) -> datetime:
        return self.start + timedelta(minutes=minutes)

    def local(self, minutes: int) -> datetime:
        """By the clock where the victim is."""
        return self.at(minutes).astimezone(_LONDON)

    def victims(self) -> tuple[Victim, Victim, Victim]:
        return (
            Victim(
                name="Marta Example",
                contact=f"marta-{self.mark}@example.org",
                story="They called as my bank's fraud desk and had me move my savings to a safe account.",
                agent="south",
                account=self.number("1001"),
                creditor=("north", self.number("2001")),
                amount="4800.00",
                minutes=0,
                returned=("1,200.00", "2,459.70", "570.30"),
                back="4,230.00",
            ),
            Victim(
                name="李伟",
                contact=f"+00 555 02{self.mark[-1]}3",
                story="对方自称银行客服，说我的账户有风险，让我把钱转到“安全账户”。",
                agent="small",
                account=self.number("1002"),
                creditor=("river", self.number("2002")),
                amount="2000.00",
                minutes=25,
                returned=("2,000.00",),
                back="2,000.00",
            ),
            Victim(
                name="Ivo Example",
                contact=f"ivo-{self.mark}@example.org",
                story="The same voice, the same safe account.",
                agent="old",
                account=self.number("1003"),
                creditor=("river", self.number("2002")),
                amount="1000.00",
                minutes=28,
                returned=("670.00",),
                back="670.00",
            ),
        )

    def statement(self, agent: str) -> bytes:
        """The entries of the account at North or River, as CSV."""
        north, river = self.number("2001"), self.number("2002")
        seller, coins = self.number("3001"), self.number("3002")
        marta, wei, ivo = (each.account for each in self.victims())
        entries = {
            "north": (
                ("N1", 0, ("south", marta), ("north", north), 480_000),
                ("N2", 20, ("north", north), ("river", river), 300_000),
                ("N3", 30, ("north", north), ("exchange", coins), 60_000),
            ),
            "river": (
                ("N2", 20, ("north", north), ("river", river), 300_000),
                ("R1", 25, ("small", wei), ("river", river), 200_000),
                ("R2", 28, ("old", ivo), ("river", river), 100_000),
                ("R3", 60, ("river", river), ("south", seller), 90_000),
            ),
        }[agent]
        out = io.StringIO()
        write = csv.writer(out)
        write.writerow(_COLUMNS)
        for name, minutes, debtor, creditor, units in entries:
            amount = format_amount(units, currency("EUR"))
            write.writerow(
                [name, self.at(minutes).isoformat(), *debtor, *creditor, amount, "EUR", "transfer"]
            )
        return out.getvalue().encode()
