"""Tokens of the organisation's machines: who has one, a new one, and its end."""

from __future__ import annotations

from typing import Final

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from clawback.server.casework.machines.tokens import SCOPES, NewToken, end_token, make_token, roles_for
from clawback.server.casework.models import Token
from clawback.server.pages.deciding import decided
from clawback.server.pages.signing_in import act_of
from clawback.server.people.acting import Act
from clawback.server.people.facts import Subject
from clawback.server.people.may import Allowed, may
from clawback.server.people.models import Organisation
from clawback.server.people.refusals import Refusal
from clawback.server.shown.refused import told
from clawback.server.shown.words import WORDS

__all__ = ["end", "seen_by", "tokens"]

_SCOPE_TEXTS: Final[dict[str, str | Promise]] = {
    "cases:read": _("read cases"),
    "evidence:confirm": _("confirm that reported transfers were made"),
    "figures:read": _("read figures"),
    "hold-requests:answer": _("place and refuse holds"),
    "hold-requests:read": _("read hold requests"),
    "holds:read": _("read holds and releases"),
    "holds:release": _("release holds, confirm releases"),
    "objections:record": _("record objections of holders, read what became of them"),
    "reports:write": _("report for victims"),
    "returns:pay": _("send and confirm returns"),
    "statements:answer": _("answer statement requests"),
    "statements:read": _("read statement requests"),
}


class TokenForm(forms.Form):
    """What an administrator says of a new token."""

    name = forms.CharField(label=_("Which machine is it?"), max_length=100)
    role = forms.ChoiceField(label=_("Its role"))
    scopes = forms.MultipleChoiceField(label=_("What it is for"), widget=forms.CheckboxSelectMultiple)
    public_key = forms.CharField(
        label=_("Ed25519 public key that signs its requests, base64"), max_length=60, required=False
    )
    certificate = forms.CharField(
        label=_("Or SHA-256 of its client certificate"), max_length=100, required=False
    )

    def __init__(self, data: object, organisation: Organisation) -> None:
        super().__init__(data, label_suffix="")  # type: ignore[arg-type]
        role, scopes = self.fields["role"], self.fields["scopes"]
        assert isinstance(role, forms.ChoiceField)
        assert isinstance(scopes, forms.ChoiceField)
        role.choices = [(each, WORDS.get(each, each)) for each in roles_for(organisation)]
        scopes.choices = [(each, _SCOPE_TEXTS[each]) for each in SCOPES]


@never_cache
@login_required(redirect_field_name=None)
@require_http_methods(["GET", "POST"])
def tokens(request: HttpRequest) -> HttpResponse:
    """The list, and for an administrator the form; a new token's secret stands in the answer to the form, and nowhere
    again."""
    act, organisation = seen_by(request, "token")
    may_make = isinstance(may(act.by, "make", Subject(kind="token", owner=organisation.pk)), Allowed)
    form = TokenForm(request.POST or None, organisation) if may_make else None
    secret = None
    if request.method == "POST" and form is not None and form.is_valid():
        secret = _make(request, act, organisation, form)
        if secret:
            form = TokenForm(None, organisation)
    found = Token.objects.filter(organisation=organisation).select_related("made_by").order_by("-pk")
    said = {"at": act.at, "tokens": [_row(each) for each in found], "form": form, "secret": secret}
    return render(request, "pages/tokens.html", said)


def seen_by(request: HttpRequest, kind: str) -> tuple[Act, Organisation]:
    """Who looks, and at whose; there is no such page for others than its administrators and auditors."""
    act = act_of(request)
    if act.member is None:
        raise Http404
    if not isinstance(may(act.member, "see", Subject(kind=kind, owner=act.by.organisation)), Allowed):
        raise Http404
    return act, Organisation.objects.get(pk=act.by.organisation)


def _make(request: HttpRequest, act: Act, organisation: Organisation, form: TokenForm) -> str | None:
    said = {**form.cleaned_data, "scopes": tuple(form.cleaned_data["scopes"])}
    try:
        return make_token(act, organisation.pk, NewToken(**said))[1]
    except Refusal as refusal:
        if refusal.field in form.fields:
            form.add_error(refusal.field, told(refusal))
        else:
            messages.error(request, told(refusal))
        return None


def _row(token: Token) -> dict[str, object]:
    scopes = [_SCOPE_TEXTS.get(each, each) for each in token.scopes.split()]
    return {"token": token, "scopes": scopes, "who": f"token/{token.pk}"}


@login_required(redirect_field_name=None)
@require_POST
def end(request: HttpRequest, number: int) -> HttpResponse:
    """Ends a token."""
    act, organisation = seen_by(request, "token")
    if not Token.objects.filter(pk=number, organisation=organisation).exists():
        raise Http404
    decided(request, _("The token has ended."), lambda: end_token(act, number))
    return redirect("tokens")
