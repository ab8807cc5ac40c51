"""Parts of the case page and of the hold page, each from the file that knows the thing.

A panel is asked with who looks and what at; it answers what its template is given, or None where there is nothing to
show to them. A template sees that alone, by its names and as `panel`, and nothing of the page that it stands on.
Panels stand in the order of these tuples: on a case's page the trace before its accounts, the rest after its holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final, NamedTuple

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from clawback.server.casework.models import Case, Hold
from clawback.server.pages.federation.panel import peers_panel
from clawback.server.pages.operations.panel import operation_panel
from clawback.server.pages.redress.answers import answers_panel
from clawback.server.pages.redress.panel import redress_panel
from clawback.server.pages.returns.panel import case_panel
from clawback.server.pages.statements import tracing
from clawback.server.people.acting import Act

__all__ = ["CASE_PANELS", "HOLD_PANELS", "TRACE_PANELS", "CasePanel", "HoldPanel", "shown_panels"]


class CasePanel(NamedTuple):
    """`template` is shown with what `build(act, case)` answers."""

    template: str
    build: Callable[[Act, Case], Mapping[str, object] | None]


class HoldPanel(NamedTuple):
    """`template` is shown with what `build(act, hold)` answers."""

    template: str
    build: Callable[[Act, Hold], Mapping[str, object] | None]


TRACE_PANELS: Final[tuple[CasePanel, ...]] = (
    CasePanel(template="pages/panels/trace.html", build=tracing.panel),
)
CASE_PANELS: Final[tuple[CasePanel, ...]] = (
    CasePanel(template="pages/federation/panel.html", build=peers_panel),
    CasePanel(template="pages/redress/answers.html", build=answers_panel),
    CasePanel(template="pages/returns/case_panel.html", build=case_panel),
    CasePanel(template="pages/operations/case_panel.html", build=operation_panel),
)
HOLD_PANELS: Final[tuple[HoldPanel, ...]] = (
    HoldPanel(template="pages/redress/panel.html", build=redress_panel),
)


def shown_panels(
    request: HttpRequest, panels: Iterable[CasePanel] | Iterable[HoldPanel], act: Act, record: Case | Hold
) -> list[SafeString]:
    """The panels that have something to show here. Each sees its own names, and no other panel's or the page's."""
    name = "case" if isinstance(record, Case) else "hold"
    found = []
    for template, build in panels:
        built = build(act, record)  # type: ignore[arg-type]
        if built is not None:
            known = {"csrf_token": get_token(request), "at": act.at, name: record, "panel": built, **built}
            found.append(render_to_string(template, known))
    return found
