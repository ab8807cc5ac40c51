"""Random worlds of accounts at several banks, and the statements that their banks would write."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any
from uuid import UUID

from hypothesis import strategies as st

from clawback.clock import format_time
from tests.unit.ledgers.statements.build import AGENTS, A, B, C, Result, detail, entry, one, read

START = 1_767_225_600_000_000  # 2026-01-01T00:00:00Z
HOUR = 3_600_000_000
OWN = [(AGENTS[number], number) for number in (A, B, C)]
STRANGERS = [("DELTDEFF", "D-1"), ("40020030", "77"), ("DELTDEFF", "outside"), ("", "outside")]


@dataclass(frozen=True)
class Move:
    """A transfer of a world; `at` in microseconds."""

    number: int
    debtor: tuple[str, str]
    creditor: tuple[str, str]
    units: int
    at: int
    by_uetr: bool

    @property
    def uetr(self) -> str:
        return str(UUID(int=self.number + 1, version=4))

    def told(self, units: bool) -> str:
        """The detail that either bank writes of it."""
        return detail(
            amt=text(self.units) if units else None,
            of=_named(self.debtor),
            to=_named(self.creditor),
            uetr=self.uetr if self.by_uetr else None,
            e2e=None if self.by_uetr else f"E{self.number}",
        )


def _named(account: tuple[str, str]) -> tuple[str, str | None]:
    return (account[0], None if account[1] == "outside" else account[1])


@dataclass(frozen=True)
class World:
    """Moves in their order, and what each account with a statement held before."""

    moves: list[Move]
    openings: dict[tuple[str, str], int]

    def of(self, account: tuple[str, str]) -> list[Move]:
        return [move for move in self.moves if account in (move.debtor, move.creditor)]


def text(units: int) -> str:
    return f"{'-' if units < 0 else ''}{abs(units) // 100}.{abs(units) % 100:02d}"


@st.composite
def worlds(draw: st.DrawFn, most: int = 14) -> World:
    """Moves among three accounts with statements and four without; times rise, often by nothing."""
    moves = []
    at = START
    for number in range(draw(st.integers(0, most))):
        at += draw(st.sampled_from([0, 0, HOUR, 13 * HOUR]))
        debtor = draw(st.sampled_from(OWN + STRANGERS))
        others = OWN if debtor in STRANGERS else OWN + STRANGERS
        creditor = draw(st.sampled_from([one_ for one_ in others if one_ != debtor]))
        units = draw(st.integers(1, 10**6))
        moves.append(Move(number, debtor, creditor, units, at, draw(st.booleans())))
    return World(moves, {account: draw(st.integers(-(10**6), 10**6)) for account in OWN})


def statements(
    world: World, account: tuple[str, str], cut: int, moves: Sequence[Move] | None = None, off: int = 0
) -> list[str]:
    """The account's entries as two statements that follow on, the first of `cut` days at most; `off` is by how
    much the first one's closing balance is wrong."""
    told = world.of(account) if moves is None else list(moves)
    balance = world.openings[account]
    parts = [[m for m in told if _day(m) < cut], [m for m in told if _day(m) >= cut]]
    found = []
    for number, part in enumerate(parts, 1):
        closing = balance + sum(m.units if m.creditor == account else -m.units for m in part)
        found.append(
            one(
                account[1],
                *_entries(part, account),
                opening=text(balance),
                closing=text(closing + (off if number == 1 else 0)),
                id=f"{account[0]}-{number}",
                seq=number,
                first=f"2026-02-{number:02d}",
                last=f"2026-02-{number:02d}",
            )
        )
        balance = closing
    return found


def _day(move: Move) -> int:
    return (move.at - START) // (24 * HOUR)


def _entries(moves: Sequence[Move], account: tuple[str, str]) -> list[str]:
    """Moves of one time and direction stand in one entry, as its details."""
    found = []
    for (at, debit), group in groupby(moves, key=lambda m: (m.at, m.debtor == account)):
        members = list(group)
        time = format_time(at)
        found.append(
            entry(
                text(sum(m.units for m in members)),
                "DBIT" if debit else "CRDT",
                *(m.told(len(members) > 1) for m in members),
                booked=time,
                value=time[:10],
            )
        )
    return found


def read_all(contents: Sequence[str | bytes], **more: Any) -> Result:
    """What these give, read from a folder of their own."""
    with tempfile.TemporaryDirectory() as folder:
        return read(Path(folder), *contents, **more)
