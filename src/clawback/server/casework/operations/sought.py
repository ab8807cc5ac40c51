"""Cases whose reports name exactly this telephone number, web address, handle or the like; confirmed by a person."""

from __future__ import annotations

from datetime import datetime

from clawback.linking.facts import Named
from clawback.linking.things import named_things
from clawback.linking.weights import weights
from clawback.reports.read import read_report
from clawback.server.casework.facts.reading import country_of
from clawback.server.casework.models import LinkedThing
from clawback.server.casework.operations.accounts import as_kept
from clawback.server.casework.operations.keeping import hash_of
from clawback.server.people.models import Organisation

__all__ = ["cases_naming"]

_LONGEST = 2_000


def cases_naming(organisation: Organisation, sought: str, at: datetime) -> set[int]:
    """By keyed hashes alone: what is sought is read as a story is, and is there as it is written or not at all."""
    read = read_report(sought[:_LONGEST], country_of(organisation), at)
    named = (
        Named(kind=each.kind, value=each.value, agent=each.agent)
        for each in read.identifiers
        if each.value is not None and each.text.strip() == sought.strip() and each.kind in weights().kinds
    )
    digests = [hash_of(organisation.pk, as_kept(thing)) for thing in named_things(named)]
    things = LinkedThing.objects.filter(digest__in=digests, report__organisation=organisation)
    return {each for each in things.values_list("report__case", flat=True) if each is not None}
