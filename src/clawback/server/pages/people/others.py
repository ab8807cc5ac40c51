"""Other organisations that a centre works with: an administrator brings them in."""

from __future__ import annotations

from django import forms
from django.core.validators import RegexValidator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from clawback.law import jurisdictions
from clawback.server.pages.deciding import decided
from clawback.server.pages.people.codes import shown
from clawback.server.pages.seeing import act_who_may
from clawback.server.people.facts import Subject
from clawback.server.people.joining import NewOrganisation, add_organisation
from clawback.server.people.models import Organisation

__all__ = ["organisations"]


class OrganisationForm(forms.Form):
    """A new organisation, with who administers it."""

    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=[
            ("agent", _("agent")),
            ("support", _("support body")),
            ("regulator", _("regulator")),
            ("foreign", _("foreign authority")),
            ("police", _("police unit")),
        ],
    )
    name = forms.CharField(label=_("Name of the organisation"), max_length=200)
    code = forms.CharField(
        label=_("Short name, such as north-bank"),
        max_length=40,
        validators=[RegexValidator(r"^[a-z0-9-]+\Z")],
    )
    jurisdiction = forms.ChoiceField(
        label=_("Jurisdiction"), choices=lambda: [(each, each.upper()) for each in jurisdictions()]
    )
    administrator = forms.CharField(label=_("Name of its first administrator"), max_length=200)
    username = forms.CharField(label=_("Their user name"), max_length=150)


@require_http_methods(["GET", "POST"])
def organisations(request: HttpRequest) -> HttpResponse:
    """The list, and the form; the code for the first administrator is shown once."""
    act = act_who_may(request, "add", Subject(kind="organisation"))
    form = OrganisationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        asked = NewOrganisation(**form.cleaned_data)
        made = decided(request, _("The organisation was added."), lambda: add_organisation(act, asked))
        if made:
            return shown(request, made[0].members.get(), made[1])
    found = {"rows": Organisation.objects.order_by("kind", "name"), "form": form}
    return render(request, "pages/people/organisations.html", found)
