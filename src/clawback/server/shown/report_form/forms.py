"""One form a question. Fields that may stay empty say so; errors say what to write."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from clawback.money import currency
from clawback.server.people.models import Organisation
from clawback.server.shown.report_form.amounts import read_amount
from clawback.server.shown.report_form.fields import checked_account, moment, zone_of
from clawback.server.shown.report_form.kinds import SCAM_TYPES

__all__ = ["FORMS", "OTHER", "Question"]

OTHER: Final = "other"
_YES_NO: Final[list[tuple[str, str | Promise]]] = [("yes", _("Yes")), ("no", _("No"))]
_CURRENCIES: Final = (
    *("EUR", "USD", "GBP", "CNY", "HKD", "SGD", "MYR", "THB", "INR", "BRL", "AUD", "JPY", "KRW", "CHF"),
    *("CAD", "NZD", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF", "RON", "TRY", "AED", "SAR", "ZAR", "MXN"),
    *("ARS", "CLP", "COP", "PEN", "IDR", "PHP", "VND", "TWD", "MOP", "KHR", "MMK", "LAK", "NGN", "KES"),
)


class Question(forms.Form):
    """A question of a report that `organisation` takes."""

    def __init__(self, data: Any = None, *, organisation: Organisation, prefix: str | None = None) -> None:
        super().__init__(data, prefix=prefix, label_suffix="")
        self.organisation = organisation
        for name, field in self.fields.items():
            if field.required and isinstance(field.widget, (forms.TextInput, forms.Textarea, forms.Select)):
                field.widget.attrs.setdefault("autocomplete", _AUTOCOMPLETE.get(name, "off"))


_AUTOCOMPLETE: Final = {"contact": "email", "name": "name"}


def _choice(label: Any, choices: list[tuple[str, str | Promise]]) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect, required=False)


class SafeForm(Question):
    """Decides on a referral and on what is said next, never on belief."""

    leaving = _choice(_("Is money still leaving your account, or are you about to pay?"), _YES_NO)
    safe = _choice(_("Are you in a safe place right now?"), _YES_NO)
    forced = _choice(_("Is somebody forcing you to pay, or to do something for them?"), _YES_NO)


class StoryForm(Question):
    """In their own words."""

    story = forms.CharField(
        label=_("What happened?"),
        help_text=_("In your own words, in your own language. A few lines are enough."),
        widget=forms.Textarea(attrs={"rows": 9}),
        max_length=50_000,
    )


class KindForm(Question):
    """A guess of the victim's; staff may say otherwise."""

    scam_type = forms.ChoiceField(
        label=_("What was it most like?"),
        choices=[("", _("I do not know")), *SCAM_TYPES],
        widget=forms.RadioSelect,
        required=False,
    )


class _AccountForm(Question):
    agent = forms.ChoiceField(label=_("Bank"), choices=[])
    other = forms.CharField(
        label=_("If it is not in the list: its name, as far as you know it"), max_length=200, required=False
    )
    number = forms.CharField(label=_("Account number"), max_length=100)

    def __init__(self, data: Any = None, **further: Any) -> None:
        super().__init__(data, **further)
        agents = Organisation.objects.filter(kind="agent", suspended=False).order_by("name")
        known = [(each.code, each.name) for each in agents]
        choices = [("", _("Choose")), *known, (OTHER, _("Another, or I do not know"))]
        field = self.fields["agent"]
        assert isinstance(field, forms.ChoiceField), "an agent is chosen from a list"
        field.choices = choices

    def clean_number(self) -> str:
        return checked_account(self.cleaned_data["number"])


class FromForm(_AccountForm):
    """The victim's own side."""

    field_order = ("agent", "other", "number")

    def __init__(self, data: Any = None, **further: Any) -> None:
        super().__init__(data, **further)
        self.fields["agent"].label = _("Your bank")
        self.fields["number"].label = _("Your account number")
        self.fields["number"].help_text = _("The account or card that the money left, such as an IBAN.")


class ToForm(_AccountForm):
    """Where they were told to pay."""

    named = forms.CharField(
        label=_("The name that you were given"),
        help_text=_("Leave it empty if you were given none."),
        max_length=200,
        required=False,
    )

    def __init__(self, data: Any = None, **further: Any) -> None:
        super().__init__(data, **further)
        self.fields["agent"].label = _("The bank that you paid to")
        self.fields["number"].label = _("The account number that you paid to")
        self.fields["number"].help_text = _(
            "It stands with the payment in your bank's app or on your statement."
        )


