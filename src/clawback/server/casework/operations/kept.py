"""What is kept for linking, as clawback.linking reads it: hashes in place of values, shingles in place of stories."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import suppress

from clawback.errors import JournalError
from clawback.journal.encryption import Keyring, WrappedKey
from clawback.linking.facts import ReportFacts, Thing
from clawback.server.casework.models import Cut, LinkedReport, LinkedThing, StoredKey
from clawback.server.casework.sealing import keyring

__all__ = ["cuts_of", "facts_of", "facts_of_all"]

_CHUNK = 2_000


def facts_of(rows: Iterable[LinkedReport]) -> list[ReportFacts]:
    """Of some reports, in their order."""
    listed = list(rows)
    numbers = [each.pk for each in listed]
    things = _things(numbers)
    sealed = [each.pk for each in listed if each.shingles]
    keys = {each.report_id: each for each in StoredKey.objects.filter(report__in=sealed)}
    ring = keyring()
    return [_facts(each, things.get(each.pk, ()), ring, keys.get(each.pk)) for each in listed]


def facts_of_all(organisation: int) -> Iterator[ReportFacts]:
    """Of every report of the organisation that may link, by number."""
    last = 0
    while rows := list(
        LinkedReport.objects.filter(organisation=organisation, gone=False, pk__gt=last).order_by("pk")[
            :_CHUNK
        ]
    ):
        yield from facts_of(rows)
        last = rows[-1].pk


def cuts_of(organisation: int, reports: Iterable[int] | None = None) -> list[tuple[int, int]]:
    """What people cut and did not take back; of some reports only."""
    found = Cut.objects.filter(organisation=organisation, taken_back_at=None)
    if reports is not None:
        listed = list(reports)
        found = found.filter(one__in=listed) | found.filter(other__in=listed)
    return sorted(found.values_list("one", "other"))


def _things(numbers: list[int]) -> dict[int, set[tuple[str, str, str]]]:
    found: defaultdict[int, set[tuple[str, str, str]]] = defaultdict(set)
    rows = LinkedThing.objects.filter(report__in=numbers, everybody=False)
    for report, *thing in rows.values_list("report", "source", "kind", "digest"):
        found[report].add((thing[0], thing[1], thing[2]))
    return found


def _facts(
    row: LinkedReport, things: Iterable[tuple[str, str, str]], ring: Keyring, stored: StoredKey | None
) -> ReportFacts:
    told = sorted(things)
    shingles = b""
    if stored is not None and row.shingles:
        wrapped = WrappedKey(report=str(row.pk), master=stored.master, data=bytes(stored.data))
        # One that does not open links by what else it names, and holds up no other.
        with suppress(JournalError):
            shingles = ring.unwrap(str(row.pk), wrapped).open("shingles", bytes(row.shingles))
    return ReportFacts(
        number=row.pk,
        received=row.received_at,
        things=tuple(Thing(kind, digest) for source, kind, digest in told if source == "named"),
        positions=tuple(Thing(kind, digest) for source, kind, digest in told if source != "named"),
        shingles=shingles,
        scam_type=row.scam_type or None,
    )
