"""open: somebody looked at a case, an operation, a statement, a story or a file, and it is written down."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.db.models import Model

from clawback.server.casework.insiders.forgetting import forget_looks_later
from clawback.server.casework.models import OPENED, Case, Opening
from clawback.server.people.acting import Act
from clawback.server.record.deciding import deciding

__all__ = ["keep_opening", "kind_of", "opened"]

_KINDS: Final = {"report": "story", "evidence": "file", "evidencefile": "file", "attachment": "file"}
_ONE_LOOK: Final = timedelta(minutes=10)


def opened(act: Act, subject: Model, case: Case | None) -> Opening:
    """Writes down who looked at what, of which case, and when: a row for the auditor, an entry in the journal.

    A page that is shown again within ten minutes is one look. The way in was checked by whoever shows it.
    """
    kind = kind_of(subject)
    recent = Opening.objects.filter(
        organisation=_owner(act, case), at__gt=act.at - _ONE_LOOK, at__lte=act.at, member=act.by.id
    )
    row = recent.filter(kind=kind, subject=subject.pk).first()
    if row is None:
        with deciding(act) as decision:
            row = keep_opening(act, subject, case)
            decision.enter("see", subject, after={"kind": kind, "case": case.pk if case else 0})
    return row


def keep_opening(act: Act, subject: Model, case: Case | None) -> Opening:
    """The auditor's row alone, within a decision that enters the opening itself."""
    owner = _owner(act, case)
    forget_looks_later(act, owner)
    return Opening.objects.create(
        organisation_id=owner,
        member_id=act.by.id,
        kind=kind_of(subject),
        subject=subject.pk,
        case=case,
        at=act.at,
    )


def _owner(act: Act, case: Case | None) -> int:
    return case.organisation_id if case else act.by.organisation


def kind_of(subject: Model) -> str:
    """What is opened, as the row says it: a report is opened for its story; what has no word of its own is a file."""
    name = str(subject._meta.model_name)  # noqa: SLF001 - public in Django
    kind = _KINDS.get(name, name)
    if kind in OPENED:
        return kind
    return "statement" if "statement" in name else "file"
