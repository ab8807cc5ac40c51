"""The guard at a border, for what goes to another country's authority and what comes from it.

A refusal is an entry of the journal, though nothing else is done.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Final

from django.db.models import Model

from clawback.clock import format_time, to_micros
from clawback.errors import LawError
from clawback.federation.guard import Crossing, check
from clawback.law import day_of, in_force
from clawback.law.words import Action
from clawback.money import currency, format_amount
from clawback.reports.kinds import LISTED
from clawback.server.casework.federation.configured import gateways_to
from clawback.server.casework.law import citation, profile_of
from clawback.server.casework.models import Claim, HoldRequest, LetterAbroad, Report, StatementRequest
from clawback.server.casework.refusals import GuardRefuses, NoKindOfScam
from clawback.server.people.acting import Act
from clawback.server.people.models import Organisation
from clawback.server.record.deciding import deciding

__all__ = [
    "check_letter_crosses",
    "check_report_crosses",
    "check_request_crosses",
    "check_said",
    "check_words",
    "crosses_border",
    "guarded",
    "offence_of",
]

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


_NAME_IT: Final = "name the kind on the report's page, then do this again"


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
    _pass(
        Crossing(
            asks="report",
            offence=offence_of(report),
            here=here,
            there=_basis_there(act.at, report.organisation, to, "referral"),
            amount=", ".join(_sums(claims)),
            since=format_time(min(times)) if times else "",
            until=format_time(to_micros(act.at)),
            words=words,
        ),
        "needs",
    )


def check_request_crosses(
    request: HoldRequest | StatementRequest, claims: Iterable[Claim], at: datetime
) -> None:
    """Whether a request may go out, for each claim that it names: at home where its report names a listed kind of scam,
    to an agent in another country where the guard lets it pass. Raises GuardRefuses."""
    asks: Action = "hold" if isinstance(request, HoldRequest) else "statement"
    ours = request.case.organisation
    abroad = crosses_border(ours, request.agent)
    for claim in claims:
        if not abroad:
            _check_kind(claim.report)
            continue
        _pass(
            Crossing(
                asks=asks,
                offence=offence_of(claim.report),
                here=citation(request.jurisdiction, request.basis),
                there=_basis_there(at, ours, request.agent, asks),
                amount=", ".join(_sums([claim])),
                since=format_time(to_micros(claim.settled_at)),
                until=format_time(to_micros(at)),
            ),
            "basis",
        )


def check_letter_crosses(letter: LetterAbroad, claims: Iterable[Claim], at: datetime) -> None:
    """Whether a request may go to an authority abroad, for each claim of which it asks. Raises GuardRefuses."""
    question = letter.question
    asks: Action = "hold" if question.hold_basis else "statement"
    ours = question.case.jurisdiction
    for claim in claims:
        _pass(
            Crossing(
                asks=asks,
                offence=offence_of(claim.report),
                here=citation(ours, question.hold_basis or question.basis),
                there=_law_there(at, ours, letter.jurisdiction, asks),
                amount=", ".join(_sums([claim])),
                since=format_time(to_micros(claim.settled_at)),
                until=format_time(to_micros(at)),
            ),
            "basis",
        )


def _check_kind(report: Report) -> None:
    if report.scam_type not in LISTED:
        raise NoKindOfScam(f"report {report.pk} names no listed kind of scam", field="basis", remedy=_NAME_IT)


def _pass(crossing: Crossing, field: str) -> None:
    refused = check(crossing)
    if refused is not None and not crossing.offence:
        raise NoKindOfScam(
            f"the report names no kind of scam ({refused.article})",
            field=field,
            remedy=_NAME_IT,
        )
    if refused is not None:
        raise GuardRefuses(str(refused), field=field)


def check_said(request: HoldRequest | StatementRequest, words: str) -> None:
    """Whether words with which an agent in another country answers are about money. Raises GuardRefuses."""
    if crosses_border(request.case.organisation, request.agent):
        check_words(words)


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


def _basis_there(at: datetime, ours: Organisation, to: Organisation, action: Action) -> str:
    return _law_there(at, ours.jurisdiction, to.jurisdiction, action)


def _law_there(at: datetime, ours: str, theirs: str, action: Action) -> str:
    """By which law they may do it: an entry of their country's profile, else a gateway that both lists name."""
    name = theirs.lower()
    try:
        profile = profile_of(name)
        found = next(iter(in_force(profile, day_of(profile, at), action)), None)
    except LawError:
        found = None
    return citation(name, found.id) if found is not None else gateways_to(ours, theirs)


@contextmanager
def guarded(act: Act, subject: Model | None) -> Iterator[None]:
    """What the guard refuses within it stands in the journal, though the decision is not made."""
    try:
        yield
    except GuardRefuses as refusal:
        if subject is None:
            raise
        with deciding(act) as decision:
            decision.enter("guard", subject, after={"refused": str(refusal)[:500]})
        raise
