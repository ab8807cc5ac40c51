"""part, rejoin, note, take up: what a person says of an operation. Linking follows, and never undoes it."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import F

from clawback.errors import JournalError
from clawback.journal.encryption import ReportKey
from clawback.server.casework.finding import locked
from clawback.server.casework.models import Cut, Link, LinkedReport, Operation, Report
from clawback.server.casework.operations.subjects import of_operation
from clawback.server.casework.refusals import FactsWrong, LinkCutAlready, LinkNotCut, NoSuchRecord
from clawback.server.casework.sealing import key_of
from clawback.server.casework.states.operation import OPERATION
from clawback.server.people.acting import Act
from clawback.server.record.deciding import deciding

__all__ = ["note_links", "part_reports", "rejoin_reports", "take_up"]

_LONGEST = 200


def part_reports(act: Act, number: int, one: int, other: int, reason: str) -> Cut:
    """Two reports of the operation are not one group's work, whatever links them. Raises LinkCutAlready, FactsWrong."""
    one, other = min(one, other), max(one, other)
    with deciding(act) as decision:
        operation = locked(Operation, number)
        act.check("part", of_operation(operation))
        if not reason.strip() or len(reason) > _LONGEST:
            raise FactsWrong(f"say why, in at most {_LONGEST} characters", field="reason")
        if Cut.objects.filter(one=one, other=other, taken_back_at=None).exists():
            raise LinkCutAlready("the two were cut before")
        if one == other or operation.members.filter(report__in=(one, other)).count() < 2:
            raise NoSuchRecord("the two do not stand in this operation")
        keys, said = _keys(one, other), reason.strip().encode()
        cut = Cut.objects.create(
            organisation_id=operation.organisation_id,
            one_id=one,
            other_id=other,
            reason=keys[0].seal("cut", said) if keys else b"",
            cut_by_id=act.by.id,
            cut_at=act.at,
        )
        Link.objects.filter(one=one, other=other).delete()
        _follow(one, other)
        # It opens no more once either of the two is erased.
        twice = {"reason": keys[1].seal("cut", said).hex()} if keys else {}
        decision.enter(
            "part",
            operation,
            after={"one": one, "other": other},
            private=twice,
            key=keys[0] if keys else None,
        )
    return cut


def _keys(one: int, other: int) -> tuple[ReportKey, ReportKey] | None:
    """What a reason is sealed with; where one of the two is not here the cut is kept, and its reason is not."""
    try:
        return key_of(Report.objects.get(pk=one)), key_of(Report.objects.get(pk=other))
    except JournalError:
        return None


def rejoin_reports(act: Act, number: int, cut: int) -> Cut:
    """Takes a cut of the operation's reports back: what links the two counts again. Raises LinkNotCut."""
    with deciding(act) as decision:
        operation = locked(Operation, number)
        act.check("rejoin", of_operation(operation))
        found = locked(Cut, cut)
        if found.taken_back_at is not None:
            raise LinkNotCut("this cut was taken back before")
        if not operation.members.filter(report__in=(found.one_id, found.other_id)).exists():
            raise NoSuchRecord("neither of the two stands in this operation")
        found.taken_back_by_id, found.taken_back_at = act.by.id, act.at
        found.save(update_fields=["taken_back_by", "taken_back_at"])
        _follow(found.one_id, found.other_id)
        decision.enter("rejoin", operation, after={"one": found.one_id, "other": found.other_id})
    return found


def note_links(act: Act, number: int, links: Collection[int]) -> int:
    """The member looked at these links of the operation, and leaves them; how many of them nobody had looked at."""
    with deciding(act) as decision:
        operation = locked(Operation, number)
        act.check("note", of_operation(operation))
        count = operation.links.filter(pk__in=links, noted_by=None).update(
            noted_by=act.by.id, noted_at=act.at
        )
        if count:
            decision.enter("note", operation, after={"links": count})
    return count


def take_up(act: Act, number: int, aim: str) -> Operation:
    """The operation is worked, with an aim; once more with another. Raises OperationEnded, FactsWrong."""
    with deciding(act) as decision:
        operation = locked(Operation, number)
        act.check("take up", of_operation(operation))
        if not aim.strip() or len(aim) > _LONGEST:
            raise FactsWrong(f"an operation has an aim of at most {_LONGEST} characters", field="aim")
        before, operation.state = operation.state, OPERATION.step(operation.state, "take up")
        operation.aim = aim.strip()
        if operation.taken_up_at is None:
            operation.taken_up_by_id, operation.taken_up_at = act.by.id, act.at
        operation.save(update_fields=["state", "aim", "taken_up_by", "taken_up_at"])
        decision.enter("take_up", operation, before={"state": before}, after={"state": operation.state})
    return operation


def _follow(*reports: int) -> None:
    """Linking looks at these reports again."""
    LinkedReport.objects.filter(report__in=reports).update(pending=True, version=F("version") + 1)
