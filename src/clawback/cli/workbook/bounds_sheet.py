"""The sheet of bounds: what stands in each account under each of the five rules, the least and the greatest."""

from __future__ import annotations

from clawback.cli.workbook.book import EXACT, Book, Sheet
from clawback.cli.workbook.plan import RulePlan
from clawback.tracing.answer import balance_of
from clawback.tracing.bounds import SENTENCE, Bound
from clawback.tracing.ends import STANDING
from clawback.tracing.rules.names import RULES

__all__ = ["write_bounds"]

_FIRST = 4
_RULE = 4
_LOW = _RULE + len(RULES)
_HEADS = ("Account no.", "Account", "Claim no.", "Claim")
_ROWS = 1_048_576
_SUMS = 20_000_000


def write_bounds(book: Book, plans: list[RulePlan]) -> None:
    """A row for each account in which claims stand, and one beneath for each claim there."""
    unit, code = book.unit(), book.currency.code
    widths = [8, 20, 7, 16, *([14] * len(RULES)), 14, 14, 12, 12, 14, 14, 14, 10, 10]
    sheet = book.sheet("Bounds", widths, repeat=_FIRST - 1)
    sheet.sheet.freeze_panes(_FIRST, 2)
    sheet.text(0, 0, "Bounds of what stands, by account and claim", "title")
    sheet.text(1, 0, SENTENCE, "plain")
    sheet.text(2, 0, f"What stands under each rule, in {unit}:", "plain")
    heads = [*_HEADS, *RULES, f"Low ({unit})", f"High ({unit})"]
    heads += ["Low by", "High by", f"Low ({code})", f"High ({code})", f"Balance ({code})", "Opening", "Order"]
    sheet.heads(_FIRST - 1, heads)
    rows = _Rows(book, sheet, plans)
    for bound in book.found.bounds:
        rows.write(bound)


class _Rows:
    def __init__(self, book: Book, sheet: Sheet, plans: list[RulePlan]) -> None:
        self.book = book
        self.sheet = sheet
        self.row = _FIRST
        found = book.found
        cells = sum(1 + len(bound.claims) for bound in found.bounds) * max(len(p.positions) for p in plans)
        self.plans = {plan.rule: plan for plan in plans if plan.exact and cells <= _SUMS}
        self.standing = {rule: _standing(book, rule) for rule in RULES}

    def write(self, bound: Bound) -> None:
        """The account, then its claims."""
        self._row(bound, None)
        for claim in bound.claims:
            self._row(bound, claim)

    def _row(self, bound: Bound, claim: int | None) -> None:
        book, sheet, row = self.book, self.sheet, self.row
        sheet.number(row, 0, bound.account + 1, "key")
        sheet.text(row, 1, book.account(bound.account))
        sheet.number(row, 2, 0 if claim is None else claim + 1, "key")
        sheet.text(row, 3, "all claims" if claim is None else book.found.claims.ids[claim])
        found = [self._units(rule, bound.account, claim) for rule in RULES]
        if max(found) < EXACT:
            for at, rule in enumerate(RULES):
                self._by_rule(_RULE + at, rule, found[at], claim)
            self._low_and_high(found)
        else:
            for at, units in enumerate(found):
                sheet.money(row, _RULE + at, units, None)
            self._low_and_high_as_texts(found)
        if claim is None:
            balance = balance_of(book.found, bound.account)
            sheet.money(row, _LOW + 6, balance, str(balance) if abs(balance) < EXACT else None)
            given = book.found.openings.given[bound.account]
            sheet.text(row, _LOW + 7, "given" if given else "inferred")
            sheet.text(row, _LOW + 8, "assumed" if book.found.ledger.assumed[bound.account] else "known")
        self.row += 1

    def _units(self, rule: str, account: int, claim: int | None) -> int:
        parts = self.standing[rule].get(account, {})
        return sum(parts.values()) if claim is None else parts.get(claim, 0)

    def _by_rule(self, column: int, rule: str, units: int, claim: int | None) -> None:
        """What stands under a rule, from its sheet if it has one."""
        plan, line = self.plans.get(rule), self.row + 1
        if plan is None or not plan.positions:
            self.sheet.number(self.row, column, units, "given")
            return
        sums = [
            plan.position_cells("position_amount", True),
            plan.position_cells("position_account_key", True),
            f"$A{line}",
        ]
        sums += [plan.position_cells("position_kind", True), '"standing"']
        if claim is not None:
            sums += [plan.position_cells("position_claim_key", True), f"$C{line}"]
        self.sheet.formula(self.row, column, f"SUMIFS({','.join(sums)})", units)

    def _low_and_high(self, found: list[int]) -> None:
        line, row = self.row + 1, self.row
        by_rule = f"$E{line}:$I{line}"
        for at, name, units in ((0, "MIN", min(found)), (1, "MAX", max(found))):
            column = "JK"[at]
            self.sheet.formula(row, _LOW + at, f"{name}({by_rule})", units)
            first = f"INDEX($E${_FIRST}:$I${_FIRST},MATCH({column}{line},{by_rule},0))"
            self.sheet.formula(row, _LOW + 2 + at, first, RULES[found.index(units)], "text")
            self.sheet.money(row, _LOW + 4 + at, units, f"{column}{line}")

    def _low_and_high_as_texts(self, found: list[int]) -> None:
        for at, units in ((0, min(found)), (1, max(found))):
            self.sheet.text(self.row, _LOW + 2 + at, RULES[found.index(units)])
            self.sheet.money(self.row, _LOW + 4 + at, units, None)


def _standing(book: Book, rule: str) -> dict[int, dict[int, int]]:
    """account -> claim -> minor units."""
    ends = book.found.walk(rule).ends
    found: dict[int, dict[int, int]] = {}
    for account, _, claim, amount in ends[ends["kind"] == STANDING].tolist():
        found.setdefault(account, {})[claim] = amount
    return found
