"""The directory of codes: by which code which agent is found; an administrator lists one."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from clawback.server.casework.directory import list_code
from clawback.server.casework.models import SCHEMES, AgentCode
from clawback.server.pages.deciding import decided
from clawback.server.pages.seeing import act_who_may
from clawback.server.people.facts import Subject
from clawback.server.people.models import Organisation

__all__ = ["agent_codes"]

_MOST = 500


class CodeForm(forms.Form):
    """A code, and whose it is from today on."""

    scheme = forms.ChoiceField(label=_("Kind of code"), choices=[(each, each.upper()) for each in SCHEMES])
    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        help_text=_(
            "bic: eight letters. bank: country, then the national code, such as GB/601613. ifsc: four letters."
        ),
    )
    agent = forms.ModelChoiceField(
        label=_("Agent"),
        queryset=Organisation.objects.filter(kind="agent").order_by("name"),
        empty_label=None,
    )

    def __init__(self, data: object = None) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        self.fields["agent"].label_from_instance = lambda each: each.name  # type: ignore[attr-defined]


@require_http_methods(["GET", "HEAD", "POST"])
def agent_codes(request: HttpRequest) -> HttpResponse:
    """The codes in force by agent, and the form; a refused one is shown again with what was typed."""
    act = act_who_may(request, "list", Subject(kind="agent code"))
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        listed = decided(
            request,
            _("The code is listed."),
            lambda: list_code(act, said["agent"], said["scheme"], said["code"]),
        )
        if listed:
            return redirect("agent-codes")
    rows = (
        AgentCode.objects.filter(until=None).select_related("agent").order_by("agent__name", "scheme", "code")
    )
    found = {"at": act.at, "rows": rows[:_MOST], "form": form}
    return render(
        request, "pages/people/agent_codes.html", found, status=422 if request.method == "POST" else 200
    )
