"""What a reporter typed so far: sealed here, with a token that only their browser has, in a cookie."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from clawback.journal.canonical import Value
from clawback.server.casework.victims.drafts import KEPT, new_token, read_draft, write_draft
from clawback.server.clocks.time import now
from clawback.server.people.models import Organisation
from clawback.server.shown.report_form.forms import FORMS, Question
from clawback.server.shown.report_form.kinds import CURRENCY_OF
from clawback.server.shown.report_form.steps import MOST_TRANSFERS, Step, steps_of

__all__ = ["COOKIE", "Typed", "begin", "token_of"]

COOKIE: Final = "clawback_draft"


class Typed:
    """The answers as they were typed, by question; valid or not, so that nothing is lost on the way."""

    def __init__(self, found: Mapping[str, Any]) -> None:
        self.transfers = min(int(found.get("transfers", 1)), MOST_TRANSFERS)
        self.said: dict[str, dict[str, str]] = dict(found.get("said", {}))
        self.code = str(found.get("code", ""))
        self.organisation = Organisation.objects.filter(pk=int(found.get("organisation", 0))).first()
        self.is_there = bool(found)

    @classmethod
    def read(cls, token: str, *, lock: bool = False) -> Typed:
        """What stands under the token; `is_there` is False where nothing does."""
        return cls(read_draft(token, now(), lock=lock))

    def save(self, token: str) -> None:
        """Keeps it for a day from now."""
        organisation = self.organisation.pk if self.organisation else 0
        values: dict[str, Value] = {
            "transfers": self.transfers,
            "said": self.said,
            "code": self.code,
            "organisation": organisation,
        }
        write_draft(token, values, now())

    def steps(self) -> list[Step]:
        return steps_of(self.transfers)

    def form(self, step: Step) -> Question:
        """The question's form with what was typed; checked where it was answered, new where it was not."""
        assert self.organisation is not None, "a draft that is there is for somebody"
        said = self.said.get(step.slug)
        form = FORMS[step.name](said, organisation=self.organisation)
        if said is None and step.name == "amount":
            form.initial = {"currency": CURRENCY_OF.get(self.organisation.jurisdiction, "EUR")}
            form.initial |= {k: v for k, v in self._first(step).items() if k == "currency"}
        elif said is None and step.name == "from":
            form.initial = dict(self._first(step))
        return form

    def _first(self, step: Step) -> dict[str, str]:
        """A further transfer most often leaves the same account, in the same currency."""
        return self.said.get(Step(step.name, step.place - 1).slug, {}) if step.place > 1 else {}


def token_of(request: HttpRequest) -> str:
    """What the browser keeps; empty where it keeps nothing."""
    return request.COOKIES.get(COOKIE, "")


def begin(response: HttpResponse, organisation: Organisation) -> None:
    """A new draft for this organisation; its token goes with the response."""
    token = new_token()
    typed = Typed({"organisation": organisation.pk})
    typed.save(token)
    response.set_cookie(
        COOKIE,
        token,
        max_age=int(KEPT.total_seconds()),
        path="/report/",
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
