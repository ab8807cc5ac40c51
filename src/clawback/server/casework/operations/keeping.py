"""What linking may read of a report: kept by each decision that changes it, and forgotten by the one that ends it.

Only what a person confirmed may link: identifiers of the other side, accounts of confirmed claims, accounts that their
money was traced to, and the story of a report whose facts somebody confirmed.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Final

from django.conf import settings
from django.db.models import F

from clawback.journal.canonical import from_canonical, to_canonical
from clawback.journal.encryption import ReportKey
from clawback.linking.facts import Named, Thing
from clawback.linking.things import named_things, serves_everybody
from clawback.linking.weights import weights
from clawback.server.casework.any_of import any_text_of
from clawback.server.casework.models import Account, Fact, LinkedReport, LinkedThing, Report
from clawback.server.casework.operations.accounts import as_kept, thing_of
from clawback.server.casework.sealing import key_of, opened

__all__ = ["hash_of", "keep_facts", "keep_for_linking", "keep_traced", "value_of"]

_ENDED: Final = ("rejected", "duplicate", "withdrawn", "referred")


def keep_for_linking(number: int) -> None:
    """Keeps the accounts of the report's claims, within the decision that changed them; forgets one that is over."""
    report = Report.objects.get(pk=number)
    if report.state in _ENDED or report.erased_at is not None:
        _forget(report)
        return
    paid = Account.objects.filter(claims__report=report, claims__state="confirmed").distinct()
    rows = list(_of_accounts(report, "paid", paid))
    if rows or LinkedReport.objects.filter(report=report).exists():
        _keep(report, "paid", rows)


def keep_facts(number: int) -> None:
    """Keeps what a person confirmed of the report's story, within that decision; and the story's shingles, once."""
    report = Report.objects.get(pk=number)
    if report.state in _ENDED or not report.facts.exists():
        return
    key = key_of(report)
    kept = LinkedReport.objects.filter(report=report).values_list("shingles", flat=True).first()
    rows = list(_named(report, key, report.facts.exclude(verdict="rejected")))
    _keep(report, "named", rows, None if kept else _shingles(report, key))


def keep_traced(accounts: Mapping[int, Iterable[Account]]) -> None:
    """Report -> the accounts that its money was traced to; those of no claim that is confirmed are left out."""
    for number, reached in sorted(accounts.items()):
        kept = LinkedReport.objects.filter(report=number, gone=False).first()
        if kept is not None:
            _keep(kept.report, "traced", list(_of_accounts(kept.report, "traced", reached)))


def _forget(report: Report) -> None:
    """Hashes and shingles go at once; linking follows."""
    report.linked_things.all().delete()
    LinkedReport.objects.filter(report=report, gone=False).update(
        shingles=b"", gone=True, pending=True, version=F("version") + 1
    )


def _keep(report: Report, source: str, rows: list[LinkedThing], shingles: bytes | None = None) -> None:
    """The things of that source are these; linking follows where something is otherwise than before."""
    there = set(report.linked_things.filter(source=source).values_list("digest", flat=True))
    wanted = {each.digest: each for each in rows}
    report.linked_things.filter(source=source, digest__in=any_text_of(there - wanted.keys())).delete()
    new = (each for digest, each in wanted.items() if digest not in there)
    LinkedThing.objects.bulk_create(new, batch_size=5_000)
    kept = LinkedReport.objects.filter(report=report).first()
    if kept is None:
        LinkedReport.objects.create(
            report=report,
            organisation_id=report.organisation_id,
            received_at=report.reported_at,
            scam_type=report.scam_type,
            shingles=shingles or b"",
        )
    elif there != wanted.keys() or shingles or kept.gone or kept.scam_type != report.scam_type:
        LinkedReport.objects.filter(report=report).update(
            scam_type=report.scam_type,
            shingles=shingles or kept.shingles,
            gone=False,
            pending=True,
            version=F("version") + 1,
        )


def _shingles(report: Report, key: ReportKey) -> bytes:
    from clawback.linking.alike import shingles_of

    found = shingles_of(opened(report).get("story", ""))
    return key.seal("shingles", found) if found else b""


def _named(report: Report, key: ReportKey, facts: Iterable[Fact]) -> Iterable[LinkedThing]:
    for thing in sorted(named_things(_identifiers(key, facts))):
        kept = as_kept(thing)
        yield LinkedThing(
            report=report,
            source="named",
            kind=kept.kind,
            digest=hash_of(report.organisation_id, kept),
            sealed=key.seal("thing", to_canonical({"value": thing.value, "agent": thing.agent})),
            everybody=serves_everybody(thing),
        )


def _identifiers(key: ReportKey, facts: Iterable[Fact]) -> Iterable[Named]:
    for each in facts:
        told = from_canonical(key.open("fact", bytes(each.sealed)))
        assert isinstance(told, dict), "a fact is an object"
        kept = told.get("kept")
        if each.kind in weights().kinds and isinstance(kept, dict):
            yield Named(
                kind=each.kind,
                value=str(kept["value"]),
                agent=str(kept["agent"]) if "agent" in kept else None,
                role=str(kept.get("role", "")),
            )


def _of_accounts(report: Report, source: str, accounts: Iterable[Account]) -> Iterable[LinkedThing]:
    for account in sorted(set(accounts), key=lambda each: each.pk):
        thing = thing_of(account)
        yield LinkedThing(
            report=report,
            source=source,
            kind=thing.kind,
            digest=hash_of(report.organisation_id, thing),
            sealed=b"",
            account=account,
        )


def value_of(row: LinkedThing, key: ReportKey) -> str:
    """What the row's hash stands for."""
    told = from_canonical(key.open("thing", bytes(row.sealed)))
    assert isinstance(told, dict), "a thing is an object"
    return " · ".join(str(each) for each in (told["value"], told["agent"]) if each)


def hash_of(organisation: int, thing: Thing) -> str:
    """Its keyed hash, an organisation's own: what one links tells nothing of what another does."""
    key = settings.CLAWBACK_FOLDER.key("codes.key")
    return hmac.new(key, "\0".join(("linking", str(organisation), *thing)).encode(), sha256).hexdigest()
