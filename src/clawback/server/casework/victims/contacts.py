"""change the contact of a report: with the second factor, and a message to the contact first given."""

from __future__ import annotations

from clawback.server.casework.finding import locked
from clawback.server.casework.models import Report
from clawback.server.casework.refusals import FactsWrong
from clawback.server.casework.sealing import key_of, opened, sealed
from clawback.server.casework.telling import tell
from clawback.server.casework.victims.by_code import check_reporter
from clawback.server.people.acting import Act
from clawback.server.record.deciding import deciding

__all__ = ["change_contact"]


def change_contact(act: Act, number: int, contact: str) -> Report:
    """Messages go to `contact` from now on; the first one stays known, and is told. Raises FactsWrong.

    Whoever calls this checked the second factor. It changes no account: money back goes where it came from.
    """
    check_reporter(act, number)
    if not 0 < len(contact.strip()) <= 500:
        raise FactsWrong("write an e-mail address or a telephone number", field="contact")
    with deciding(act) as decision:
        report = locked(Report, number)
        key, told = key_of(report), opened(report)
        before = told["contact"]
        told["contact"] = contact.strip()
        report.told = sealed(key, told)
        report.save(update_fields=["told"])
        tell(report, "contact-changed", act.at, to_first_contact=True)
        private = {"contact": told["contact"], "contact_before": before}
        decision.enter("change", report, after={"state": report.state}, private=private, key=key)
    return report
