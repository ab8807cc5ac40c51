"""Parts of the case page and of the hold page, each from the file that knows the thing.

A panel is asked with who looks and what at; it answers what its template is given, or None where there is nothing to
show to them. A template sees that alone, by its names and as `panel`, and nothing of the page that it stands on.
Panels stand in the order of these tuples.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from django.http import HttpRequest
from django.template.loader import render_to_string

from clawback.server.casework.models import Case, Hold
from clawback.server.pages.redress.answers import answers_panel
from clawback.server.pages.redress.panel import redress_panel
from clawback.server.pages.returns.panel import case_panel
from clawback.server.pages.statements import tracing
from clawback.server.people.acting import Act

__all__ = ["CASE_PANELS", "HOLD_PANELS", "CasePanel", "HoldPanel", "panels_of"]


class CasePanel(NamedTuple):
    """`template` is shown with what `build(act, case)` answers."""

    template: str
    build: Callable[[Act, Case], Mapping[str, object] | None]


class HoldPanel(NamedTuple):
    """`template` is shown with what `build(act, hold)` answers."""

    template: str
    build: Callable[[Act, Hold], Mapping[str, object] | None]


CASE_PANELS: Final[tuple[CasePanel, ...]] = (
    CasePanel(template="pages/panels/trace.html", build=tracing.panel),
    CasePanel(template="pages/redress/answers.html", build=answers_panel),
    CasePanel(template="pages/returns/case_panel.html", build=case_panel),
)
HOLD_PANELS: Final[tuple[HoldPanel, ...]] = (
    HoldPanel(template="pages/redress/panel.html", build=redress_panel),
)


def panels_of(request: HttpRequest, act: Act, shown: Case | Hold) -> list[str]:
    """The panels of that page that there is something in for this reader, each as it is shown."""
    panels = CASE_PANELS if isinstance(shown, Case) else HOLD_PANELS
    built = [(panel.template, panel.build(act, shown)) for panel in panels]  # type: ignore[arg-type]
    return [
        render_to_string(template, {"at": act.at, **found, "panel": found}, request)
        for template, found in built
        if found is not None
    ]
