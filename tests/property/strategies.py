"""Small random ledgers in which much happens: what every implementation of tracing is compared on.

Money flows on: most transfers debit an account that earlier ones credited. Amounts are tiny, so that
remainders of divisions matter, or huge, so that products pass 64 bits; their sum, openings included, stays
within int64.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st

from tests.reference import Account, PlainLimits, PlainTransfer

START = 1_767_225_600_000_000  # 2026-01-01T00:00:00Z
TIME_UNITS = (1, 1_000_000, 3_600_000_000)
EXIT_KINDS = ("cash", "card", "exchange")
LARGEST_SUM = 2**62
"""Of all amounts and given openings; inferred openings are at most the same again."""


@dataclass(frozen=True)
class Theme:
    """What a ledger is mostly about: the shapes of its steps and how often each, and how large it is at least."""

    shapes: str
    accounts: int = 2
    steps: int = 1
    limited: bool = False

    def steps_to_draw(self) -> list[str]:
        """Each shape as often as it says."""
        pairs = (word.partition("*") for word in self.shapes.split())
        return [shape for shape, _, times in pairs for _ in range(int(times or 1))]


THEMES = (
    Theme("theft*2 onward*7 home cash*2 reversal*3 early-reversal self any"),
    Theme("theft*2 onward*2 any*2 reversal*4"),
    Theme("theft*3 onward*9 home cash*4 self", accounts=4, steps=8, limited=True),
)


@dataclass(frozen=True, kw_only=True)
class LedgerCase:
    """A ledger in order and what is asked of it; `arguments` are those of `plain_trace`, but for the rule."""

    transfers: list[PlainTransfer]
    claims: list[str]
    openings: dict[Account, int] | None
    exits: frozenset[Account]
    limits: PlainLimits
    as_of: int | None

    def arguments(self) -> dict[str, Any]:
        """Everything but the transfers and the rule."""
        names = ("claims", "openings", "exits", "limits", "as_of")
        return {name: getattr(self, name) for name in names}


@dataclass
class Draft:
    """A ledger being drawn."""

    draw: st.DrawFn
    accounts: list[Account]
    victims: list[Account]
    largest: int
    amounts: st.SearchStrategy[int]
    time_unit: int
    now: int = START
    rows: list[PlainTransfer] = field(default_factory=list)
    claims: list[str] = field(default_factory=list)
    balance: dict[Account, int] = field(default_factory=dict)

    def pick(self, accounts: list[Account]) -> Account:
        """One of the accounts, or of all if there are none."""
        return self.draw(st.sampled_from(accounts or self.accounts))

    def next_account(self, debtor: Account) -> Account:
        """Where stolen money goes: seldom to a victim, else everything would soon be returned."""
        others = [account for account in self.accounts if account != debtor]
        further = [account for account in others if account not in self.victims]
        return self.pick(others if self.chance(6) else further or others)

    def pick_id(self) -> str:
        """The id of a transfer so far, or of the next."""
        return next_id(self.draw(st.integers(0, len(self.rows))))

    def chance(self, one_in: int) -> bool:
        """True once in so many times; shrinks to False."""
        return self.draw(st.integers(0, one_in - 1)) == one_in - 1

    def amount(self, debtor: Account) -> int:
        """An amount to pay: any, or all or half of what has come in, so that accounts are emptied."""
        funds = min(self.balance.get(debtor, 0), self.largest)
        choices = [st.just(part) for part in (funds, funds // 2) if part > 0]
        amount: int = self.draw(st.one_of(self.amounts, *choices))
        return amount

    def add(self, debtor: Account, creditor: Account, amount: int, **more: Any) -> PlainTransfer:
        """Adds a transfer, often at the same time as the one before."""
        self.now += self.draw(st.sampled_from((0, 0, 1, 2))) * self.time_unit
        row = PlainTransfer(
            id=next_id(len(self.rows)),
            settled_at=self.now,
            debtor=debtor,
            creditor=creditor,
            amount=amount,
            **more,
        )
        self.rows.append(row)
        self.balance[debtor] = self.balance.get(debtor, 0) - amount
        self.balance[creditor] = self.balance.get(creditor, 0) + amount
        return row

    def funded(self) -> list[Account]:
        """Accounts that claims may have reached: creditors so far, those with money first."""
        reached = list(dict.fromkeys(row.creditor for row in self.rows))
        return [account for account in reached if self.balance[account] > 0] or reached

    def step(self, shapes: list[str]) -> None:
        """Adds one transfer, or two, of a drawn shape; sometimes reports it."""
        shape = self.draw(st.sampled_from(shapes)) if self.claims else "theft"
        row = SHAPES[shape](self)
        if shape == "theft" or self.chance(20):
            self.claims.append(row.id)


def next_id(rank: int) -> str:
    """Ids count down, so that whoever orders ties by id and not by input is found out."""
    return f"T{90 - rank:02d}"


def theft(draft: Draft) -> PlainTransfer:
    """A victim pays, often into an account that has been paid into before."""
    debtor = draft.pick(draft.funded() if draft.chance(4) else draft.victims)
    reached = [account for account in draft.funded() if account != debtor]
    creditor = draft.pick(reached) if reached and draft.chance(2) else draft.next_account(debtor)
    return draft.add(debtor, creditor, draft.draw(draft.amounts))


def onward(draft: Draft) -> PlainTransfer:
    """Money that came in goes on."""
    debtor = draft.pick(draft.funded())
    return draft.add(debtor, draft.next_account(debtor), draft.amount(debtor))


def home(draft: Draft) -> PlainTransfer:
    """Money goes to the account of a victim, in cash too."""
    victims = [row.debtor for row in draft.rows if row.id in draft.claims]
    debtor = draft.pick(draft.funded())
    kind = draft.draw(st.sampled_from(("transfer", "transfer", "transfer", *EXIT_KINDS)))
    return draft.add(debtor, draft.pick(victims), draft.amount(debtor), kind=kind)


def cash(draft: Draft) -> PlainTransfer:
    """A transfer of another kind than transfer; but for fees its creditor is an exit."""
    debtor = draft.pick(draft.funded())
    kind = draft.draw(st.sampled_from((*EXIT_KINDS, "fee")))
    return draft.add(debtor, draft.next_account(debtor), draft.amount(debtor), kind=kind)


def reversal(draft: Draft) -> PlainTransfer:
    """Takes an earlier transfer back: in part, whole, more or again; or names one that does not fit.

    Now and then of a kind that takes nothing back, whatever it names.
    """
    original = draft.draw(st.sampled_from(draft.rows))
    parts = (original.amount, max(1, original.amount // 2), min(draft.largest, original.amount * 2))
    amount = draft.draw(st.one_of(*map(st.just, parts), draft.amounts))
    debtor, creditor = original.creditor, original.debtor
    reverses: str | None = original.id
    if draft.chance(8):
        debtor = draft.pick(draft.accounts)
    if draft.chance(8):
        reverses = draft.draw(st.sampled_from((None, "unheard-of", draft.pick_id())))
    kind = "transfer" if draft.chance(8) else "reversal"
    return draft.add(debtor, creditor, amount, kind=kind, reverses=reverses)


def early_reversal(draft: Draft) -> PlainTransfer:
    """A reversal that stands before the transfer it names."""
    debtor = draft.pick(draft.funded())
    creditor = draft.pick([account for account in draft.accounts if account != debtor])
    named = next_id(len(draft.rows) + 1)
    draft.add(debtor, creditor, draft.amount(debtor), kind="reversal", reverses=named)
    return draft.add(creditor, debtor, draft.draw(draft.amounts))


def to_itself(draft: Draft) -> PlainTransfer:
    """An account pays itself."""
    account = draft.pick(draft.funded())
    return draft.add(account, account, draft.amount(account))


def between_any(draft: Draft) -> PlainTransfer:
    """Any account pays any."""
    debtor = draft.pick(draft.accounts)
    return draft.add(debtor, draft.pick(draft.accounts), draft.draw(draft.amounts))


SHAPES = {
    "theft": theft,
    "onward": onward,
    "home": home,
    "cash": cash,
    "reversal": reversal,
    "early-reversal": early_reversal,
    "self": to_itself,
    "any": between_any,
}


@st.composite
def accounts(draw: st.DrawFn, least: int) -> list[Account]:
    """Up to 7 accounts of one agent without a name or of up to three; now and then one is `outside`."""
    agents = draw(st.sampled_from((("",), ("B1",), ("B1", "B2"), ("B1", "B2", "B3"))))
    numbers = "ABCDEFG"[: draw(st.integers(least, 7))]
    found = [(draw(st.sampled_from(agents)), number) for number in numbers]
    if draw(st.integers(0, 5)) == 5:
        found[-1] = (found[-1][0], "outside")
    return found


def amounts(largest: int) -> st.SearchStrategy[st.SearchStrategy[int]]:
    """The amounts of one ledger: tiny, small, huge, or tiny and huge mixed."""
    tiny, huge = st.integers(1, 5), st.integers(largest // 4, largest)
    return st.sampled_from((tiny, tiny, st.integers(1, 1000), huge, st.one_of(tiny, huge)))


def openings(
    places: list[Account], amount: st.SearchStrategy[int]
) -> st.SearchStrategy[dict[Account, int] | None]:
    """Inferred, all zero, given, overdrawn here and there, or given for some accounts alone."""
    either = st.one_of(amount, st.just(0), amount.map(int.__neg__))
    return st.one_of(
        st.none(),
        st.just(dict.fromkeys(places, 0)),
        st.fixed_dictionaries({place: st.one_of(st.just(0), amount) for place in places}),
        st.fixed_dictionaries(dict.fromkeys(places, either)),
        st.dictionaries(st.sampled_from(places), either),
    )


@st.composite
def walk_limits(draw: st.DrawFn, time_unit: int, amount: st.SearchStrategy[int]) -> PlainLimits:
    """Each alone, or all together; narrow enough to bite."""
    some = {
        "max_hops": st.sampled_from((2, 1, 3, 0)),
        "hop_window": st.integers(0, 3).map(time_unit.__mul__),
        "min_amount": amount,
        "max_transfers": st.integers(0, 6),
    }
    chosen = draw(st.sampled_from((*((name,) for name in some), tuple(some))))
    return PlainLimits(**{name: draw(some[name]) for name in chosen})


@st.composite
def exits(draw: st.DrawFn, places: list[Account]) -> frozenset[Account]:
    """Named exits: none in two ledgers of three, else up to two."""
    if draw(st.integers(0, 2)) < 2:
        return frozenset()
    return frozenset(draw(st.lists(st.sampled_from(places), min_size=1, max_size=2)))


@st.composite
def instants(draw: st.DrawFn, draft: Draft) -> int | None:
    """Mostly the end; else a time at or after the last claim, on a transfer or between two."""
    if draw(st.integers(0, 3)) < 3:
        return None
    last_claim = max(row.settled_at for row in draft.rows if row.id in draft.claims)
    times = [row.settled_at for row in draft.rows if row.settled_at >= last_claim]
    return draw(st.sampled_from(times)) + draw(st.integers(0, 1))


@st.composite
def ledgers(draw: st.DrawFn, max_steps: int = 24) -> LedgerCase:
    """A ledger with one claim or more. A step is one transfer, seldom two."""
    theme = draw(st.sampled_from(THEMES))
    places = draw(accounts(theme.accounts))
    steps = draw(st.integers(min(theme.steps, max_steps), max_steps))
    largest = LARGEST_SUM // (2 * steps + len(places))
    amount, time_unit = draw(amounts(largest)), draw(st.sampled_from(TIME_UNITS))
    victims = places[: draw(st.integers(1, max(1, len(places) // 2)))]
    draft = Draft(draw, places, victims, largest, amount, time_unit)
    for _ in range(steps):
        draft.step(theme.steps_to_draw())
    met = sorted(draft.balance)  # openings and exits are of accounts that occur
    limited = theme.limited or draft.chance(4)
    bare = theme.limited and draft.chance(2)  # no overdraft and no exit ends what a limit would
    return LedgerCase(
        transfers=draft.rows,
        claims=draw(st.permutations(draft.claims)),
        openings=None if bare else draw(openings(met, amount)),
        exits=frozenset() if bare else draw(exits(met)),
        limits=draw(walk_limits(time_unit, amount)) if limited else PlainLimits(),
        as_of=draw(instants(draft)),
    )


def overdraft_takes_all() -> LedgerCase:
    """A case too rare to be drawn: claims first reach M three hops out, and an overdraft takes them all.

    M keeps the depth 3, so that under `max_hops` of 3 a later claim paid to it directly goes no further.
    """
    hops = (("V", "A", 4), ("A", "B", 4), ("B", "M", 4), ("U", "M", 6), ("M", "X", 6))
    transfers = [
        PlainTransfer(
            id=next_id(rank), settled_at=START, debtor=("", debtor), creditor=("", creditor), amount=amount
        )
        for rank, (debtor, creditor, amount) in enumerate(hops)
    ]
    return LedgerCase(
        transfers=transfers,
        claims=[next_id(0), next_id(3)],
        openings={("", "M"): -4},
        exits=frozenset(),
        limits=PlainLimits(max_hops=3),
        as_of=None,
    )
