"""break the glass: into a case that one is not assigned to, with a reason, for a day; auditor and approver are told."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from clawback.server.casework.finding import locked
from clawback.server.casework.models import Assignment, BrokenGlass, Case
from clawback.server.casework.refusals import FactsWrong, GlassBrokenAlready, GlassMended, GlassNoted
from clawback.server.casework.subjects import of_case
from clawback.server.clocks.setting import set_clock
from clawback.server.people.acting import Act
from clawback.server.people.facts import Subject
from clawback.server.record.deciding import deciding

__all__ = ["KIND", "LASTS", "break_glass", "mend_glass", "note_glass", "of_glass"]

KIND = "glass"
LASTS: Final = timedelta(hours=24)


def break_glass(act: Act, case: int, reason: str) -> BrokenGlass:
    """The member sees the case for a day, and decides nothing in it. Raises GlassBrokenAlready."""
    if not reason.strip():
        raise FactsWrong("breaking the glass needs a reason", field="reason")
    with deciding(act) as decision:
        found = locked(Case, case)
        act.check("break", _subject(found))
        if _is_in(act, found):
            raise GlassBrokenAlready("you are in this case already")
        row = BrokenGlass.objects.create(
            case=found,
            member_id=act.by.id,
            reason=reason.strip()[:500],
            broken_at=act.at,
            until=act.at + LASTS,
        )
        set_clock(KIND, row.pk, "mend", at=act.at, due_at=row.until)
        decision.enter("break", found, after={"glass": row.pk, "until": row.until.isoformat()})
    return row


def _subject(case: Case) -> Subject:
    known = of_case(case)
    return Subject(kind="glass", owner=known.owner, interested=known.interested)


def _is_in(act: Act, case: Case) -> bool:
    assigned = Assignment.objects.filter(case=case, member=act.by.id)
    return assigned.exists() or case.broken_glass.filter(member=act.by.id, ended_at=None).exists()


def mend_glass(number: int, act: Act) -> None:
    """Its time is over (by a clock)."""
    with deciding(act) as decision:
        row = locked(BrokenGlass, number)
        if row.ended_at is not None:
            raise GlassMended("it was mended before")
        row.ended_at = act.at
        row.save(update_fields=["ended_at"])
        decision.enter("mend", row, after={"case": row.case_id})


def of_glass(row: BrokenGlass) -> Subject:
    return Subject(kind="glass", owner=row.case.organisation_id, drafted_by=frozenset({row.member_id}))


def note_glass(act: Act, number: int) -> BrokenGlass:
    """An auditor, or an approver, saw it. Raises GlassNoted where another of that role did."""
    with deciding(act) as decision:
        row = locked(BrokenGlass, number)
        act.check("note", of_glass(row))
        field = "noted_by_auditor" if "auditor" in act.by.roles else "noted_by_approver"
        if getattr(row, f"{field}_id") is not None:
            raise GlassNoted("somebody took note of it")
        setattr(row, f"{field}_id", act.by.id)
        row.save(update_fields=[field])
        decision.enter("note", row, after={"as": field.removeprefix("noted_by_")})
    return row
