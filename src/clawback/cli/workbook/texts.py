"""What the workbook says of itself."""

from __future__ import annotations

__all__ = ["READING", "RULE_TEXTS", "TOO_LARGE", "TOO_MANY"]

RULE_TEXTS = {
    "fifo": "Oldest arrivals leave first; the opening balance is the oldest (Clayton's case, 1816).",
    "lifo": "Newest arrivals leave first (used by some tax and insolvency practice).",
    "pro-rata": "Each outflow divides over claims and own money in proportion to what stands there "
    "(the rolling charge: Barlow Clowes v Vaughan [1992], North American method).",
    "own-first": "Own money leaves first; what exceeds it divides in proportion over the claims "
    "(Re Hallett's Estate (1880); Roscoe v Winder [1915]).",
    "stolen-first": "The claims leave first, in proportion; then own money (Re Oatway [1903]).",
}

READING = (
    "White cells are formulas or texts; figures in blue were taken from the ledger or the trace. Change one, and "
    "what follows from it on the same sheet is computed anew; balances are the ledger's and stay.",
    "Sums are made in whole units of {unit}, so that every figure is exact; the columns in {currency} repeat them "
    "for reading.",
    "Whole units divide in proportion by largest remainder: each part is rounded down, and the units left over go "
    "one each to the largest remainders, ties to the earlier claim, own money last.",
    "Under fifo and lifo, for reversals, and for repaid overdrafts, the parts are figures of the trace; "
    "`clawback explain` shows their arithmetic account by account.",
)

TOO_LARGE = (
    "Figures here go beyond fifteen digits, which a spreadsheet cannot compute with exactly: they are texts, and "
    "nothing is computed from them."
)

TOO_MANY = (
    "There are too many positions to be summed from the transfers by formulas: they are figures of the trace."
)
