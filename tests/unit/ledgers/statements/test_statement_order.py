"""Every statement's own order is kept; where two contradict each other it is said."""

from __future__ import annotations

from pathlib import Path

from tests.unit.ledgers.statements.build import AGENTS, A, B, C, detail, document, entry, one, read, statement

DATE = "2026-01-31"
D, E = ("DELTDEFF", "D-1"), ("DELTDEFF", "E-1")


def at(hour: int) -> str:
    return f"{DATE}T{hour:02d}:00:00Z"


def known(number: str) -> tuple[str, str]:
    return (AGENTS[number], number)


def pay(e2e: str, to: tuple[str, str], booked: str = DATE) -> str:
    return entry("1.00", "DBIT", detail(to=to, e2e=e2e), ref=e2e, booked=booked, value=DATE)


def got(e2e: str, of: tuple[str, str], booked: str = DATE) -> str:
    return entry("1.00", "CRDT", detail(of=of, e2e=e2e), ref=f"{e2e}-in", booked=booked, value=DATE)


def test_time_orders_what_statements_leave_free(tmp_path: Path) -> None:
    first = one(A, pay("x", D, at(9)), pay("z", D, at(12)), opening="2.00")
    second = one(B, pay("y", D, at(10)), pay("w", D, at(12)), opening="2.00")
    for texts in ((first, second), (second, first)):
        found = read(tmp_path, *texts)
        assert found.ids == ["x", "y", "w", "z"]
        assert found.column("order_at") == found.column("settled_at")


def test_a_merged_transfer_binds_both_orders(tmp_path: Path) -> None:
    # By time m (11:00, where it was debited) would come after b1; B's statement has it before.
    first = one(A, pay("a1", D, at(10)), pay("m", known(B), at(11)), opening="2.00")
    second = one(B, got("m", known(A), at(8)), pay("b1", D, at(9)))
    found = read(tmp_path, first, second)
    assert found.ids == ["a1", "m", "b1"]
    assert found.notes.order_conflicts == []
    assert found.notes.assumed == set()
    assert found.column("order_at") == [max(found.column("settled_at")[: n + 1]) for n in range(3)]


def test_orders_that_contradict_are_listed_and_only_debits_stay_in_order(tmp_path: Path) -> None:
    # A: into A comes first, then out of A. B the same: each says that the other's debit came first.
    first = one(
        A,
        got("y", known(B)),
        pay("x", known(B)),
        pay("x2", known(B)),
        pay("later", D),
        opening="5.00",
        closing="3.00",
    )
    second = one(
        B, got("x2", known(A)), got("x", known(A)), pay("y", known(A)), opening="5.00", closing="6.00"
    )
    for texts in ((first, second), (second, first)):
        found = read(tmp_path, *texts)
        assert found.ids == ["x", "x2", "y", "later"]
        assert found.notes.order_conflicts == [["x", "x2", "y"]]
        assert found.notes.assumed == {known(A), known(B)}


def test_what_stands_around_a_conflict_stays_around_it(tmp_path: Path) -> None:
    first = one(
        A,
        pay("before", D, at(12)),
        got("y", known(B), at(12)),
        pay("x", known(B), at(12)),
        pay("after", D, at(6)),
        opening="2.00",
        closing="0.00",
    )
    second = one(B, got("x", known(A), at(12)), pay("y", known(A), at(12)), opening="0.00")
    found = read(tmp_path, first, second)
    assert found.notes.order_conflicts == [["x", "y"]]
    assert found.ids == ["before", "x", "y", "after"]


def test_a_conflict_over_three_statements(tmp_path: Path) -> None:
    a, b, c = (known(number) for number in (A, B, C))
    texts = [
        one(A, got("ca", c), pay("ab", b)),
        one(B, got("ab", a), pay("bc", c)),
        one(C, got("bc", b), pay("ca", a)),
    ]
    found = read(tmp_path, *texts)
    assert found.notes.order_conflicts == [["ab", "bc", "ca"]]
    assert found.notes.assumed == {a, b, c}


def test_on_a_bare_date_credits_of_an_account_without_a_statement_come_first(tmp_path: Path) -> None:
    # By id alone "a" would come first.
    out = one(A, got("a", D), closing="1.00")
    into = one(B, pay("z", D), opening="1.00")
    found = read(tmp_path, out, into)
    assert found.ids == ["z", "a-in"]
    assert found.notes.assumed == {D}


def test_with_a_time_the_time_decides(tmp_path: Path) -> None:
    found = read(
        tmp_path, one(A, got("a", D, at(9)), closing="1.00"), one(B, pay("z", D, at(9)), opening="1.00")
    )
    assert found.ids == ["a-in", "z"]
    assert found.notes.assumed == set()


def test_a_statements_order_comes_before_the_rule_for_bare_dates(tmp_path: Path) -> None:
    # D would have z before a, E would have b before y; the statements say a then b, and y then z.
    first = one(A, got("a", D), pay("b", E), opening="0.00")
    second = one(B, got("y", E), pay("z", D))
    found = read(tmp_path, first, second)
    assert sorted(found.ids) == ["a-in", "b", "y-in", "z"]
    assert found.ids.index("a-in") < found.ids.index("b")
    assert found.ids.index("y-in") < found.ids.index("z")
    assert found.notes.order_conflicts == []
    assert found.notes.assumed == {D, E}


def test_the_order_within_one_bare_day_of_a_statement_stays(tmp_path: Path) -> None:
    found = read(tmp_path, one(A, pay("b", D), got("c", D), pay("a", D), opening="1.00"))
    assert found.ids == ["b", "c-in", "a"]
    assert found.notes.assumed == set()


def test_statements_that_follow_on_are_one_order(tmp_path: Path) -> None:
    text = document(
        statement(A, pay("b", D), opening="5.00", closing="4.00", id="S1", seq=1),
        statement(A, pay("a", D), opening="4.00", closing="3.00", id="S2", seq=2),
    )
    assert read(tmp_path, text).ids == ["b", "a"]
