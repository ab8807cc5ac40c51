"""activate a legal basis whose text nobody of the project read: two counsel of the organisation name what they read."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from clawback.server.casework.law import basis_at, citation
from clawback.server.casework.models import LawActivation
from clawback.server.casework.refusals import ActivatedAlready, FactsWrong
from clawback.server.people.acting import Act
from clawback.server.people.facts import Subject
from clawback.server.record.deciding import deciding

__all__ = ["activate_basis"]


def activate_basis(act: Act, jurisdiction: str, name: str, digest: str, text: str) -> LawActivation:
    """One counsel's word for the entry in force now. `digest` is that of the entry which they saw.

    Raises ActivatedAlready for the same counsel twice, FactsWrong where the entry changed meanwhile.
    """
    with deciding(act) as decision:
        act.check("activate", Subject(kind="basis", owner=act.by.organisation))
        basis = basis_at(jurisdiction, name, act.at)
        if basis.digest != digest:
            raise FactsWrong("the entry has changed since you saw it", remedy="read it again")
        if basis.verified:
            raise ActivatedAlready("the text of this basis was read: it needs no activation")
        if not text.strip():
            raise FactsWrong("name the text that you read: title, edition, where", field="text")
        try:
            with transaction.atomic():
                row = LawActivation.objects.create(
                    organisation_id=act.by.organisation,
                    jurisdiction=jurisdiction,
                    basis=name,
                    valid_from=str(basis.valid_from),
                    digest=digest,
                    counsel_id=act.by.id,
                    text=text.strip()[:500],
                    at=act.at,
                )
        except IntegrityError:
            raise ActivatedAlready("you have activated it; another counsel is the second") from None
        cited = citation(jurisdiction, name)
        decision.enter("activate", row, basis=cited, after={"digest": digest, "text": row.text})
    return row
