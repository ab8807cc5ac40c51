"""contest a line of a plan: its victim, with code and second factor, while the plan's notice runs."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256

from clawback.server.casework.finding import locked
from clawback.server.casework.insiders.opened import keep_opening
from clawback.server.casework.models import Contest, PlanLine, Report
from clawback.server.casework.refusals import FactsWrong, NotKept
from clawback.server.casework.returns.finding import locked_line
from clawback.server.casework.returns.subjects import of_line
from clawback.server.casework.sealing import key_of
from clawback.server.casework.states.plan import LINE
from clawback.server.casework.victims.by_code import check_reporter
from clawback.server.casework.victims.money import claims_worked, known_lines
from clawback.server.people.acting import Act
from clawback.server.record.deciding import Decision, deciding
from clawback.server.walls import everything

__all__ = ["carry_over", "contest_as_victim", "lines_noticed", "open_contest", "said_against"]

_LONGEST = 5_000


def lines_noticed(report: Report, at: datetime) -> list[PlanLine]:
    """The lines that pay this report, of plans whose notice runs: until its end they may be contested."""
    with everything():
        lines = known_lines(claims_worked(report), at)
    return [line for line in lines if line.state in ("open", "contested") and _runs(line, at)]


def _runs(line: PlanLine, at: datetime) -> bool:
    until = line.plan.notice_until
    return line.plan.state == "noticed" and until is not None and at < until


def contest_as_victim(act: Act, report: int, number: int, words: str) -> Contest:
    """The line waits for a reviewer; the others of the plan go on. Whoever calls this checked the second factor.

    Raises FactsWrong where it is no line of theirs, or the notice is over; LineContested.
    """
    check_reporter(act, report)
    if not words.strip() or len(words) > _LONGEST:
        raise FactsWrong(f"write something, at most {_LONGEST} characters", field="text")
    with deciding(act) as decision:
        theirs = Report.objects.get(pk=report)
        if theirs.erased_at is not None:
            raise NotKept("this report was erased")
        if number not in [line.pk for line in lines_noticed(theirs, act.at)]:
            raise FactsWrong("no plan whose notice runs pays you by this line", field="line")
        line = locked_line(number)
        if not _runs(line, act.at):
            raise FactsWrong("the notice of the plan is over", field="line")
        before, line.state = line.state, LINE.step(line.state, "contest")
        line.reason = ""
        line.save(update_fields=["state", "reason"])
        made = _keep(theirs, line, words.strip(), act.at)
        after = {"state": line.state, "words": sha256(made.sealed).hexdigest()}
        decision.enter("contest", line, before={"state": before}, after=after)
    return made


def _keep(report: Report, line: PlanLine, words: str, at: datetime) -> Contest:
    sealed = key_of(report).seal(f"contest/{line.pk}", words.encode())
    return Contest.objects.create(line=line, report=report, sealed=sealed, said_at=at)


def carry_over(decision: Decision, old: PlanLine, new: PlanLine) -> None:
    """What victims said against a line that nobody decided is said against the one that takes its place."""
    for each in old.contests.exclude(sealed=b"").filter(answer=b"").order_by("pk"):
        made = _keep(each.report, new, _words(each), each.said_at)
        decision.enter("contest", new, after={"of": old.pk, "words": sha256(made.sealed).hexdigest()})


def open_contest(act: Act, number: int) -> tuple[str, str]:
    """The victim's words, and what was answered (empty before that), for whoever works the case.

    Opening them is recorded. Raises NotKept."""
    with deciding(act) as decision:
        made = locked(Contest, number)
        act.check("open", of_line(made.line))
        if not made.sealed:
            raise NotKept("this report was erased")
        decision.enter("open", made, after={"line": made.line_id})
        keep_opening(act, made.report, made.line.plan.case)
        return _words(made), _answer(made)


def said_against(report: Report) -> dict[int, tuple[str, str]]:
    """Line -> what this reporter said against it last, and what was answered. Whoever calls this let them in."""
    rows = report.contests.exclude(sealed=b"").order_by("pk")
    return {made.line_id: (_words(made), _answer(made)) for made in rows}


def _words(made: Contest) -> str:
    return key_of(made.report).open(f"contest/{made.line_id}", bytes(made.sealed)).decode()


def _answer(made: Contest) -> str:
    sealed = bytes(made.answer)
    return key_of(made.report).open(f"answer/{made.line_id}", sealed).decode() if sealed else ""
