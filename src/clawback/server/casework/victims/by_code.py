"""The way in for a reporter: the code shows states; story, files and contact need the second factor too."""

from __future__ import annotations

import hmac
from datetime import datetime

from clawback.server.casework.codes import check_pace, wrong_code
from clawback.server.casework.models import Report
from clawback.server.casework.refusals import NotKept, SecondFactorNeeded, WrongFactor
from clawback.server.casework.sealing import digest, factor_digest
from clawback.server.people.acting import Act
from clawback.server.people.refusals import NotAllowed

__all__ = ["act_of_reporter", "check_factor", "check_reporter", "report_of_code"]


def report_of_code(code: str, address: str, at: datetime) -> Report:
    """The report with this code. Raises UnknownCode, and TooManyTries where guessing is to slow down."""
    check_pace(address, at)
    found = Report.objects.filter(code=digest("report", code)).first()
    if found is None:
        raise wrong_code(address, at)
    return found


def check_factor(report: Report, word: str, at: datetime) -> None:
    """Raises WrongFactor, TooManyTries after five of them, SecondFactorNeeded where none was chosen."""
    if report.erased_at is not None:
        raise NotKept("your report was erased: nothing of it is left to open")
    if not report.second_factor:
        raise SecondFactorNeeded(
            "no word was chosen when this was reported",
            remedy="call us: we call back the contact that was given first",
        )
    tries = f"report {report.pk}"
    check_pace(tries, at)
    if not hmac.compare_digest(report.second_factor, factor_digest(report.pk, word)):
        wrong_code(tries, at)
        raise WrongFactor("this is not the word that was chosen", field="word", remedy="look at it again")


def act_of_reporter(report: Report, at: datetime) -> Act:
    """The reporter decides something about their own report; whoever calls this checked code or second factor."""
    return Act(member=None, at=at, name=f"reporter/{report.pk}")


def check_reporter(act: Act, number: int) -> None:
    """Raises NotAllowed where it is not the reporter of this very report who decides."""
    if act.member is not None or act.name != f"reporter/{number}":
        raise NotAllowed("only the reporter does this, with their code")
