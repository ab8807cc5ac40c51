"""What a builder refuses, and where it says the fault is."""

from __future__ import annotations

from typing import Any

import pytest

from clawback.errors import InputError, LedgerError, MoneyError
from clawback.ledgers.batches import batches
from clawback.ledgers.builder import Builder
from clawback.ledgers.index import two_threads
from clawback.ledgers.ledger import Ledger
from clawback.ledgers.reading import Notes, Opening, ReadOptions

MOST = 2**63 - 1


def part(*amounts: int, first: int = 1, currency: str = "EUR", to_and_fro: bool = False) -> Any:
    """Transfers T<first>, T<first + 1>... from x to y, one a second; or each back where the last went."""
    n = len(amounts)
    debtors = ["xy"[at % 2 if to_and_fro else 0] for at in range(n)]
    return batches(
        n,
        transfer_id=[f"T{first + at}" for at in range(n)],
        settled_at=[first + at for at in range(n)],
        debtor_agent="A",
        debtor_account=debtors,
        creditor_agent="A",
        creditor_account=["y" if debtor == "x" else "x" for debtor in debtors],
        amount=list(amounts),
        currency=currency,
        kind=0,
    )


def built(*parts: Any, notes: Notes | None = None, base: Ledger | None = None) -> Ledger:
    """A ledger of sources a, b, c..."""
    with two_threads() as threads:
        builder = Builder(notes or Notes(), threads, base=base)
        for name, source in zip("abc", parts, strict=False):
            builder.add_all(name, source)
        return builder.finish()


def refused(*parts: Any, notes: Notes | None = None, base: Ledger | None = None) -> InputError:
    """The error that a ledger is refused with."""
    with pytest.raises(InputError) as caught:
        built(*parts, notes=notes, base=base)
    return caught.value


def opened(*units: int, currency: str = "EUR", **options: Any) -> Notes:
    """Notes with opening balances of account A/x."""
    openings = [Opening("A", "x", currency, one) for one in units]
    return Notes(openings=openings, options=ReadOptions(**options))


def test_no_transfers() -> None:
    assert "there are no transfers" in str(refused(part()))
    assert "there are no transfers" in str(refused())


def test_an_id_used_twice_in_one_source() -> None:
    error = refused(list(part(1, 2)) + list(part(3, 4, first=2)))
    assert (error.file, error.row, error.field) == ("a", 3, "transfer_id")
    assert "'T2' has been used by row 2" in error.reason


def test_an_id_used_twice_in_two_sources_whatever_their_times() -> None:
    error = refused(part(1, 2, first=5), part(3, 4, first=4))
    assert (error.file, error.row) == ("b", 2)
    assert "'T5' has been used by a, row 1" in error.reason


def test_rows_are_counted_with_those_of_other_currencies() -> None:
    options = Notes(options=ReadOptions(currency="EUR"))
    error = refused(list(part(1, currency="USD")) + list(part(1)) + list(part(2)), notes=options)
    assert (error.file, error.row) == ("a", 3)
    assert "row 2" in error.reason


def test_an_id_that_is_in_the_ledger_already() -> None:
    error = refused(part(7, first=2), base=built(part(1, 2)))
    assert (error.file, error.row) == ("a", 1)
    assert "the ledger, row 2" in error.reason


def test_several_currencies_are_refused_by_their_names() -> None:
    error = refused(part(1), part(2, first=2, currency="USD"))
    assert "EUR and USD" in error.reason
    assert (error.file, error.field, error.remedy) == ("b", "currency", "choose one with --currency")


def test_one_of_several_currencies_is_chosen() -> None:
    notes = Notes(options=ReadOptions(currency="USD"))
    ledger = built(part(1), part(2, 3, first=2, currency="USD"), notes=notes)
    assert (ledger.currency.code, ledger.transfer_id.to_pylist()) == ("USD", ["T2", "T3"])


def test_a_chosen_currency_that_is_not_there() -> None:
    error = refused(part(1), notes=Notes(options=ReadOptions(currency="USD")))
    assert "no transfers in USD, but in EUR" in str(error)


def test_a_currency_whose_decimals_nobody_knows() -> None:
    assert isinstance(refused(part(1, currency="ZORKMID")), MoneyError)