class AmountForm(Question):
    """How much, and how much of it came back."""

    amount = forms.CharField(
        label=_("How much did you pay?"),
        help_text=_("For example 1234.50"),
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )
    currency = forms.ChoiceField(label=_("Currency"), choices=[(each, each) for each in _CURRENCIES])
    came_back = forms.CharField(
        label=_("How much of it came back already?"),
        help_text=_("From anybody: the bank, the scammers, an insurer. Leave it empty if nothing did."),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )

    def clean(self) -> dict[str, Any]:
        said = dict(self.cleaned_data)
        if "currency" in said:
            self._read(said, "amount")
            self._read(said, "came_back")
        if said.get("amount") == 0:
            self.add_error("amount", _("Write an amount above zero."))
        if (said.get("came_back") or 0) > (said.get("amount") or 0) > 0:
            self.add_error("came_back", _("More came back than you paid. Please look at both amounts again."))
        return said

    def _read(self, said: dict[str, Any], name: str) -> None:
        try:
            said[name] = read_amount(said[name], currency(said["currency"])) if said.get(name) else 0
        except ValidationError as error:
            del said[name]
            self.add_error(name, error)


class WhenForm(Question):
    """In the zone of the jurisdiction."""

    day = forms.DateField(
        label=_("On which day?"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    time = forms.TimeField(
        label=_("At what time?"),
        help_text=_("Leave it empty if you do not know."),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    reference = forms.CharField(
        label=_("Reference of the payment"),
        help_text=_("A number or text that your bank shows with it. Leave it empty if there is none."),
        max_length=36,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        said = dict(self.cleaned_data)
        if said.get("day"):
            try:
                zone = zone_of(self.organisation.jurisdiction)
                said["settled_at"] = moment(said["day"], said.get("time"), zone)
            except ValidationError as error:
                self.add_error("day", error)
        return said


class MoreForm(Question):
    """Another transfer begins its own questions."""

    more = forms.ChoiceField(
        label=_("Was there another payment?"), choices=_YES_NO, widget=forms.RadioSelect, required=True
    )


class BackForm(Question):
    """Who stands in for the loss already."""

    reimbursed = forms.CharField(
        label=_("Has anybody paid you for the loss, or promised to?"),
        help_text=_("For example your bank or an insurer: who, and how much. Leave it empty if nobody has."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=500,
        required=False,
    )


class TracesForm(Question):
    """What links one report with others."""

    telephone = forms.CharField(label=_("Telephone numbers"), required=False, max_length=500)
    address = forms.CharField(label=_("Web addresses"), required=False, max_length=1000)
    handle = forms.CharField(
        label=_("Names in apps"),
        help_text=_("Several at once: put a comma between them. Leave empty what you do not have."),
        required=False,
        max_length=500,
    )


class YouForm(Question):
    """How they are reached."""

    name = forms.CharField(label=_("Your name"), max_length=200)
    contact = forms.CharField(
        label=_("Your e-mail address or telephone number"),
        help_text=_("We write there that there is something new: never with a link, an amount or a request."),
        max_length=300,
    )
    helper = forms.CharField(
        label=_("Is somebody helping you? Their name and telephone number"),
        help_text=_("Leave it empty if you are on your own."),
        max_length=300,
        required=False,
    )


class WordForm(Question):
    """The second factor."""

    word = forms.CharField(
        label=_("A word or number of your own"),
        help_text=_("4 characters or more, which nobody guesses. You can leave it empty."),
        min_length=4,
        max_length=100,
        required=False,
    )


class CheckForm(Question):
    """The last yes."""

    true = forms.BooleanField(label=_("What I said is true, as far as I know."))


FORMS: Final[dict[str, type[Question]]] = {
    "safe": SafeForm,
    "story": StoryForm,
    "kind": KindForm,
    "from": FromForm,
    "to": ToForm,
    "amount": AmountForm,
    "when": WhenForm,
    "more": MoreForm,
    "back": BackForm,
    "traces": TracesForm,
    "you": YouForm,
    "word": WordForm,
    "check": CheckForm,
}
