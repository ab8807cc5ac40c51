"""The guard at a border, for what goes to another country's authority and what comes from it.

A refusal is an entry of the journal, though nothing else is done.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Final

from django.db.models import Model

from clawback.clock import format_time, to_micros
from clawback.errors import LawError
from clawback.federation.guard import Crossing, check
from clawback.law import day_of, in_force
from clawback.money import currency, format_amount
from clawback.server.casework.federation.configured import gateways_to
from clawback.server.casework.law import citation, profile_of
from clawback.server.casework.models import Claim, Report
from clawback.server.casework.refusals import GuardRefuses
from clawback.server.people.acting import Act
from clawback.server.people.models import Organisation
from clawback.server.record.deciding import deciding

__all__ = ["check_report_crosses", "check_words", "crosses_border", "guarded"]

_OFFENCES: Final = {
    "romance-investment": "romance",
    "task": "job",
    "rental": "purchase",
    "bank": "bank-impersonation",
    "police": "police-impersonation",
    "customer-service": "impersonation",
    "family": "kinship",
    "invoice": "business-email-compromise",
    "remote-access": "tech-support",
    "game": "investment",
    "other": "other-fraud",
}
"""The intake's types as the guard lists them, where it has another name."""


def offence_of(report: Report) -> str:
    """The listed type of fraud; empty where the report names none."""
    return _OFFENCES.get(report.scam_type, report.scam_type)


def crosses_border(ours: Organisation, theirs: Organisation) -> bool:
    """Whether what one tells the other leaves the country. An authority abroad is abroad, whatever law it works by."""
    return theirs.kind == "foreign" or ours.jurisdiction != theirs.jurisdiction


def check_report_crosses(act: Act, report: Report, to: Organisation, here: str, words: str) -> None:
    """Whether a victim's report may be handed over. `here` is our basis. Raises GuardRefuses, with the article."""
    claims = [each for each in report.claims.order_by("pk") if each.state != "rejected"]
    times = [to_micros(each.settled_at) for each in claims]
    refused = check(
        Crossing(
            asks="report",
            offence=offence_of(report),
            here=here,
            there=_basis_there(act, report.organisation, to),
            amount=", ".join(_sums(claims)),
            since=format_time(min(times)) if times else "",
            until=format_time(to_micros(act.at)),
            words=words,
        )
    )
    if refused is not None:
        raise GuardRefuses(str(refused), field="needs")


def check_words(words: str) -> None:
    """Whether words that come from abroad are about money. Raises GuardRefuses."""
    said = "as said"
    refused = check(
        Crossing(
            asks="report",
            offence="other-fraud",
            here=said,
            there=said,
            amount=said,
            since=said,
            until=said,
            words=words,
        )
    )
    if refused is not None:
        raise GuardRefuses(str(refused), field="words")


def _sums(claims: Iterable[Claim]) -> Iterator[str]:
    for each in claims:
        yield f"{format_amount(each.amount, currency(each.currency))} {each.currency}"


def _basis_there(act: Act, ours: Organisation, to: Organisation) -> str:
    """By which law they may work on it: an entry of their country's profile, else a gateway that both lists name."""
    try:
        profile = profile_of(to.jurisdiction)
        found = next(iter(in_force(profile, day_of(profile, act.at), "referral")), None)
    except LawError:
        found = None
    if found is not None:
        return citation(to.jurisdiction, found.id)
    return gateways_to(ours.jurisdiction, to.jurisdiction)


@contextmanager
def guarded(act: Act, subject: Model) -> Iterator[None]:
    """What the guard refuses within it stands in the journal, though the decision is not made."""
    try:
        yield
    except GuardRefuses as refusal:
        with deciding(act) as decision:
            decision.enter("guard", subject, after={"refused": str(refusal)[:500]})
        raise
