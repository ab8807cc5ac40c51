"""`clawback serve` as a person starts it: up, killed, up again, stopped; nothing is lost, nothing stays behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.integration.server.served import PROGRAM, fresh_folder, page, processes, started, until
from tests.ports import free_port


@pytest.fixture
def folder() -> Iterator[Path]:
    with fresh_folder() as path:
        yield path


@pytest.fixture
def port() -> int:
    return free_port()


def test_killed_or_stopped_it_keeps_everything(folder: Path, port: int) -> None:
    with started(folder, port, "--demo") as process:
        assert page(port, "/healthz")[0] == 200
        assert "Carla Mendes" in page(port, "/sign-in/")[1]
        process.kill()
    until(lambda: not processes(folder), "the end of all that a killed server had started")
    with started(folder, port, "--demo") as process:
        assert page(port, "/healthz")[0] == 200
        process.send_signal(signal.SIGTERM)
        assert process.wait(300) == 0
    until(lambda: not processes(folder), "the end of all that a stopped server had started")
    assert (folder / "keys" / "journal.pub").exists()


def refused(*options: str) -> str:
    command = [sys.executable, "-c", PROGRAM, "serve", *options]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    return done.stderr


def test_a_demo_is_for_this_machine_alone(folder: Path) -> None:
    assert "this machine alone" in refused("--demo", "--host", "0.0.0.0", "--data", str(folder))
    assert not folder.exists()


def test_a_demo_takes_no_folder_that_holds_something_else(folder: Path) -> None:
    folder.mkdir()
    (folder / "letters.txt").write_text("mine")
    assert "holds something else" in refused("--demo", "--data", str(folder), "--port", "0")


def test_real_cases_and_a_demo_never_share_a_folder(folder: Path) -> None:
    from clawback.server.data_folder import open_folder
    from clawback.server.errors import ServerError

    assert open_folder(folder, demo=False).is_demo is False
    with pytest.raises(ServerError, match="holds real cases"):
        open_folder(folder, demo=True)


def test_a_folder_serves_one_server(folder: Path) -> None:
    from clawback.server.data_folder import open_folder
    from clawback.server.errors import ServerError

    first, second = open_folder(folder, demo=True), open_folder(folder, demo=True)
    with first.locked(), pytest.raises(ServerError, match="another clawback serve"), second.locked():
        pass


def test_the_embedded_database_survives_its_own_death(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No second one begins while a process of the first may still write: here one that stands still."""
    from clawback.server import embedded
    from clawback.server.data_folder import open_folder
    from clawback.server.embedded import Embedded
    from clawback.server.errors import ServerError

    place = open_folder(folder, demo=True).database
    first = Embedded(place)
    first.start()
    with psycopg.connect(first.url()) as connection:
        connection.execute("create table kept (number int)")
        connection.execute("insert into kept values (7)")
    left = psycopg.connect(first.url())
    os.kill(left.info.backend_pid, signal.SIGSTOP)
    pid = int((place / "postmaster.pid").read_text().splitlines()[0])
    os.kill(pid, signal.SIGKILL)
    first.stop()
    second = Embedded(place)
    with monkeypatch.context() as hurried:
        hurried.setattr(embedded, "_PATIENCE", 1)
        with pytest.raises(ServerError, match="does not stop"):
            second.start()
    assert (place / "postmaster.pid").exists()
    os.kill(left.info.backend_pid, signal.SIGCONT)
    left.close()
    second.start()
    with psycopg.connect(second.url()) as connection:
        assert connection.execute("select number from kept").fetchone() == (7,)
    second.stop()
    assert not second.is_running()


def test_a_child_that_heeds_nothing_stays_not_behind_where_we_are_interrupted_while_it_stops(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from clawback.server.serving.child import Child

    deaf = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import signal; signal.signal(15, signal.SIG_IGN); print(flush=True); signal.pause()",
        ],
        stdout=subprocess.PIPE,
        start_new_session=True,
    )
    assert deaf.stdout is not None
    deaf.stdout.readline()
    child = Child([], {})
    monkeypatch.setattr(child, "_process", deaf)
    before = signal.signal(signal.SIGALRM, signal.default_int_handler)
    signal.setitimer(signal.ITIMER_REAL, 0.5)
    try:
        with pytest.raises(KeyboardInterrupt):
            child.stop()
    finally:
        signal.signal(signal.SIGALRM, before)
    assert deaf.poll() == -signal.SIGKILL
    deaf.stdout.close()
