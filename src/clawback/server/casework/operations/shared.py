"""What reports of an operation share, as a page tells it: the value behind each hash, and who else names it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from clawback.errors import JournalError
from clawback.server.casework.any_of import any_of, any_text_of
from clawback.server.casework.models import Cut, Link, LinkedThing, Operation, StoredKey
from clawback.server.casework.operations.keeping import value_of
from clawback.server.casework.operations.masking import masked, plain_of
from clawback.server.casework.sealing import key_of, unwrapped

__all__ = ["CutTold", "LinkTold", "Shared", "aside_of", "cuts_told", "links_of_reports", "links_told"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Shared:
    """A thing that `of` reports share, and `others` name too; `money` of theirs came there. A text has no value.

    `masked`: of the value there are the last characters alone, for none of the reports that name it is open to the
    reader.
    """

    kind: str
    value: str
    of: int
    others: int
    money: bool = False
    masked: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class LinkTold:
    """Two reports, and why they are linked; `new` is one that nobody looked at."""

    number: int
    operation: int
    one: int
    other: int
    reasons: tuple[Shared, ...]
    new: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class CutTold:
    """Two reports that a person cut: who, when and why.

    The reason is nothing once either report is erased, and `masked` where neither is open to the reader.
    """

    number: int
    one: int
    other: int
    by: str
    at: datetime
    reason: str
    masked: bool


def links_told(operation: Operation, opened: Collection[int]) -> list[LinkTold]:
    """In the order of the later report; values that none of the reports `opened` names are masked."""
    return _told(operation.links.order_by("other__reported_at", "other", "one"), opened)


def links_of_reports(reports: Collection[int], opened: Collection[int]) -> list[LinkTold]:
    """Those that join any of these reports to another; values that none of the reports `opened` names are masked."""
    these = any_of(reports)
    return _told(Link.objects.filter(Q(one__in=these) | Q(other__in=these)).order_by("one", "other"), opened)


def _told(links: Iterable[Link], opened: Collection[int]) -> list[LinkTold]:
    rows = list(links)
    digests = {reason["digest"] for row in rows for reason in row.reasons if reason["digest"]}
    values, named_by = _shown_values(digests, opened), _counts(digests)
    return [
        LinkTold(
            number=row.pk,
            operation=row.operation_id,
            one=row.one_id,
            other=row.other_id,
            reasons=tuple(_reason(reason, values, named_by) for reason in row.reasons),
            new=row.noted_by_id is None,
        )
        for row in rows
    ]


def _reason(
    told: Mapping[str, object], values: Mapping[str, tuple[str, bool]], named_by: Mapping[str, int]
) -> Shared:
    digest = str(told["digest"])
    value, masked = values.get(digest, ("", False))
    return Shared(
        kind=str(told["kind"]),
        value=value,
        masked=masked,
        of=2,
        others=max(0, named_by.get(digest, 2) - 2),
        money=bool(told["money"]),
    )


def aside_of(operation: Operation, opened: Collection[int]) -> list[Shared]:
    """What its reports share and what links nothing, for it serves everybody: the most named first."""
    inside = LinkedThing.objects.filter(report__in_operation__operation=operation)
    found = inside.filter(Q(digest__in=any_text_of(operation.aside)) | Q(everybody=True)).order_by()
    counts = {
        (kind, digest): of
        for kind, digest, of in found.values_list("kind", "digest").annotate(Count("report", distinct=True))
        if of > 1
    }
    digests = {digest for _, digest in counts}
    values, named_by = _shown_values(digests, opened), _counts(digests)
    shared = [
        Shared(kind=kind, value=value, masked=masked, of=of, others=named_by.get(digest, of) - of)
        for (kind, digest), of in counts.items()
        for value, masked in [values.get(digest, ("", False))]
    ]
    return sorted(shared, key=lambda each: (-each.of - each.others, each.kind, each.value))


def _counts(digests: Collection[str]) -> dict[str, int]:
    rows = LinkedThing.objects.filter(digest__in=any_text_of(digests)).order_by()
    return dict(rows.values_list("digest").annotate(Count("report", distinct=True)))


def _shown_values(digests: Collection[str], opened: Collection[int]) -> dict[str, tuple[str, bool]]:
    """Hash -> what the reader is shown of its value, and whether it is masked."""
    plain = plain_of(digests, opened)
    return {
        digest: (value, False) if digest in plain else (masked(value), True)
        for digest, value in _values(digests).items()
    }


def _values(digests: Collection[str]) -> dict[str, str]:
    """Hash -> what it stands for, opened with the key of one report that names it; without those that none opens."""
    found: dict[str, str] = {}
    shut: set[int] = set()
    while True:
        more, without = _opened(set(digests) - found.keys(), shut)
        found |= more
        if not without:
            return found
        shut |= without  # others that name the same may open


def _opened(digests: Collection[str], shut: Collection[int]) -> tuple[dict[str, str], set[int]]:
    """What one report for each hash opens, none of those that are `shut`; and which of them did not open."""
    found: dict[str, str] = {}
    without: set[int] = set()
    opens: defaultdict[int, list[LinkedThing]] = defaultdict(list)
    rows = LinkedThing.objects.filter(digest__in=any_text_of(digests)).select_related("account__agent")
    rows = rows.exclude(source="named", report__in=any_of(shut))
    for row in rows.order_by("digest", "source", "report").distinct("digest"):
        if row.account is None:
            opens[row.report_id].append(row)
        else:
            agent = row.account.agent.name if row.account.agent else ""
            found[row.digest] = f"{row.account.number} · {agent}" if agent else row.account.number
    keys = StoredKey.objects.in_bulk(opens) if opens else {}
    for report, things in opens.items():
        try:
            key = unwrapped(report, keys.get(report))
            found |= {row.digest: value_of(row, key) for row in things}
        except JournalError:
            without.add(report)
    return found, without


def cuts_told(operation: Operation, opened: Collection[int]) -> list[CutTold]:
    """Cuts of its reports that were not taken back, the newest first."""
    members = operation.members.values("report")
    rows = Cut.objects.filter(Q(one__in=members) | Q(other__in=members), taken_back_at=None)
    return list(_cuts(rows.select_related("one", "cut_by").order_by("-cut_at", "-pk"), opened))


def _cuts(rows: Iterable[Cut], opened: Collection[int]) -> Iterator[CutTold]:
    for row in rows:
        reason = ""
        shut = row.one_id not in opened and row.other_id not in opened
        with suppress(JournalError):  # its key is not here
            if row.reason and not shut:
                reason = key_of(row.one).open("cut", bytes(row.reason)).decode()
        yield CutTold(
            number=row.pk,
            one=row.one_id,
            other=row.other_id,
            by=row.cut_by.name,
            at=row.cut_at,
            reason=reason,
            masked=shut,
        )
