"""The first visit: the one-time code of the terminal makes the first administrator."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from clawback.law import jurisdictions
from clawback.server.clocks.time import now
from clawback.server.pages.signing_in import sign_in
from clawback.server.people.first import FirstAdministrator, is_set_up, set_up_first
from clawback.server.people.refusals import SetUpAlready, WrongCode

__all__ = ["set_up"]


class SetUpForm(forms.Form):
    """Everything that the first administrator says."""

    one_time_code = forms.CharField(label=_("One-time code, from the terminal"), max_length=60)
    organisation = forms.CharField(label=_("Name of your organisation"), max_length=200)
    code = forms.CharField(
        label=_("Short name, such as centre-1"), max_length=40, validators=[RegexValidator(r"^[a-z0-9-]+\Z")]
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=[("centre", _("centre")), ("police", _("police unit"))])
    jurisdiction = forms.ChoiceField(
        label=_("Jurisdiction"), choices=lambda: [(each, each.upper()) for each in jurisdictions()]
    )
    name = forms.CharField(label=_("Your name"), max_length=200)
    username = forms.CharField(label=_("User name"), max_length=150)
    password = forms.CharField(
        label=_("Password, 12 characters or more"), widget=forms.PasswordInput, max_length=200
    )


@login_not_required
@require_http_methods(["GET", "POST"])
def set_up(request: HttpRequest) -> HttpResponse:
    """The form; once somebody is set up, the way to the home page."""
    if settings.CLAWBACK_DEMO or is_set_up():
        return redirect("home")
    form = SetUpForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        code = form.cleaned_data.pop("one_time_code")
        try:
            member = set_up_first(now(), code, FirstAdministrator(**form.cleaned_data))
        except WrongCode:
            form.add_error("one_time_code", _("This is not the code in the terminal."))
        except SetUpAlready:
            return redirect("home")
        except ValidationError as error:
            form.add_error("password", error)
        else:
            sign_in(request, member)
            return redirect("home")
    return render(request, "pages/set_up.html", {"form": form})
