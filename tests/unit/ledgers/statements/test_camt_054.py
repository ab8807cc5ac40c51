"""Notifications: no balances, no opening; entries that a statement tells too count once."""

from __future__ import annotations

from pathlib import Path

import pytest

from clawback.errors import LedgerError
from tests.unit.ledgers.statements.build import A, B, detail, document, entry, one, read, statement


def notified(*entries: str, id: str = "N1", **more: object) -> str:  # noqa: A002
    return document(statement(A, *entries, kind="Ntfctn", opening=None, id=id), message="camt.054", **more)


@pytest.mark.parametrize("version", ["02", "08", "13"])
def test_it_has_entries_and_no_opening(tmp_path: Path, version: str) -> None:
    old = "02" if version == "02" else "08"
    text = notified(
        entry("5.00", "CRDT", detail(of=("BETADEFF", B), version=old), ref="R", version=old), version=version
    )
    found = read(tmp_path, text)
    assert [(row["transfer_id"], row["debtor"]) for row in found.rows] == [("R", ("BETADEFF", B))]
    assert found.notes.openings == []
    assert found.notes.texts == []


def test_the_same_notification_twice_counts_once(tmp_path: Path) -> None:
    text = notified(entry("5.00", "CRDT", ref="R"))
    assert read(tmp_path, text, text).ids == ["R"]


def test_an_entry_of_a_statement_and_a_notification_counts_once(tmp_path: Path) -> None:
    booked = one(A, entry("5.00", "CRDT", ref="R"), entry("2.00", "CRDT", detail(e2e="E")), closing="7.00")
    told = notified(
        entry("5.00", "CRDT", ref="R"),
        entry("2.00", "CRDT", detail(e2e="E")),
        entry("9.00", "CRDT", ref="new"),
    )
    for texts in ((booked, told), (told, booked)):
        found = read(tmp_path, *texts)
        assert sorted(found.ids) == ["R", "S1:2", "new"]
        assert (
            "entries of notifications (camt.054) that stand in a statement too, counted once: 2"
            in found.notes.texts
        )


def test_details_that_only_the_notification_has_are_taken(tmp_path: Path) -> None:
    booked = one(A, entry("1.00", "CRDT", ref="first"), entry("5.00", "CRDT", ref="R"), closing="6.00")
    details = [detail(amt="2.00", ref="D1"), detail(amt="3.00", ref="D2")]
    told = notified(entry("5.00", "CRDT", *details, ref="R", booked="2026-02-02T00:00:00Z"))
    found = read(tmp_path, booked, told)
    assert found.ids == ["first", "D1", "D2"]
    assert len(set(found.column("settled_at"))) == 1


def test_a_bad_notification_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="holds no Ntfctn"):
        read(tmp_path, document(message="camt.054"))
