"""The journal: the last decisions, the proof of each, checkpoints, and all of it as a file."""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from clawback.errors import JournalError
from clawback.journal.canonical import from_canonical
from clawback.server.casework.timeline import Decided
from clawback.server.pages.leading import page_for
from clawback.server.pages.looking import can
from clawback.server.pages.signing_in import act_of, members
from clawback.server.pages.timelines import told_timeline
from clawback.server.people.acting import Act
from clawback.server.people.facts import Subject
from clawback.server.people.models import Member
from clawback.server.record.checkpoints import latest
from clawback.server.record.models import CheckpointRow, EntryRow, Head
from clawback.server.record.proving import Inclusion, consistency, file, inclusion
from clawback.server.shown.numbers import number_of

__all__ = ["journal", "journal_consistency", "journal_entry", "journal_file", "journal_proof"]

_MOST = 50


def _reader(request: HttpRequest) -> Act:
    """Who reads. Raises Http404 for those to whom the rules do not show the journal."""
    act = act_of(request)
    if not can(act, "see", Subject(kind="journal")):
        raise Http404
    return act


@require_safe
@members
def journal(request: HttpRequest) -> HttpResponse:
    """The last decisions, the newest first; `before` is where the page begins."""
    act = _reader(request)
    before = request.GET.get("before", "")
    rows = EntryRow.objects.order_by("-index")
    if number_of(before):
        rows = rows.filter(index__lt=number_of(before))
    entries = list(rows[: _MOST + 1])
    note = latest()
    found = {
        "at": act.at,
        "entries": list(zip(entries[:_MOST], told_timeline(act, _decided(entries[:_MOST])), strict=True)),
        "older": entries[_MOST - 1].index if len(entries) > _MOST else None,
        "size": Head.objects.get(pk=1).size,
        "checkpoint": CheckpointRow.objects.order_by("-size").first(),
        "note": note.to_bytes().decode() if note else "",
        "form": ConsistencyForm(),
        "has_file": _sees_values(act),
    }
    return render(request, "pages/journal.html", found)


def _decided(rows: list[EntryRow]) -> list[Decided]:
    """By role and number, not by name: the journal is read by people of other organisations too."""
    numbers = [int(row.who[7:]) for row in rows if row.who.startswith("member/")]
    members_ = Member.objects.select_related("organisation").in_bulk(numbers)
    people = {f"member/{number}": each for number, each in members_.items()}
    return [
        Decided(
            index=row.index,
            verb=row.verb,
            subject=row.subject,
            time=row.time,
            who=row.who,
            member=people.get(row.who),
            organisation=people[row.who].organisation if row.who in people else None,
        )
        for row in rows
    ]


def _sees_values(act: Act) -> bool:
    """What a commitment is to is for the centre's own people; agents and regulators check hashes without it."""
    return can(act, "fetch", Subject(kind="journal"))


@require_safe
@members
def journal_entry(request: HttpRequest, index: int) -> HttpResponse:
    """An entry, its values, and the proof that it stands under the latest checkpoint."""
    act = _reader(request)
    row = EntryRow.objects.filter(index=index).first()
    if row is None:
        raise Http404
    try:
        proof = inclusion(index)
    except JournalError:
        proof = None
    (told,) = told_timeline(act, _decided([row]))
    found = {
        "at": act.at,
        "row": row,
        "told": told,
        "path": page_for(act, told.kind, told.number),
        "data": json.dumps(json.loads(bytes(row.data)), indent=1, ensure_ascii=False),
        "values": _values(row) if _sees_values(act) else [],
        "sealed": row.openings.filter(report__isnull=False).count(),
        "proof": _as_json(proof) if proof else None,
    }
    return render(request, "pages/journal_entry.html", found)


def _values(row: EntryRow) -> list[tuple[str, str]]:
    plain = row.openings.filter(report__isnull=True).order_by("field")
    return [(each.field, str(from_canonical(bytes(each.value or b"")))) for each in plain]


def _as_json(proof: Inclusion) -> dict[str, Any]:
    return {
        "index": proof.index,
        "entry": proof.data.decode(),
        "proof": [each.hex() for each in proof.proof],
        "size": proof.checkpoint.size,
        "root": proof.checkpoint.root.hex(),
        "checkpoint": proof.note.to_bytes().decode(),
    }


@require_safe
@members
def journal_proof(request: HttpRequest, index: int) -> HttpResponse:
    """The proof as a file: the entry's bytes, the hashes, the signed checkpoint."""
    _reader(request)
    try:
        found = _as_json(inclusion(index))
    except JournalError as error:
        raise Http404(str(error)) from None
    return JsonResponse(
        found,
        json_dumps_params={"indent": 1},
        headers={"Content-Disposition": f'attachment; filename="entry-{index}.json"'},
    )


class ConsistencyForm(forms.Form):
    """Two sizes: the older checkpoint, the newer one."""

    old = forms.IntegerField(label=_("Entries of the older checkpoint"), min_value=1, max_value=2**62)
    new = forms.IntegerField(label=_("Entries of the newer checkpoint"), min_value=1, max_value=2**62)


@require_safe
@members
def journal_consistency(request: HttpRequest) -> HttpResponse:
    """The hashes that show that the newer journal begins with the whole of the older."""
    _reader(request)
    form = ConsistencyForm(request.GET or None)
    proof: list[str] | None = None
    if form.is_valid():
        old, new = form.cleaned_data["old"], form.cleaned_data["new"]
        if not old <= new <= Head.objects.get(pk=1).size:
            form.add_error(None, _("The older is no longer than the newer, and the newer than the journal."))
        else:
            proof = [each.hex() for each in consistency(old, new)]
    found = {"form": form, "proof": proof, "hashes": "\n".join(proof or [])}
    return render(request, "pages/journal_consistency.html", found, status=422 if form.errors else 200)


@require_safe
@members
def journal_file(request: HttpRequest) -> HttpResponseBase:
    """The whole journal up to its latest checkpoint, for `clawback journal verify`."""
    if not _sees_values(_reader(request)):
        raise Http404
    headers = {"Content-Disposition": 'attachment; filename="clawback.journal"'}
    return StreamingHttpResponse(file(), content_type="application/octet-stream", headers=headers)
