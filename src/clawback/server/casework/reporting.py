"""report: what a victim, an officer or an agent tells becomes a report with its claims, and a code."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC

from clawback.journal.encryption import ReportKey
from clawback.server.casework.accounts import account_of
from clawback.server.casework.facts.as_read import as_read
from clawback.server.casework.facts.reading import country_of
from clawback.server.casework.models import Claim, Identifier, Report
from clawback.server.casework.refusals import FactsWrong
from clawback.server.casework.sealing import digest, factor_digest, new_code, new_key, sealed
from clawback.server.casework.telling import tell
from clawback.server.casework.told import Told, ToldTransfer
from clawback.server.people.acting import Act
from clawback.server.people.facts import Subject
from clawback.server.people.models import Organisation
from clawback.server.record.deciding import deciding

__all__ = ["Receipt", "report"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Receipt:
    """The report, and the code that is shown once and never again."""

    report: Report
    code: str


def report(act: Act, organisation: Organisation, told: Told) -> Receipt:
    """Takes a report for a centre or police unit. `act.member` is None where a victim tells it themself."""
    if act.member is not None:
        act.check("report", Subject(kind="report", owner=organisation.pk))
    if organisation.kind not in ("centre", "police"):
        raise FactsWrong(f"{organisation.name} takes no reports")
    code = new_code()
    with deciding(act) as decision:
        made = Report.objects.create(
            organisation=organisation,
            channel=told.channel,
            language=told.language,
            scam_type=told.scam_type,
            code=digest("report", code),
            reporter=digest("contact", told.contact),
            told=b"",
            reported_at=act.at,
            taken_by_id=act.member.id if act.member else None,
            at_risk=told.at_risk,
        )
        key, row = new_key(made.pk)
        row.save()
        made.told = sealed(key, told.sealed_values())
        made.second_factor = factor_digest(made.pk, told.second_factor)
        made.save(update_fields=["told", "second_factor"])
        decision.enter(
            "report",
            made,
            after={"state": made.state, "claims": len(told.transfers)},
            private={"name": told.name, "contact": told.contact},
            key=key,
        )
        for each in told.transfers:
            claim = _claim(made, each, act)
            decision.enter("claim", claim, after={"state": claim.state, "amount": claim.amount})
        _identifiers(made, told, key)
        tell(made, "received", act.at)
    return Receipt(report=made, code=code)


def _identifiers(made: Report, told: Told, key: ReportKey) -> None:
    """Each as one read in a story is kept, found again through its keyed hash alone."""
    read = [pair for each in told.identifiers for pair in as_read(each, country_of(made.organisation))]
    for kind, value in dict.fromkeys(read):
        Identifier.objects.create(
            report=made,
            kind=kind,
            digest=digest(f"identifier/{kind}", value),
            sealed=key.seal("identifier", value.encode()),
        )


def _claim(made: Report, told: ToldTransfer, act: Act) -> Claim:
    debtor, creditor = account_of(*told.debtor), account_of(*told.creditor)
    if debtor == creditor:
        raise FactsWrong("a transfer goes from one account to another", field="creditor")
    return Claim.objects.create(
        report=made,
        debtor_account=debtor,
        creditor_account=creditor,
        amount=told.amount.units,
        currency=told.amount.currency.code,
        came_back=told.came_back,
        settled_at=told.settled_at,
        settled_day=told.settled_at.astimezone(UTC).date(),
        uetr=told.uetr,
        end_to_end_id=told.end_to_end_id,
        reported_at=act.at,
    )
