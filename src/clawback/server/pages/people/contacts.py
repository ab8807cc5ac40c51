"""How an organisation is reached where nobody answers, and what the public may call; changed by two."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from clawback.server.pages.deciding import decided
from clawback.server.pages.seeing import act_who_may, may_do
from clawback.server.people.contacting import approve_contacts, ask_contacts, of_contacts
from clawback.server.people.models import Organisation
from clawback.server.shown.numbers import number_of

__all__ = ["contacts"]


class ContactsForm(forms.Form):
    """Both as they are to be; empty where there is none."""

    second_contact = forms.CharField(
        label=_("Second contact: e-mail address, or whom to call"), max_length=200, required=False
    )
    help_line = forms.CharField(label=_("Help line that the public may call"), max_length=200, required=False)


@require_http_methods(["GET", "HEAD", "POST"])
def contacts(request: HttpRequest, number: int) -> HttpResponse:
    """The contacts, a wish that waits, and the forms."""
    act = act_who_may(request, "change", of_contacts(number))
    found = get_object_or_404(Organisation, pk=number)
    waits = found.contact_changes.select_related("asked_by").filter(ended_at=None).first()
    if request.method == "POST" and request.POST.get("do") == "approve":
        change = number_of(request.POST.get("number", ""))
        get_object_or_404(found.contact_changes, pk=change)
        decided(request, _("The contacts are changed."), lambda: approve_contacts(act, change))
        return redirect("contacts", number)
    now = {"second_contact": found.second_contact, "help_line": found.help_line}
    form = ContactsForm(request.POST if request.method == "POST" else None, initial=now)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        done = _("Asked for: another administrator approves it.")
        decided(request, done, lambda: ask_contacts(act, number, said["second_contact"], said["help_line"]))
        return redirect("contacts", number)
    shown = {
        "at": act.at,
        "organisation": found,
        "waits": waits,
        "may_approve": waits is not None and may_do(act, "approve", of_contacts(number, waits)),
        "form": form,
    }
    return render(request, "pages/people/contacts.html", shown)
