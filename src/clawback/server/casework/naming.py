"""The names of an account: its IBAN and the forms in which its own country writes it. Pure.

A short number without its bank or branch is no name: two accounts may share it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from clawback.server.casework.refusals import FactsWrong

__all__ = ["Names", "canonical", "masked", "names_of", "sort_code_of"]

_SPACING = re.compile(r"[\s.\-]+")
_IBAN = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}")
_SORT = re.compile(r"\s*([0-9]{2})[- ]?([0-9]{2})[- ]?([0-9]{2})[ ,/:]+([0-9]{8})\s*")
"""A sort code and a number, as the United Kingdom writes them: apart. Fourteen digits in a row may be anything."""
_IFSC = re.compile(r"([A-Z]{4})0[A-Z0-9]{6}[,/:]?([0-9]{9,18})")


@dataclass(frozen=True, kw_only=True, slots=True)
class Names:
    """`number` is the canonical one, `national` the same account as its country writes it.

    `bic` and `bank_codes` are what an IBAN says of the agent, empty where it says nothing; a bank code stands behind
    its country: GB/601613. A sort code is one too; `ifsc` are the four letters of the agent of an Indian account.
    """

    number: str
    is_iban: bool = False
    national: frozenset[str] = frozenset()
    bic: str = ""
    bank_codes: tuple[str, ...] = ()
    ifsc: str = ""


def canonical(number: str) -> str:
    """The account number in capitals, without spacing. Raises FactsWrong where nothing is left, or too much."""
    found = _SPACING.sub("", number).upper()
    if not found or len(found) > 64 or not found.isprintable():
        raise FactsWrong(f"{number[:40]!r} is not an account number", field="account")
    return found


def names_of(number: str) -> Names:
    """Every name that the number tells. Raises FactsWrong for an IBAN of full length whose check digits do not fit."""
    text = canonical(number)
    if _IBAN.fullmatch(text):
        return _of_iban(text)
    if written := sort_code_of(number):
        return Names(number="".join(written), bank_codes=(f"GB/{written[0]}",))
    if indian := _IFSC.fullmatch(text):
        return Names(number=text, national=frozenset({indian[2]}), ifsc=indian[1])
    return Names(number=text)


def sort_code_of(number: str) -> tuple[str, str] | None:
    """A British sort code and the number behind it, where both were written; None else."""
    found = _SORT.fullmatch(number)
    return (f"{found[1]}{found[2]}{found[3]}", found[4]) if found else None


def _of_iban(text: str) -> Names:
    from schwifty import IBAN
    from schwifty.exceptions import InvalidChecksumDigits, SchwiftyException

    try:
        iban = IBAN(text)
    except InvalidChecksumDigits:
        raise FactsWrong(
            f"the IBAN {text[:4]}...{text[-4:]} has a wrong digit",
            field="account",
            remedy="compare it with the statement, figure by figure",
        ) from None
    except SchwiftyException:
        return Names(number=text)
    bank, branch, account = (part or "" for part in (iban.bank_code, iban.branch_code, iban.account_code))
    forms = {str(iban.bban)}
    if account and (branch or bank):
        forms.add((branch or bank) + account)
        forms.add(bank + branch + account)
    codes = tuple(f"{iban.country_code}/{code}" for code in (bank, branch, bank + branch) if code)
    return Names(
        number=text, is_iban=True, national=frozenset(forms), bic=str(iban.bic or "")[:8], bank_codes=codes
    )


def masked(number: str) -> str:
    """An account's last characters, for whoever has a code: four, and never more than half of it."""
    return f"…{number[len(number) - min(4, len(number) // 2) :]}"
