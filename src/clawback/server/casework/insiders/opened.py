"""open: somebody looked at a case, a statement, a story or a file, and it is written down."""

from __future__ import annotations

from typing import Final

from django.db.models import Model

from clawback.server.casework.models import OPENED, Case, Opening
from clawback.server.people.acting import Act
from clawback.server.record.deciding import deciding

__all__ = ["kind_of", "opened"]

_KINDS: Final = {"report": "story", "evidence": "file", "evidencefile": "file", "attachment": "file"}


def opened(act: Act, subject: Model, case: Case | None) -> Opening:
    """Writes down who opened what, of which case, and when. The way in was checked by whoever shows it."""
    kind = kind_of(subject)
    with deciding(act) as decision:
        row = Opening.objects.create(
            organisation_id=case.organisation_id if case else act.by.organisation,
            member_id=act.by.id,
            kind=kind,
            subject=subject.pk,
            case=case,
            at=act.at,
        )
        decision.enter("open", subject, after={"kind": kind, "case": case.pk if case else 0})
    return row


def kind_of(subject: Model) -> str:
    """What is opened, as the row says it: a report is opened for its story; what has no word of its own is a file."""
    name = str(subject._meta.model_name)  # noqa: SLF001 - public in Django
    kind = _KINDS.get(name, name)
    if kind in OPENED:
        return kind
    return "statement" if "statement" in name else "file"
