"""Facts that are read out of a story: confirmed, corrected or rejected by a person; and how well they are read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from clawback.server.casework.facts.deciding import Verdict, confirm_facts
from clawback.server.casework.facts.measuring import measured
from clawback.server.casework.models import VERDICTS
from clawback.server.casework.refusals import FactNotRead
from clawback.server.casework.victims.reading import open_story
from clawback.server.pages.deciding import decided
from clawback.server.pages.members import members_only
from clawback.server.pages.report import opened_of, seen, shown
from clawback.server.pages.signing_in import act_of
from clawback.server.people.acting import Act
from clawback.server.people.facts import Subject
from clawback.server.people.may import Allowed, may
from clawback.server.people.refusals import Refusal
from clawback.server.record.deciding import again
from clawback.server.shown.refused import told

__all__ = ["confirm", "measure"]

_SAID = "-said"


@members_only
@require_POST
def confirm(request: HttpRequest, number: int) -> HttpResponse:
    """Keeps what was said of the facts; a correction that is none of its kind is shown again, with what was typed."""
    act = act_of(request)
    found = seen(act, number)
    verdicts = list(_verdicts(request.POST))
    if not verdicts:
        messages.error(request, _("Say of one fact at least whether it is right."))
        return redirect("report", number)
    try:
        again(lambda: confirm_facts(act, number, verdicts))
    except FactNotRead as refusal:
        messages.error(request, told(refusal))
        return _again(request, act, number, refusal.field or "")
    except Refusal as refusal:
        messages.error(request, told(refusal))
        return redirect("report", found.pk)
    messages.success(request, _("The facts are kept."))
    return redirect("report", found.pk)


def _verdicts(posted: Mapping[str, str]) -> Iterator[Verdict]:
    for name, said in posted.items():
        if name.endswith(_SAID) and said in VERDICTS:
            key = name.removesuffix(_SAID)
            yield Verdict(
                key=key, said=said, value=posted.get(f"{key}-value", ""), role=posted.get(f"{key}-role", "")
            )


def _again(request: HttpRequest, act: Act, number: int, wrong: str) -> HttpResponse:
    """The story once more, which is written down once more."""
    found = seen(act, number)
    story = decided(request, _("That you opened it is in the journal."), lambda: open_story(act, number))
    if story is None:
        return redirect("report", number)
    return shown(request, act, found, {}, opened_of(found, story, request.POST, wrong), status=422)


@members_only
@require_safe
def measure(request: HttpRequest) -> HttpResponse:
    """How often what was read was right, by kind and language."""
    act = act_of(request)
    subject = Subject(kind="report", owner=act.by.organisation)
    if not isinstance(may(act.by, "see", subject), Allowed):
        raise Http404
    return render(request, "pages/facts_measured.html", {"rows": measured(act.by.organisation), "at": act.at})
