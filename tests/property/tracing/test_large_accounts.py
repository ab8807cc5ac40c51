"""Small claims in a large account, most of whose debits are too small to take any: a walk passes over those."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.property.strategies import START, LedgerCase
from tests.property.tracing.asking import traced
from tests.property.tracing.plain_answer import plain_answer
from tests.reference import Account, PlainLimits, PlainTransfer

LARGE, VICTIMS, OTHERS = (
    ("B1", "large"),
    [("B1", f"V{i}") for i in range(4)],
    [("B2", name) for name in "XYZ"],
)
HOUR = 3_600_000_000


@st.composite
def large_accounts(draw: st.DrawFn) -> LedgerCase:
    """One account with money of its own between many debits and a few claims, some of them on its own debits."""
    rows: list[PlainTransfer] = []
    claims = []
    for number in range(draw(st.integers(2, 40))):
        row, is_claim = draw(step(number, rows))
        rows.append(row)
        claims += [row.id] * is_claim
    return LedgerCase(
        transfers=rows,
        claims=claims or [rows[0].id],
        openings=draw(st.one_of(st.none(), openings())),
        exits=frozenset(),
        limits=PlainLimits(hop_window=draw(st.sampled_from((None, 5 * HOUR)))),
        as_of=draw(st.sampled_from((None, None, START + 20 * HOUR)))
        if rows[0].id in claims[:1] and not claims[1:]
        else None,
    )


@st.composite
def step(draw: st.DrawFn, number: int, rows: list[PlainTransfer]) -> tuple[PlainTransfer, bool]:
    """The next transfer, and whether it is reported."""
    small, any_amount = st.integers(1, 30), st.integers(1, 9_000)
    sort = draw(
        st.sampled_from(("theft", "pays", "pays", "pays", "pays", "own", "onward", "reversal", "reported"))
    )
    sides: dict[str, tuple[Account, Account]] = {
        "theft": (draw(st.sampled_from(VICTIMS)), LARGE),
        "own": (("B3", "W"), LARGE),
        "onward": (draw(st.sampled_from(OTHERS)), draw(st.sampled_from([LARGE, *OTHERS, VICTIMS[0]]))),
    }
    debtor, creditor = sides.get(sort, (LARGE, draw(st.sampled_from([*OTHERS, LARGE]))))
    kind, reverses, amount = "transfer", None, draw(st.one_of(small, small, any_amount))
    if sort == "reversal" and (taken := [row for row in rows if row.creditor == LARGE]):
        back = draw(st.sampled_from(taken))
        kind, reverses, creditor = "reversal", back.id, back.debtor
    row = PlainTransfer(
        id=f"T{number:02}",
        settled_at=START + number * HOUR,
        debtor=debtor,
        creditor=creditor,
        amount=amount,
        kind=kind,
        reverses=reverses,
    )
    return row, sort in ("theft", "reported")


def openings() -> st.SearchStrategy[dict[Account, int]]:
    """Enough for most debits, or not."""
    return st.fixed_dictionaries({LARGE: st.one_of(st.integers(-50, 200), st.integers(1_000, 40_000))})


@settings(max_examples=500)
@given(large_accounts())
def test_the_answer_is_the_plain_one(case: LedgerCase) -> None:
    trace = traced(case)
    assert trace.to_dict() == plain_answer(case, trace.ledger.snapshot, trace.ledger.notes)
