"""The form by which an agent answers a statement request."""

from __future__ import annotations

from datetime import datetime

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from clawback.errors import MoneyError
from clawback.money import currency, parse_amount
from clawback.server.casework.models import StatementRequest
from clawback.server.casework.statements.answering import Answer
from clawback.server.casework.statements.reading import MOST_BYTES

__all__ = ["AnswerForm"]


def _instant() -> forms.DateTimeInput:
    return forms.DateTimeInput(attrs={"type": "datetime-local", "step": "1"}, format="%Y-%m-%dT%H:%M:%S")


class AnswerForm(forms.Form):
    """Everything that an answer says; what was typed stays where it is refused, only the file is chosen again."""

    kind = forms.ChoiceField(
        label=_("What you answer"),
        choices=[
            ("entries", _("All entries, with both balances")),
            ("parts", _("Only what left with the claim, as you compute it")),
        ],
        initial="entries",
        widget=forms.RadioSelect,
    )
    file = forms.FileField(label=_("CSV or camt.053, unpacked, at most 5 MiB"), allow_empty_file=True)
    opening = forms.CharField(
        label=_("Balance just before the credit (leave empty if the camt.053 says it)"),
        required=False,
        max_length=30,
    )
    closing = forms.CharField(label=_("Balance after the last entry"), required=False, max_length=30)
    begins_at = forms.DateTimeField(label=_("Complete from (UTC)"), widget=_instant())
    ends_at = forms.DateTimeField(label=_("Complete until (UTC)"), widget=_instant())

    def __init__(self, asked: StatementRequest, at: datetime, *args: object, **kwargs: object) -> None:
        kwargs["initial"] = {"begins_at": asked.begins_at, "ends_at": at.replace(microsecond=0)}
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.label_suffix = ""
        self._currency = currency(asked.currency)

    def clean_opening(self) -> int | None:
        return self._units("opening")

    def clean_closing(self) -> int | None:
        return self._units("closing")

    def _units(self, field: str) -> int | None:
        text = str(self.cleaned_data[field]).strip()
        try:
            return parse_amount(text, self._currency) if text else None
        except MoneyError as error:
            raise forms.ValidationError(str(error)) from None

    def clean_file(self) -> object:
        found = self.cleaned_data["file"]
        if found.size > MOST_BYTES:
            raise forms.ValidationError(gettext("The file is larger than 5 MiB."))
        return found

    def answer(self) -> Answer:
        """What was said, once it is valid."""
        said = self.cleaned_data
        return Answer(
            kind=said["kind"],
            begins_at=said["begins_at"],
            ends_at=said["ends_at"],
            file=said["file"].name[:100],
            data=said["file"].read(),
            opening=said["opening"],
            closing=said["closing"],
        )
