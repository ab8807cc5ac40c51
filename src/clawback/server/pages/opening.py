"""Pages call this when they show a case, an operation or a statement: it is written down for the auditor."""

from __future__ import annotations

from django.db.models import Model
from django.http import HttpRequest

from clawback.server.casework.insiders.opened import opened as written
from clawback.server.casework.models import Case
from clawback.server.pages.signing_in import act_of

__all__ = ["opened"]


def opened(request: HttpRequest, subject: Model, case: Case | None) -> None:
    """Who, what, which case, when. Call it after the member was let in, before the page is made."""
    written(act_of(request), subject, case)
