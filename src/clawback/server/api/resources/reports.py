"""Reports: an agent tells for its customer, the victim."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Router
from pydantic import Field

from clawback.server.api.operations import writes
from clawback.server.api.shapes import Answer, Moment, Money, Shape, in_units, moment
from clawback.server.api.signing_in import act_of
from clawback.server.casework.refusals import FactsWrong
from clawback.server.casework.reporting import report
from clawback.server.casework.told import Told, ToldTransfer
from clawback.server.people.models import Organisation

__all__ = ["router"]

router = Router(tags=["reports"])

_AGENT = "^[A-Za-z0-9._-]{1,40}$"


class AccountIn(Shape):
    """An account: the agent that keeps it, by its code, and its number."""

    agent: str = Field(pattern=_AGENT, examples=["north"])
    number: str = Field(min_length=1, max_length=64, examples=["DE00 1111"])


class TransferIn(Shape):
    """One transfer as told; `came_back` is what the victim has back already."""

    debtor: AccountIn
    creditor: AccountIn
    amount: Money
    settled_at: Moment
    came_back: Money | None = None
    uetr: str = Field(default="", max_length=36, pattern="^[0-9A-Za-z-]*$")
    end_to_end_id: str = Field(default="", max_length=35)


class ReportIn(Shape):
    """What the victim told their agent, and how to reach them. `to` is the code of the centre."""

    to: str = Field(pattern=_AGENT, examples=["centre-1"])
    language: str = Field(pattern="^[a-z]{2,3}(-[A-Za-z0-9]{2,4})?$", examples=["en"])
    name: str = Field(max_length=200)
    contact: str = Field(min_length=1, max_length=200)
    story: str = Field(max_length=50_000)
    scam_type: str = Field(default="", max_length=40, pattern="^[a-z-]*$")
    transfers: list[TransferIn] = Field(min_length=1, max_length=100)


class ReceiptOut(Answer):
    """The report's number, and the code that the victim keeps: it is shown this once."""

    number: int
    code: str
    claims: list[int]


@writes(router, "/reports", "reports:write", ReceiptOut, 201)
def file_report(request: HttpRequest, body: ReportIn) -> ReceiptOut:
    """Report for a victim. Give them the code: with it they see what becomes of their report."""
    centre = Organisation.objects.filter(code=body.to, kind__in=["centre", "police"], suspended=False).first()
    if centre is None:
        raise FactsWrong("no centre has this code", field="to")
    told = Told(
        channel="agent",
        language=body.language,
        name=body.name,
        contact=body.contact,
        story=body.story,
        scam_type=body.scam_type,
        transfers=tuple(_told(each) for each in body.transfers),
    )
    receipt = report(act_of(request), centre, told)
    claims = receipt.report.claims.order_by("pk").values_list("pk", flat=True)
    return ReceiptOut(number=receipt.report.pk, code=receipt.code, claims=list(claims))


def _told(said: TransferIn) -> ToldTransfer:
    if said.came_back is not None and said.came_back.currency != said.amount.currency:
        raise FactsWrong("what came back is in the currency of the transfer", field="transfers")
    return ToldTransfer(
        debtor=(said.debtor.agent, said.debtor.number),
        creditor=(said.creditor.agent, said.creditor.number),
        amount=in_units(said.amount),
        settled_at=moment(said.settled_at),
        came_back=in_units(said.came_back).units if said.came_back else 0,
        uetr=said.uetr,
        end_to_end_id=said.end_to_end_id,
    )
