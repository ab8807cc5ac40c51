"""Bank transaction codes as kinds of transfer.

ISO 20022 external code set "Bank Transaction Codes" (domain, family, sub-family); SWIFT MT940 field 61,
subfield 6 (transaction type identification code); the business transaction codes (GVC) of the German banks'
MT940. A code that is not here makes a plain transfer.
"""

from __future__ import annotations

__all__ = ["kind_of_gvc", "kind_of_iso", "kind_of_swift"]

_FEES = frozenset({"CHRG", "FEES", "COMM"})
_CASH = frozenset({"CWDL", "XBCW", "CDPT", "BCDP", "BCWD", "FCDP", "FCWD", "MSCD"})
_CASH_FAMILIES = frozenset({"CNTR", "CCRD", "MCRD"})
_CARD_FAMILIES = frozenset({"CCRD", "MCRD"})
_SWIFT = {"CHG": "fee", "COM": "fee", "BRF": "fee", "FEX": "exchange"}
_GVC = {"082": "cash", "083": "cash", "807": "fee", "808": "fee", "809": "fee"}


def kind_of_iso(domain: str | None, family: str | None, sub_family: str | None) -> str:
    """`fee` of any domain's charges, fees and commissions; of payments (PMNT) `cash` of counter and machine,
    else `card` of customer and merchant cards; `exchange` of foreign exchange (FORX)."""
    if sub_family in _FEES:
        return "fee"
    if domain == "FORX":
        return "exchange"
    if domain == "PMNT" and family in _CASH_FAMILIES and sub_family in _CASH:
        return "cash"
    return "card" if domain == "PMNT" and family in _CARD_FAMILIES else "transfer"


def kind_of_swift(code: str) -> str:
    """The kind of a four-letter code such as `NTRF`, `NCHG`, `S103`; its first letter tells only its source."""
    return _SWIFT.get(code[1:], "transfer")


def kind_of_gvc(code: str | None) -> str:
    """The kind of a three-digit German business transaction code."""
    return _GVC.get(code or "", "transfer")
