"""A statement request as the file by which agents ask one another: camt.060."""

from __future__ import annotations

from clawback.errors import PlanError
from clawback.returning.iso20022 import Keeper, StatementAsk, build_camt_060
from clawback.server.casework.models import StatementRequest
from clawback.server.casework.refusals import FactsWrong
from clawback.server.casework.subjects import of_statement_request
from clawback.server.people.acting import Act

__all__ = ["statement_request_file"]


def statement_request_file(act: Act, asked: StatementRequest) -> bytes:
    """The same request has the same reference, whoever takes the file. Raises NotAllowed, FactsWrong."""
    act.check("see", of_statement_request(asked))
    account = asked.account
    try:
        return build_camt_060(
            StatementAsk(
                reference=f"CLAWBACK-S{asked.pk}",
                made_at=act.at,
                by=asked.case.organisation.name,
                of=Keeper(agent=account.agent_code, account=account.number),
                begins_at=asked.begins_at,
            )
        )
    except PlanError as error:
        raise FactsWrong(error.reason, field=error.field) from None
