"""One-time codes: shown once to whoever made them; used by whom they are for, who sets a password with it."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from clawback.server.clocks.time import now
from clawback.server.pages.signing_in import sign_in
from clawback.server.people.inviting import LASTS, accept
from clawback.server.people.models import Member
from clawback.server.people.refusals import InvitationOver, WrongCode

__all__ = ["invitation", "shown"]


class InvitationForm(forms.Form):
    """The code, and the password that only its owner knows."""

    code = forms.CharField(label=_("One-time code, from your administrator"), max_length=60)
    password = forms.CharField(
        label=_("Password, 12 characters or more"), widget=forms.PasswordInput, max_length=200
    )
    again = forms.CharField(label=_("The same password again"), widget=forms.PasswordInput, max_length=200)

    def clean(self) -> dict[str, object]:
        found = super().clean() or {}
        if found.get("password") != found.get("again"):
            self.add_error("again", _("The two are not the same."))
        return found


@never_cache
def shown(request: HttpRequest, member: Member, code: str) -> HttpResponse:
    """The page on which a code is seen, once: it stands in no message, address or log."""
    found = {"who": member, "code": code, "hours": int(LASTS.total_seconds()) // 3600}
    return render(request, "pages/people/code.html", found)


@login_not_required
@require_http_methods(["GET", "POST"])
def invitation(request: HttpRequest) -> HttpResponse:
    """Sets the password, signs in, and leads to the second factor."""
    if settings.CLAWBACK_DEMO:
        raise Http404
    form = InvitationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            member = accept(now(), form.cleaned_data["code"], form.cleaned_data["password"])
        except WrongCode:
            form.add_error("code", _("No invitation has this code."))
        except InvitationOver:
            form.add_error("code", _("This invitation is over: ask your administrator for another."))
        except ValidationError as error:
            form.add_error("password", error)
        else:
            sign_in(request, member)
            return redirect("home")
    return render(request, "pages/people/invitation.html", {"form": form})
