"""Objections: an agent records what a holder told it, and reads what a reviewer made of that.

A machine is no reviewer: a role of power is a person's, and no token has it.
"""

from __future__ import annotations

import base64
import binascii
from typing import Final, Literal, cast

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from ninja import Router
from pydantic import Field

from clawback.server.api.operations import reads, writes
from clawback.server.api.paging import Cursor, Limit, page, visible
from clawback.server.api.resources.releases import Confirming
from clawback.server.api.shapes import Answer, Money, Number, Shape, money
from clawback.server.api.signing_in import act_of
from clawback.server.casework.models import Notice, Objection
from clawback.server.casework.redress.files import record_objection_file
from clawback.server.casework.redress.objecting import HolderWords, record_objection, withdraw_objection
from clawback.server.casework.redress.subjects import of_notice
from clawback.server.casework.redress.waiting import decide_by
from clawback.server.casework.refusals import FactsWrong, NoSuchRecord
from clawback.server.casework.stored_files import LARGEST
from clawback.server.people.acting import Act
from clawback.server.people.facts import Subject

__all__ = ["router"]

router = Router(tags=["objections"])

State = Literal["made", "upheld", "partly upheld", "dismissed", "withdrawn"]


class ObjectionOut(Answer):
    """An objection of one holder (counted, not named). `released` is what it let go, once it is decided; `decide_by`
    when it is, or goes on. What was said, and why it was decided so, is between the holder and the reviewer."""

    number: int
    hold: int
    holder: int
    state: State
    made_at: str
    late: bool
    decide_by: str | None
    decided_at: str | None
    released: Money | None


class ObjectionPage(Answer):
    """Newest first; `next` is the cursor of the next page."""

    items: list[ObjectionOut]
    next: int | None


class Objecting(Shape):
    """The holder's words, as they said them. `wants_help`: they were recruited, threatened or held, and want help
    first; then the words may be empty."""

    hold: Number
    holder: int = Field(default=1, ge=1, le=9)
    words: str = Field(default="", max_length=20_000)
    language: str = Field(default="en", min_length=2, max_length=12)
    helper: str = Field(default="", max_length=200)
    wants_help: bool = False


_LONGEST: Final = 4 * ((LARGEST + 2) // 3)


class Adding(Shape):
    """A file that the holder gave you: a PDF or a picture of at most 10 MiB, as base64, and its name."""

    file: str = Field(min_length=1, max_length=100, examples=["lease.pdf"])
    data: str = Field(max_length=_LONGEST, json_schema_extra={"contentEncoding": "base64"})


class ObjectionFileOut(Answer):
    """A file that is kept, sealed, for the reviewer and the holder; `size` in octets, as it was written anew."""

    number: int
    objection: int
    kind: str
    size: int


@reads(router, "/objections", "objections:record", ObjectionPage)
def objections(
    request: HttpRequest, state: State | None = None, cursor: Cursor = None, limit: Limit = 50
) -> ObjectionPage:
    """List the objections to holds at the agent's accounts."""
    act = act_of(request)
    found = _known(act)
    rows, following = page(act, found.filter(state=state) if state else found, _subject, cursor, limit)
    return ObjectionPage(items=[_out(row) for row in rows], next=following)


@writes(router, "/objections", "objections:record", ObjectionOut, 201)
def record(request: HttpRequest, body: Objecting) -> ObjectionOut:
    """Record what a holder who has the notice told you."""
    act = act_of(request)
    told = HolderWords(
        words=body.words, language=body.language, helper=body.helper, wants_help=body.wants_help
    )
    notice = Notice.objects.filter(hold=body.hold, hold__request__agent=act.by.organisation).first()
    if notice is None:
        raise NoSuchRecord(f"there is no hold {body.hold}", field="hold")
    return _out(record_objection(act, notice.pk, body.holder, told))


@writes(router, "/objections/{number}/withdraw", "objections:record", ObjectionOut)
def withdraw(request: HttpRequest, number: Number, body: Confirming) -> ObjectionOut:
    """Say that the holder takes it back."""
    act = act_of(request)
    visible(act, _known(act), number, _subject)
    return _out(withdraw_objection(act, number))


@writes(router, "/objections/{number}/files", "objections:record", ObjectionFileOut, 201)
def add_file(request: HttpRequest, number: Number, body: Adding) -> ObjectionFileOut:
    """Add a file to an objection that waits, at most 20. Its bytes are looked at apart, and written anew."""
    act = act_of(request)
    visible(act, _known(act), number, _subject)
    try:
        data = base64.b64decode(body.data, validate=True)
    except binascii.Error:
        raise FactsWrong("this is not base64", field="data") from None
    kept = record_objection_file(act, number, body.file, data)
    return ObjectionFileOut(number=kept.pk, objection=number, kind=kept.kind, size=kept.size)


def _known(act: Act) -> QuerySet[Objection]:
    found = Objection.objects.filter(Q(notice__hold__request__agent=act.by.organisation))
    return found.select_related("notice__hold__request__case")


def _subject(objection: Objection) -> Subject:
    """An agent sees no more of it than of the notice."""
    return of_notice(objection.notice)


def _out(objection: Objection) -> ObjectionOut:
    due = decide_by([objection]).get(objection.pk)
    code = objection.notice.hold.request.currency
    return ObjectionOut(
        number=objection.pk,
        hold=objection.notice.hold_id,
        holder=objection.holder,
        state=cast("State", objection.state),
        made_at=objection.made_at.isoformat(),
        late=objection.late,
        decide_by=due.isoformat() if due else None,
        decided_at=objection.decided_at.isoformat() if objection.decided_at else None,
        released=None if objection.amount is None else money(objection.amount, code),
    )