def test_what_is_appended_is_in_the_currency_of_the_ledger() -> None:
    base = built(part(1))
    assert "EUR and USD" in str(refused(part(2, first=2, currency="USD"), base=base))
    error = refused(part(2, first=2), base=base, notes=Notes(options=ReadOptions(currency="USD")))
    assert "in EUR, not in USD" in error.reason


def test_an_append_of_nothing() -> None:
    assert "there are no transfers" in str(refused(part(), base=built(part(1))))


def test_sums_are_counted_up_to_the_last_unit_of_int64() -> None:
    ledger = built(part(MOST - 5, 5))
    assert ledger.index.net_final.tolist() == [-MOST, MOST]
    assert ledger.opening.tolist() == [MOST, 0]


@pytest.mark.parametrize("amounts", [(MOST - 5, 6), (MOST, 1), (MOST, MOST)])
def test_sums_of_amounts_beyond_int64(amounts: tuple[int, ...]) -> None:
    error = refused(part(*amounts))
    assert "the sum of amounts at account A/" in error.reason
    assert "int64" in error.reason


def test_sums_beyond_int64_are_refused_though_they_cancel_out() -> None:
    assert "the sum of amounts" in str(refused(part(MOST, MOST, 2, 2, to_and_fro=True)))


@pytest.mark.parametrize("units", [MOST - 9, -(MOST - 10), 0])
def test_openings_with_which_a_balance_stays_within_int64(units: int) -> None:
    ledger = built(part(10, 9, to_and_fro=True), notes=opened(units))
    assert (ledger.opening.tolist()[0], ledger.opening_given.tolist()) == (units, [1, 0])


@pytest.mark.parametrize("units", [MOST - 8, -(MOST - 9), MOST, -MOST, 2**63, -(2**70)])
def test_openings_beyond_int64(units: int) -> None:
    error = refused(part(10, 9, to_and_fro=True), notes=opened(units))
    assert "the opening balance" in error.reason
    assert "A/x" in error.reason


def test_inferred_openings_beyond_int64() -> None:
    assert "opening balance" in refused(part(1, MOST, MOST - 1, to_and_fro=True)).reason


def test_an_opening_given_twice() -> None:
    assert built(part(1), notes=opened(500, 500)).opening.tolist() == [500, 0]
    error = refused(part(1), notes=opened(500, 501))
    assert "A/x has two opening balances, 5.00 and 5.01 EUR" in error.reason


def test_openings_of_other_currencies_and_of_idle_accounts_are_left_out() -> None:
    notes = opened(500, currency="USD")
    notes.openings.append(Opening("A", "idle", "EUR", 3))
    ledger = built(part(7), notes=notes)
    assert ledger.numbers.to_pylist() == ["x", "y"]
    assert (ledger.opening.tolist(), ledger.opening_given.tolist()) == ([7, 0], [0, 0])


@pytest.mark.parametrize("units", [500, 490])
def test_an_opening_that_is_appended_may_follow_on(units: int) -> None:
    base = built(part(10), notes=opened(500))
    assert built(part(1, first=2), base=base, notes=opened(units)).opening.tolist() == [500, 0]


def test_an_opening_that_is_appended_and_does_not_follow_on() -> None:
    base = built(part(10), notes=opened(500))
    assert "5.00 and 4.80" in refused(part(1, first=2), base=base, notes=opened(480)).reason


def test_assumed_accounts_stay_so_when_more_is_appended() -> None:
    base = built(part(1), notes=Notes(assumed={("A", "y"), ("A", "nobody")}))
    assert base.assumed.tolist() == [0, 1]
    assert built(part(1, first=2), base=base).assumed.tolist() == [0, 1]


def test_notes_and_order_conflicts_are_kept() -> None:
    ledger = built(part(1), notes=Notes(texts=["one sentence"], order_conflicts=[["T1", "T2"]]))
    assert (ledger.notes, ledger.order_conflicts) == (("one sentence",), (("T1", "T2"),))


def test_an_error_of_a_reader_comes_through() -> None:
    def broken() -> Any:
        yield from part(1)
        raise LedgerError("is torn", file="f")

    assert str(refused(broken())) == "f: is torn"
