"""Random worlds of accounts with balances, claims paid into them, and what each account's agent would answer."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import strategies as st

from clawback.server.casework.statements.facts import Account, AnswerFact, ClaimFact, EntryFact, Facts

HOUR = 3_600_000_000


@dataclass(frozen=True, kw_only=True)
class Move:
    """A settled transfer; `claim` is its number where it is reported, else 0."""

    debtor: Account
    creditor: Account
    amount: int
    settled_at: int
    claim: int


@dataclass(frozen=True, kw_only=True)
class World:
    claims: tuple[ClaimFact, ...]
    answers: tuple[AnswerFact, ...]
    balances: dict[Account, int]

    def facts(self, answers: tuple[AnswerFact, ...] | None = None) -> Facts:
        return Facts(currency="EUR", claims=self.claims, answers=self.answers if answers is None else answers)


def world_of(opening: dict[Account, int], *rows: tuple[Account, Account, int, int]) -> World:
    """A world of moves, one an hour: debtor, creditor, amount, the number of the claim that it is (0 for none)."""
    balance = dict(opening)
    moves = [
        Move(debtor=debtor, creditor=creditor, amount=amount, settled_at=at * HOUR, claim=claim)
        for at, (debtor, creditor, amount, claim) in enumerate(rows, 1)
    ]
    for move in moves:
        if move.debtor in balance:
            balance[move.debtor] -= move.amount
        balance[move.creditor] += move.amount
    return _world(opening, balance, moves)


def _world(opening: dict[Account, int], balance: dict[Account, int], moves: list[Move]) -> World:
    answers = tuple(
        _answer(number, account, opening[account], balance[account], moves, 20 * HOUR)
        for number, account in enumerate(opening, 1)
    )
    return World(
        claims=tuple(_claim(each) for each in moves if each.claim), answers=answers, balances=balance
    )


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """Up to four accounts and three victims; nobody is overdrawn, and nothing goes back to a victim."""
    accounts = [("bank", f"A{n}") for n in range(draw(st.integers(2, 4)))]
    opening = {account: draw(st.integers(0, 30)) for account in accounts}
    balance = dict(opening)
    moves: list[Move] = []
    victims = 0
    for at in range(1, draw(st.integers(2, 10)) + 1):
        creditor = draw(st.sampled_from(accounts))
        rich = [each for each in accounts if balance[each] > 0 and each != creditor]
        is_claim = victims == 0 or not rich or (victims < 3 and draw(st.booleans()))
        if is_claim and victims < 3:
            victims += 1
            debtor: Account = ("home", f"V{victims}")
            amount = draw(st.integers(1, 40))
        elif rich:
            is_claim = False
            debtor = draw(st.sampled_from(rich))
            amount = draw(st.integers(1, balance[debtor]))
            balance[debtor] -= amount
        else:
            continue
        balance[creditor] += amount
        moves.append(
            Move(
                debtor=debtor,
                creditor=creditor,
                amount=amount,
                settled_at=at * HOUR,
                claim=victims if is_claim else 0,
            )
        )
    return _world(opening, balance, moves)


def _claim(move: Move) -> ClaimFact:
    return ClaimFact(
        number=move.claim,
        debtor=move.debtor,
        creditor=move.creditor,
        amount=move.amount,
        came_back=0,
        settled_at=move.settled_at,
    )


def _answer(
    number: int, account: Account, opening: int, closing: int, moves: list[Move], ends: int
) -> AnswerFact:
    own = [each for each in moves if account in (each.debtor, each.creditor)]
    entries = tuple(
        EntryFact(
            place=place,
            debit=each.debtor == account,
            other=each.creditor if each.debtor == account else each.debtor,
            amount=each.amount,
            settled_at=each.settled_at,
            kind="transfer",
            name=f"{account[1]}-{place}",
        )
        for place, each in enumerate(own)
    )
    return AnswerFact(
        number=number,
        account=account,
        claim=1,
        begins=0,
        ends=ends,
        opening=opening,
        closing=closing,
        entries=entries,
    )
