"""Words that are added later: by the reporter, and by staff who ask or tell something."""

from __future__ import annotations

from clawback.server.casework.finding import locked
from clawback.server.casework.models import Report, Words
from clawback.server.casework.refusals import FactsWrong, NotKept
from clawback.server.casework.sealing import key_of
from clawback.server.casework.subjects import of_report
from clawback.server.casework.telling import tell
from clawback.server.casework.victims.by_code import check_reporter
from clawback.server.people.acting import Act
from clawback.server.record.deciding import deciding

__all__ = ["add_words", "ask_reporter"]

_LONGEST = 5_000
_MOST = 200


def add_words(act: Act, number: int, text: str) -> Words:
    """The reporter adds something; whoever calls this checked their second factor. Raises FactsWrong."""
    check_reporter(act, number)
    with deciding(act):
        return _added(act, locked(Report, number), text)


def ask_reporter(act: Act, number: int, text: str) -> Words:
    """Staff write to the reporter, who gets a message that there is something to read."""
    with deciding(act):
        report = locked(Report, number)
        act.check("ask", of_report(report))
        words = _added(act, report, text)
        tell(report, "asked", act.at)
        return words


def _added(act: Act, report: Report, text: str) -> Words:
    if report.erased_at is not None:
        raise NotKept("this report was erased")
    if not text.strip() or len(text) > _LONGEST:
        raise FactsWrong(f"write something, at most {_LONGEST} characters", field="text")
    if report.words.count() >= _MOST:
        raise FactsWrong("there are many words already: call us", field="text")
    with deciding(act) as decision:
        made = Words.objects.create(
            report=report,
            by_id=act.member.id if act.member else None,
            sealed=key_of(report).seal("words", text.strip().encode()),
            said_at=act.at,
        )
        decision.enter("add", made, after={"report": report.pk})
    return made
