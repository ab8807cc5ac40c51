"""Whose values a page of an operation shows in plain: those that reports of one's own cases name."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from clawback.server.casework.any_of import any_of, any_text_of
from clawback.server.casework.models import LinkedThing, Report
from clawback.server.casework.subjects import for_one, of_case, of_report
from clawback.server.people.facts import MemberFacts
from clawback.server.people.may import Allowed, may

__all__ = ["masked", "open_to", "plain_of"]

_SHORT = 8


def open_to(member: MemberFacts, reports: Sequence[Report]) -> frozenset[int]:
    """The reports whose values the member may see: of cases they may see, and of none if they may open its story."""
    cases = {each.case for each in reports if each.case is not None}
    with for_one(member.id, [each.pk for each in cases]):
        seen = {each.pk for each in cases if isinstance(may(member, "see", of_case(each)), Allowed)}
        return frozenset(each.pk for each in reports if _open(member, each, seen))


def _open(member: MemberFacts, report: Report, seen: Collection[int]) -> bool:
    if report.case_id is not None:
        return report.case_id in seen
    return isinstance(may(member, "open", of_report(report, "story")), Allowed)


def plain_of(digests: Collection[str], reports: Collection[int]) -> frozenset[str]:
    """Those of the hashes whose value one of these reports names, or one of its claims does."""
    rows = LinkedThing.objects.filter(report__in=any_of(reports), digest__in=any_text_of(digests))
    return frozenset(rows.order_by().values_list("digest", flat=True).distinct())


def masked(value: str) -> str:
    """The last four characters of a value, of a short one none; an account's agent stays."""
    own, dot, agent = value.partition(" · ")
    return f"…{own[-4:] if len(own) > _SHORT else ''}{dot}{agent}"
