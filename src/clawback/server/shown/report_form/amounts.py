"""Amounts as people write them: read in one way only, or refused in words.

1234.5   1234,50   1,234.50   1.234,50   1 234.50   1'234.50   12,34,567.00   1,234,567
1,234    1.234     refused where the currency has decimals: it is 1234 to one reader, 1.234 to another
"""

from __future__ import annotations

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from clawback.errors import MoneyError
from clawback.money import Currency, parse_amount

__all__ = ["read_amount"]

_SPACES = re.compile(r"[\s'\u2019_]+")
_GROUPS = re.compile(r"\d{1,3}(,\d{2,3})*,\d{3}")


def read_amount(text: str, in_currency: Currency) -> int:
    """Minor units. Raises ValidationError, whose words say what to write instead."""
    said = unicodedata.normalize("NFKC", text).strip().upper()
    said = said.removeprefix(in_currency.code).removesuffix(in_currency.code).strip()
    plain = _SPACES.sub("", said)
    spaced = _SPACES.sub(" ", said)
    if not re.fullmatch(r"[\d.,]+", plain) or not re.search(r"\d", plain) or not _grouped(spaced):
        raise ValidationError(_("Write the amount in digits, such as 1234.50."))
    try:
        units = parse_amount(_decimal(plain, in_currency, spaced=plain != said), in_currency)
    except MoneyError:
        raise ValidationError(
            _("%(code)s has %(decimals)s decimals: write the amount such as %(example)s.")
            % {"code": in_currency.code, "decimals": in_currency.decimals, "example": _example(in_currency)}
        ) from None
    return units


def _grouped(spaced: str) -> bool:
    """Whether each space stands before three digits of the whole: 10 50 is two numbers, or a mistake."""
    whole, _mark, tail = re.sub(r"[.,]", ".", spaced).partition(".")
    return " " not in tail and (" " not in whole or bool(_GROUPS.fullmatch(whole.replace(" ", ","))))


def _decimal(plain: str, in_currency: Currency, *, spaced: bool) -> str:
    """The text with a point before its decimals, and nothing else; where spaces part thousands, no other mark does."""
    marks = [each for each in plain if not each.isdigit()]
    if not marks:
        return plain
    last = marks[-1]
    if len(set(marks)) == 1 and (len(marks) > 1 or in_currency.decimals == 0):
        return _whole(plain, last)  # nobody writes two decimal points
    head, _mark, tail = plain.rpartition(last)
    if len(marks) == 1:
        if len(tail) == 3 and not spaced:
            whole = plain.replace(last, "")
            raise ValidationError(
                _("%(text)s can be read in two ways. If you mean %(whole)s, write %(whole)s.00.")
                % {"text": plain, "whole": whole}
            )
        return f"{head or 0}.{tail or 0}"
    if marks.count(last) > 1:
        raise ValidationError(_("Write the amount in digits, such as 1234.50."))
    return f"{_whole(head, marks[0])}.{tail or 0}"


def _whole(text: str, mark: str) -> str:
    if not _GROUPS.fullmatch(text.replace(mark, ",")) or text.startswith(mark):
        raise ValidationError(_("Write the amount in digits, such as 1234.50."))
    return text.replace(mark, "")


def _example(in_currency: Currency) -> str:
    return "1234" + (f".{'5'.ljust(in_currency.decimals, '0')}" if in_currency.decimals else "")
