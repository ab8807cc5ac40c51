"""Random standings, claims and open holds, as a trace could give them."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import strategies as st

from clawback.holding.records import ClaimCap, OpenHold, Standing

RULES = 3
"""Rules enough for low and high to differ; a standing's bounds are taken over them."""


@dataclass(frozen=True, kw_only=True)
class Facts:
    standings: list[Standing]
    claims: list[ClaimCap]
    holds: list[OpenHold]


@st.composite
def facts(draw: st.DrawFn, *, holds: bool = False) -> Facts:
    names = [f"T{n}" for n in range(draw(st.integers(1, 3)))]
    accounts = [("B", f"A{n}") for n in range(draw(st.integers(1, 4)))]
    amounts = st.integers(0, 9)
    worlds = [
        {account: {name: draw(amounts) for name in names} for account in accounts} for _ in range(RULES)
    ]
    standings = []
    for account in accounts:
        totals = [sum(world[account].values()) for world in worlds]
        bounds = {name: sorted(world[account][name] for world in worlds) for name in names}
        standings.append(
            Standing(
                account=account,
                low=min(totals),
                high=max(totals),
                claims={name: (low, high) for name, (low, *_, high) in bounds.items() if high},
                holdable=draw(st.integers(0, 30)),
                newest_arrival=draw(st.integers(0, 2)),
                own=draw(st.integers(0, 5)),
            )
        )
    claims = []
    for name in names:
        traced = max(sum(world[account][name] for account in accounts) for world in worlds)
        loss = draw(st.one_of(st.just(traced + 5), st.integers(0, 30)))
        claims.append(ClaimCap(claim=name, loss=loss, traced=traced, returned=draw(st.integers(0, 3))))
    open_holds = draw(st.lists(_holds(names, accounts), max_size=4)) if holds else []
    return Facts(standings=standings, claims=claims, holds=open_holds)


def _holds(names: list[str], accounts: list[tuple[str, str]]) -> st.SearchStrategy[OpenHold]:
    parts = st.dictionaries(st.sampled_from(names), st.integers(1, 12), min_size=1)
    somewhere = st.sampled_from([*accounts, ("B", "gone")])
    return st.builds(lambda account, claims: OpenHold(account=account, claims=claims), somewhere, parts)
