"""A witness elsewhere fetches checkpoints over HTTP: it cosigns the old one grown, and finds every other story."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest

from clawback.cli.witness import witness
from clawback.errors import JournalError
from clawback.journal.checkpoint import read_checkpoint
from clawback.journal.keys import Signer, parse_key, parse_keys
from clawback.server.data_folder import DataFolder, open_folder
from tests.integration.server.world import NOON, in_case, make_world, transfer

pytestmark = pytest.mark.usefixtures("database")


class Quiet(WSGIRequestHandler):
    """Says nothing on the terminal."""

    def log_message(self, *_: object) -> None:
        return


@pytest.fixture
def address() -> Iterator[str]:
    """The pages, over a real socket."""
    from django.core.wsgi import get_wsgi_application
    from django.db import connection

    application = get_wsgi_application()

    def answered(environ: dict[str, object], start: object) -> object:
        try:
            return application(environ, start)  # type: ignore[arg-type]
        finally:
            connection.close()

    with make_server("127.0.0.1", 0, answered, handler_class=Quiet) as server:  # type: ignore[arg-type]
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/journal/checkpoint"
        server.shutdown()
        thread.join()


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    return open_folder(tmp_path / "data", demo=True)


def signer_of(folder: DataFolder) -> Signer:
    from clawback.server.record.checkpoints import signer_of

    return signer_of(folder, "test.example/journal")


def grown(folder: DataFolder) -> None:
    from clawback.server.record.checkpoints import sign

    assert sign(signer_of(folder), NOON) is not None


def test_it_cosigns_what_grows(address: str, folder: DataFolder, tmp_path: Path) -> None:
    world = make_world()
    in_case(world)
    grown(folder)
    place = {"key": folder.path / "keys" / "journal.pub", "data": tmp_path / "witness", "name": "w.example"}
    witness(address, **place, once=True)
    witness(address, **place, once=True)
    in_case(world, transfer(7, debtor="D9"))
    grown(folder)
    witness(address, **place, once=True)
    keys = parse_keys(place["key"].read_text())
    own = parse_key((tmp_path / "witness" / "witness.pub").read_text().strip())
    found = read_checkpoint((tmp_path / "witness" / "cosigned.note").read_bytes(), [*keys, own])
    assert {each.key.name for each in found.signed} == {"test.example/journal", "w.example"}


def test_another_story_is_found(address: str, folder: DataFolder, tmp_path: Path) -> None:
    from django.db import connection

    world = make_world()
    in_case(world)
    grown(folder)
    place = {"key": folder.path / "keys" / "journal.pub", "data": tmp_path / "witness", "name": "w.example"}
    witness(address, **place, once=True)
    kept = (tmp_path / "witness" / "seen").read_text()
    with connection.cursor() as cursor:  # the keeper rebuilds a row of the tree, and signs it all again
        for trigger in ("append_only", "never_emptied"):
            cursor.execute(f"alter table record_treehash disable trigger {trigger}")
        cursor.execute("update record_treehash set hash = sha256(hash) where level = 0 and index = 0")
        cursor.execute("update record_treehash set hash = sha256(hash) where level > 0")
    in_case(world, transfer(7, debtor="D9"))
    grown(folder)
    with pytest.raises(JournalError, match="refused"):
        witness(address, **place, once=True)
    assert (tmp_path / "witness" / "refused.note").exists()
    assert (tmp_path / "witness" / "seen").read_text() == kept


def test_a_journal_cut_short_is_found(address: str, folder: DataFolder, tmp_path: Path) -> None:
    from django.db import connection

    world = make_world()
    in_case(world)
    grown(folder)
    in_case(world, transfer(7, debtor="D9"))
    grown(folder)
    place = {"key": folder.path / "keys" / "journal.pub", "data": tmp_path / "witness", "name": "w.example"}
    witness(address, **place, once=True)
    with connection.cursor() as cursor:
        cursor.execute("alter table record_checkpointrow disable trigger append_only")
        cursor.execute(
            "delete from record_checkpointrow where size = (select max(size) from record_checkpointrow)"
        )
    with pytest.raises(JournalError, match="refused"):
        witness(address, **place, once=True)


def test_nothing_is_answered_that_is_no_size(address: str, folder: DataFolder) -> None:
    from django.test import Client

    browser = Client(headers={"host": "localhost"})
    assert browser.get("/journal/checkpoint").status_code == 404
    world = make_world()
    in_case(world)
    grown(folder)
    assert browser.get("/journal/checkpoint?old=x").status_code == 400
    assert browser.get("/journal/checkpoint?old=999").status_code == 409
    assert browser.get("/journal/checkpoint").content.startswith(b"test.example/journal\n")
    assert address
