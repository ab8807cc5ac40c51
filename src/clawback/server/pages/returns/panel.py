"""The case's panel of returns: claims and who vouches, plans, a draft, figures; and what is in the way of its end."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.db.models import prefetch_related_objects

from clawback.law import day_of, in_force
from clawback.returning import METHODS
from clawback.server.casework.case_records import claims_of, plans_of
from clawback.server.casework.law import profile_of
from clawback.server.casework.models import Case, Claim
from clawback.server.casework.returns.counting import case_figures
from clawback.server.casework.returns.facts import returned_to
from clawback.server.casework.returns.in_the_way import in_the_way
from clawback.server.casework.returns.subjects import of_new
from clawback.server.casework.states.account_change import OPEN_CHANGES
from clawback.server.casework.states.recall import OPEN_RECALLS
from clawback.server.casework.subjects import of_case, of_claim
from clawback.server.pages.addresses import address_of
from clawback.server.pages.returns.common import can
from clawback.server.people.acting import Act
from clawback.server.people.may import may_anywhere

__all__ = ["bases_of", "case_panel", "end_of", "methods_of"]


def case_panel(act: Act, case: Case) -> Mapping[str, object] | None:
    """None for one who may not see plans of the case."""
    if not can(act, "see", of_new(case, "plan")):
        return None
    open_case = case.closed_at is None
    claims = [each for each in claims_of(case) if each.state == "confirmed"]
    prefetch_related_objects(claims, "recalls", "account_changes")
    returned = returned_to([each.pk for each in claims])
    return {
        "at": act.at,
        "case": case,
        "plans": plans_of(case)[::-1],
        "sees_changes": may_anywhere(act.by, "see", "account change"),
        "claims": [_row(act, claim, open_case, returned.get(claim.pk, 0)) for claim in claims],
        "figures": case_figures(case),
        "draft": open_case and can(act, "draft", of_new(case, "plan")),
        "close": open_case and can(act, "close", of_case(case)),
        "bases": bases_of(case, act),
        "methods": methods_of(case, act),
        "currencies": sorted({claim.currency for claim in claims}),
    }


_SEEN_AS: Final = {"proposal": "trace"}
"""What may() calls the page on which a thing stands, where that is not its own."""


def end_of(act: Act, case: Case) -> list[dict[str, object]]:
    """What is in the way of the end of a case that is open: each thing with its page, or with the form that dismisses
    it, for those who may see the one or do the other."""
    if case.closed_at is not None:
        return []
    may_dismiss = can(act, "dismiss", of_new(case, "proposal"))
    return [
        {
            "thing": each,
            "address": address_of(each.kind, each.number)
            if can(act, "see", of_new(case, _SEEN_AS.get(each.kind, each.kind)))
            else "",
            "dismiss": each.dismiss and may_dismiss,
        }
        for each in in_the_way(case)
    ]


def _row(act: Act, claim: Claim, open_case: bool, returned: int) -> dict[str, object]:
    recalls = sorted(claim.recalls.all(), key=lambda each: each.pk)
    changes = sorted(claim.account_changes.all(), key=lambda each: each.pk)
    return {
        "claim": claim,
        "lacks": claim.loss - returned,
        "vouched": claim.is_vouched,
        "recalls": recalls,
        "changes": changes,
        "recall": open_case
        and not any(each.state in OPEN_RECALLS for each in recalls)
        and can(act, "draft", of_claim(claim, "recall")),
        "change": open_case
        and not any(each.state in OPEN_CHANGES for each in changes)
        and can(act, "ask", of_claim(claim, "account change")),
    }


def bases_of(case: Case, act: Act) -> list[tuple[str, str]]:
    """(id, name) of the bases of return in force today."""
    profile = profile_of(case.jurisdiction)
    return [(each.id, each.name) for each in in_force(profile, day_of(profile, act.at), "return")]


def methods_of(case: Case, act: Act) -> list[str]:
    """Methods that one of these bases allows and that are reckoned here."""
    profile = profile_of(case.jurisdiction)
    found: set[str] = set()
    for each in in_force(profile, day_of(profile, act.at), "return"):
        if each.returns is not None and each.returns.methods != "unknown":
            found |= set(each.returns.methods)
    return [method for method in METHODS if method in found]
