"""Amounts that people type."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from clawback.money import currency, format_amount
from clawback.server.casework.refusals import FactsWrong
from clawback.server.shown.report_form.amounts import read_amount

__all__ = ["AmountField", "read_units", "typed"]


def read_units(text: str, code: str, field: str, *, signed: bool = False) -> int:
    """Minor units of an amount as people write it; below zero only where it is `signed`. Raises FactsWrong."""
    said = text.strip()
    below = signed and said[:1] in ("-", "\N{MINUS SIGN}", "\N{FULLWIDTH HYPHEN-MINUS}")
    try:
        units = read_amount(said[1:] if below else said, currency(code))
    except ValidationError as error:
        raise FactsWrong(error.messages[0], field=field) from None
    return -units if below else units


class AmountField(forms.CharField):
    """An amount in `code`, at most `most` minor units; cleaned to minor units, None where it may be left empty."""

    def __init__(self, code: str, *, most: int | None = None, least: int = 1, **more: object) -> None:
        self.code, self.most, self.least = code, most, least
        widget = forms.TextInput(attrs={"inputmode": "decimal", "class": "amount", "autocomplete": "off"})
        super().__init__(widget=widget, max_length=40, **more)  # type: ignore[arg-type]

    def clean(self, value: object) -> int | None:
        """Raises ValidationError, which says the bounds in the currency's own units."""
        text = str(super().clean(value)).strip()
        if not text:
            return None
        units = read_amount(text, currency(self.code))
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
