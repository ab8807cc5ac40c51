"""Parts of the case page and of the hold page, each from the file that knows the thing.

A panel is asked with who looks and what at; it answers what its template is given, or None where there is nothing to
show to them. Panels stand in the order of these tuples.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from clawback.server.casework.models import Case, Hold
from clawback.server.pages.redress.answers import answers_panel
from clawback.server.pages.redress.panel import redress_panel
from clawback.server.pages.returns.panel import case_panel
from clawback.server.pages.statements import tracing
from clawback.server.people.acting import Act

__all__ = ["CASE_PANELS", "HOLD_PANELS", "CasePanel", "HoldPanel"]


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
