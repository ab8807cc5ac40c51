"""Where the organisation's machines are told of events; what was given up, and sending it again."""

from __future__ import annotations

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from clawback.server.casework.machines.endpoints import end_endpoint, make_endpoint, send_again
from clawback.server.casework.models import Delivery, Endpoint
from clawback.server.pages.deciding import decided
from clawback.server.pages.tokens import seen_by
from clawback.server.people.facts import Subject
from clawback.server.people.may import Allowed, may

__all__ = ["end", "endpoints", "send"]

_MOST = 200


class EndpointForm(forms.Form):
    """Where events go."""

    address = forms.CharField(label=_("Address, https://"), max_length=500)


@login_required(redirect_field_name=None)
@require_http_methods(["GET", "POST"])
def endpoints(request: HttpRequest) -> HttpResponse:
    """Addresses, events that were given up, and for an administrator the form."""
    act, organisation = seen_by(request, "endpoint")
    may_make = isinstance(may(act.by, "make", Subject(kind="endpoint", owner=organisation.pk)), Allowed)
    form = EndpointForm(request.POST or None, label_suffix="") if may_make else None
    if request.method == "POST" and form is not None and form.is_valid():
        address = form.cleaned_data["address"]
        if decided(
            request,
            _("Events go there from now on."),
            lambda: make_endpoint(act, organisation.pk, address),
        ):
            return redirect("endpoints")
    found = Endpoint.objects.filter(organisation=organisation, ended_at=None).order_by("pk")
    dead = Delivery.objects.filter(endpoint__in=found, dead_at__isnull=False).select_related("endpoint")
    waiting = Delivery.objects.filter(endpoint__in=found, sent_at=None, dead_at=None).count()
    said = {"at": act.at, "endpoints": found, "dead": dead.order_by("-pk")[:_MOST], "waiting": waiting}
    return render(request, "pages/endpoints.html", {**said, "form": form})


@login_required(redirect_field_name=None)
@require_POST
def end(request: HttpRequest, number: int) -> HttpResponse:
    """Ends an endpoint."""
    act, organisation = seen_by(request, "endpoint")
    if not Endpoint.objects.filter(pk=number, organisation=organisation).exists():
        raise Http404
    decided(request, _("Nothing goes there any more."), lambda: end_endpoint(act, number))
    return redirect("endpoints")


@login_required(redirect_field_name=None)
@require_POST
def send(request: HttpRequest, number: int) -> HttpResponse:
    """Sends an event again that was given up."""
    act, organisation = seen_by(request, "endpoint")
    if not Delivery.objects.filter(pk=number, endpoint__organisation=organisation).exists():
        raise Http404
    decided(request, _("It is sent again."), lambda: send_again(act, number))
    return redirect("endpoints")
