"""Amounts that people type."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from clawback.errors import MoneyError
from clawback.money import currency, format_amount, parse_amount

__all__ = ["AmountField", "typed"]


class AmountField(forms.CharField):
    """An amount in `code`, at most `most` minor units; cleaned to minor units, None where it may be left empty.

    Thousands may be parted by commas or spaces; the decimal point is a point.
    """

    def __init__(self, code: str, *, most: int | None = None, least: int = 1, **more: object) -> None:
        self.code, self.most, self.least = code, most, least
        widget = forms.TextInput(attrs={"inputmode": "decimal", "class": "amount", "autocomplete": "off"})
        super().__init__(widget=widget, max_length=40, **more)  # type: ignore[arg-type]

    def clean(self, value: object) -> int | None:
        """Raises ValidationError, which says the bounds in the currency's own units."""
        text = "".join(str(super().clean(value)).replace(",", "").split())
        if not text:
            return None
        try:
            units = parse_amount(text, currency(self.code))
        except MoneyError:
            raise ValidationError(_("Write an amount such as 1250.00.")) from None
        if units < self.least:
            raise ValidationError(
                _("The least is %(least)s."), params={"least": typed(self.least, self.code)}
            )
        if self.most is not None and units > self.most:
            raise ValidationError(_("The most is %(most)s."), params={"most": typed(self.most, self.code)})
        return units


def typed(units: int, code: str) -> str:
    """Minor units as somebody would type them."""
    return format_amount(units, currency(code))
