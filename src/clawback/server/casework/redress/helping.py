"""A holder who was recruited, threatened or held is offered help first: a referral to a support body, by a reviewer."""

from __future__ import annotations

from dataclasses import replace

from clawback.server.casework.finding import locked
from clawback.server.casework.models import Objection, Referral
from clawback.server.casework.redress.sealing import key_of_notice
from clawback.server.casework.redress.subjects import of_objection
from clawback.server.casework.referring import basis_to_refer, check_needs, enter_referral
from clawback.server.casework.refusals import FactsWrong
from clawback.server.people.acting import Act
from clawback.server.people.facts import Subject
from clawback.server.people.models import Organisation
from clawback.server.record.deciding import deciding
from clawback.server.walls import everything

__all__ = ["bodies_for", "draft_holder_referral", "helped_by", "of_holder_referral"]


def of_holder_referral(objection: Objection) -> Subject:
    """A referral that is not there yet is its objection's."""
    return replace(of_objection(objection), kind="holder referral")


def bodies_for(objection: Objection) -> list[Organisation]:
    """The support bodies of the country that it is decided in."""
    ours = objection.notice.hold.request.case.organisation
    found = Organisation.objects.filter(kind="support", jurisdiction=ours.jurisdiction, suspended=False)
    return list(found.order_by("name"))


def draft_holder_referral(act: Act, number: int, to: int, needs: str) -> Referral:
    """Of the holder whose objection it is. `needs` is all that the support body will see.

    It takes the way of every referral: another approves, the holder's consent is noted, then it is sent. Raises
    FactsWrong, LawRefuses.
    """
    with deciding(act):
        made = locked(Objection, number)
        act.check("draft", of_holder_referral(made))
        ours = made.notice.hold.request.case.organisation
        there = next((each for each in bodies_for(made) if each.pk == to), None)
        if there is None:
            raise FactsWrong("a holder is referred to a support body of this country", field="to")
        check_needs(needs)
        if made.referrals.filter(to=there).exclude(state="declined").exists():
            raise FactsWrong("this holder was referred there already", field="to")
        found = Referral.objects.create(
            organisation=ours,
            objection=made,
            to=there,
            told=key_of_notice(made.notice).seal("referral", needs.strip().encode()),
            jurisdiction=ours.jurisdiction,
            basis=basis_to_refer(ours, act.at),
            drafted_by_id=act.by.id,
            drafted_at=act.at,
        )
        enter_referral(act, found, "draft")
    return found


def helped_by(objection: int) -> list[str]:
    """Names of the support bodies that were asked to help this holder, for the holder alone."""
    with everything():
        found = Referral.objects.filter(objection=objection, state__in=["sent", "accepted"])
        return list(found.order_by("pk").values_list("to__name", flat=True))
