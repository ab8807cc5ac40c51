"""What an agent says to a hold request."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from clawback.server.casework.answering import REASONS
from clawback.server.casework.models import HoldRequest
from clawback.server.pages.amounts import AmountField, typed
from clawback.server.pages.widgets import PlainSelect
from clawback.server.shown.words import WORDS

__all__ = ["PlaceForm", "RefuseForm"]


class PlaceForm(forms.Form):
    """How much is held: all that is asked, unless the agent says less."""

    def __init__(self, asked: HoldRequest, data: Any = None) -> None:
        super().__init__(data, auto_id=f"place-{asked.pk}-%s")
        self.fields["amount"] = AmountField(
            asked.currency,
            most=asked.amount,
            label=_("Amount to hold"),
            initial=typed(asked.amount, asked.currency),
        )
        self.fields["protected"] = AmountField(
            asked.currency,
            least=0,
            required=False,
            label=_("Protected and taken off"),
            help_text=_(
                "Wages, benefits, the minimum sum: what the basis protects. Leave it empty for none."
            ),
        )


class RefuseForm(forms.Form):
    """Why nothing is held."""

    reason = forms.ChoiceField(
        label=_("Why"),
        choices=lambda: [(each, WORDS[each]) for each in REASONS if each in WORDS],
        widget=PlainSelect,
    )
    words = forms.CharField(
        label=_("In words"),
        help_text=_("Only where the reason is another one. Name no customer."),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, auto_id="refuse-0-%s")

    def clean(self) -> dict[str, Any]:
        """Another reason needs words of its own."""
        said = super().clean() or {}
        if said.get("reason") == "other" and not str(said.get("words", "")).strip():
            self.add_error("words", _("Say the reason in words."))
        return said
