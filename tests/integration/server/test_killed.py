"""Killed with SIGKILL in the middle of clocks that run: each takes effect once, and the journal is whole."""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

import psycopg
import pytest

from clawback.cli.app import run
from clawback.server.embedded import Embedded
from tests.integration.server.served import fresh_folder, make_world_in, page, processes, started, until
from tests.ports import free_port

HOLDS = 12


@pytest.fixture
def folder() -> Iterator[Path]:
    with fresh_folder() as path:
        make_world_in(path, HOLDS)
        yield path


def connected(folder: Path) -> AbstractContextManager[psycopg.Connection[Any]]:
    """To the database that the server started, with the rights to see and change all of it."""
    return closing(psycopg.connect(Embedded(folder / "database").url("clawback", "postgres")))


def one(connection: psycopg.Connection[Any], query: str) -> Any:
    found = connection.execute(query).fetchone()
    assert found is not None
    return found[0]


def waited_for(here: psycopg.Connection[Any], holder: psycopg.Connection[Any]) -> bool:
    """Whether somebody stands still at what `holder` has locked."""
    return bool(one(here, WAIT.format(holder.info.backend_pid)))


def workers(folder: Path) -> set[int]:
    return {pid for pid, command in processes(folder).items() if command.endswith(" worker ")}


RAN = "select count(*) from clocks_clock where kind = 'hold' and verb = 'expire' and outcome = 'done'"
LOCK = "select 1 from casework_hold where id = (select id from casework_hold order by id offset %s limit 1) for update"
LATER = "insert into clocks_demotime (id, ahead) values (1, '5 days') on conflict (id) do update set ahead = '5 days'"
WAIT = "select count(*) from pg_stat_activity where {} = any(pg_blocking_pids(pid))"


def test_killed_in_the_middle_of_clocks_each_runs_once(folder: Path, tmp_path: Path) -> None:
    """Holds that this test has locked stop the worker in the middle: there it is killed, and then everything is."""
    port = free_port()
    with (
        started(folder, port, "--demo") as process,
        connected(folder) as first,
        connected(folder) as second,
        connected(folder) as here,
    ):
        here.autocommit = True
        first.execute(LOCK, [3])
        second.execute(LOCK, [7])
        here.execute(LATER)
        until(lambda: waited_for(here, first), "the first hold that is locked")
        assert one(here, RAN) == 3
        (killed,) = workers(folder)
        os.kill(killed, signal.SIGKILL)
        until(lambda: workers(folder) - {killed}, "another worker")
        first.rollback()
        until(lambda: one(here, RAN) >= 6 and waited_for(here, second), "the second hold that is locked")
        assert one(here, RAN) < HOLDS
        for pid in processes(folder):
            with suppress(ProcessLookupError):  # it may end with another that was killed before it
                os.kill(pid, signal.SIGKILL)
        process.wait()
    until(lambda: not processes(folder), "the end of all of it")
    check_after(folder, port, tmp_path)


def check_after(folder: Path, port: int, tmp_path: Path) -> None:
    """Started again, all of it is done, once, and the journal that is downloaded verifies."""
    kept = tmp_path / "clawback.journal"
    with started(folder, port, "--demo") as process, connected(folder) as here:
        here.autocommit = True
        until(lambda: one(here, RAN) == HOLDS, "the end of what is due")
        assert page(port, "/healthz")[0] == 200
        ended = (
            "select count(*) from casework_hold where state = 'ended' and expired = placed and in_force = 0"
        )
        assert one(here, ended) == HOLDS
        assert one(here, "select count(*) from casework_reduction where ending = 'expired'") == HOLDS
        told = "select count(*), count(distinct subject) from record_entryrow where verb = 'expire'"
        assert here.execute(told).fetchone() == (HOLDS, HOLDS)
        size = "select size from record_head"
        until(
            lambda: one(here, "select max(size) from record_checkpointrow") == one(here, size),
            "a checkpoint over all of it",
        )
        auditor = one(here, "select member_id from people_rolegrant where role = 'auditor' limit 1")
        kept.write_bytes(journal_of(port, auditor))
        process.send_signal(signal.SIGTERM)
    assert run(["journal", "verify", str(kept), "--key", str(folder / "keys" / "journal.pub")]) == 0


def journal_of(port: int, member: int) -> bytes:
    """What that member downloads."""
    browser, home = build_opener(HTTPCookieProcessor()), f"http://127.0.0.1:{port}"
    with browser.open(f"{home}/sign-in/") as shown:
        found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', shown.read().decode())
    assert found
    said = {"csrfmiddlewaretoken": found[1], "member": str(member)}
    browser.open(f"{home}/sign-in/", urlencode(said).encode()).close()
    with browser.open(f"{home}/journal/file") as file:
        return bytes(file.read())
