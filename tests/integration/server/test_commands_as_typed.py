"""The commands that need a server, or its data folder, as their help shows them: typed in a terminal."""

from __future__ import annotations

import re
import shlex
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from clawback.cli.app import make_app
from clawback.journal.checkpoint import read_checkpoint
from clawback.journal.keys import parse_keys
from tests.integration.server.served import PROGRAM, environment, fresh_folder, make_world_in, page, started
from tests.ports import free_port


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    with fresh_folder() as path:
        make_world_in(path, 2)
        yield path


def example(*command: str) -> list[str]:
    """The words of the example that a command's help gives."""
    app = make_app(listing=False)
    for name in command:
        app = app[name]
    found = re.search(r"Example: `([^`]*)`", str(app.help))
    assert found, command
    words = shlex.split(found[1])
    start = words.index("clawback")
    assert all("=" in each for each in words[:start]), "only what stands in the environment is before it"
    assert words[start:][: 1 + len(command)] == ["clawback", *command][: len(words)]
    return words[start + 1 :]


def typed(words: list[str], **instead: str) -> subprocess.CompletedProcess[str]:
    """The example with `instead` of what it says after each option; the address stands as `url`."""
    for name, value in instead.items():
        place = 1 if name == "url" else words.index(f"--{name}") + 1
        words[place] = value
    return subprocess.run(
        [sys.executable, "-c", PROGRAM, *words],
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_master_key_is_changed_while_the_server_rests(folder: Path) -> None:
    port = free_port()
    assert example("keys") == example("keys", "rotate")
    with started(folder, port, "--demo") as process:
        done = typed(example("keys"), data=str(folder))
        assert (done.returncode, done.stdout) == (2, "")
        assert "another clawback serve has this data folder" in done.stderr
        process.send_signal(signal.SIGTERM)
    done = typed(example("keys"), data=str(folder))
    assert (done.returncode, done.stderr) == (0, "")
    told = re.fullmatch(r"Wrapped (\d+) keys of reports and notices with master-2\.\n", done.stdout)
    assert told
    assert int(told[1]) >= 1, "of a demo, as far as it was made when the server stopped"
    with started(folder, port, "--demo") as process:
        assert page(port, "/healthz")[0] == 200
        process.send_signal(signal.SIGTERM)


def test_a_folder_that_no_server_made_has_no_keys_to_change(tmp_path: Path) -> None:
    done = typed(example("keys"), data=str(tmp_path / "nothing"))
    assert (done.returncode, done.stdout) == (2, "")
    assert "no database of its own" in done.stderr
    assert not (tmp_path / "nothing").exists()


def test_a_witness_looks_once(folder: Path, tmp_path: Path) -> None:
    port = free_port()
    place = {
        "url": f"http://127.0.0.1:{port}/journal/checkpoint",
        "key": str(folder / "keys" / "journal.pub"),
        "data": str(tmp_path / "witness"),
        "name": "w.example",
    }
    once = [*example("witness"), "--once"]
    with started(folder, port, "--demo") as process:
        for _ in range(2):
            done = typed(list(once), **place)
            assert (done.returncode, done.stderr) == (0, "")
            assert re.fullmatch(r"\S+: \d+ entries, cosigned\n", done.stdout)
        process.send_signal(signal.SIGTERM)
    keys = parse_keys(
        (folder / "keys" / "journal.pub").read_text() + (tmp_path / "witness" / "witness.pub").read_text()
    )
    assert len(read_checkpoint((tmp_path / "witness" / "cosigned.note").read_bytes(), keys).signed) == 2
    done = typed(list(once), **place)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("clawback: the journal does not answer: ")


def test_what_is_no_address_is_not_looked_at(tmp_path: Path) -> None:
    key = tmp_path / "journal.pub"
    key.write_text("")
    place = {"key": str(key), "data": str(tmp_path / "witness"), "name": "w.example"}
    for address in ("centre.example/journal/checkpoint", "file:///etc/passwd"):
        done = typed(example("witness"), url=address, **place)
        assert (done.returncode, done.stderr) == (
            2,
            f"clawback: {address} is no address of a journal; it begins with https://\n",
        )
