"""The example that a command's help gives is one that works."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from cyclopts import App

from clawback.cli.app import COMMANDS, make_app
from tests.integration.docs.session import Session, terminal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def commands_of(app: App) -> list[str]:
    """The names of an app's commands, in the order in which they are made."""
    return [name for name in app if not name.startswith("-")]


def groups() -> dict[str, list[str]]:
    """Commands that have commands of their own -> these."""
    app = make_app(listing=False)
    found = {name: commands_of(app[name]) for name in COMMANDS}
    return {name: inner for name, inner in found.items() if inner}


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with terminal(tmp_path) as session:
        yield session


def run_example(session: Session, name: str) -> None:
    """Runs the command after `Example:` in the help of a command."""
    text, status = session.run(f"clawback {name} --help")
    assert status == 0
    found = re.search(r"^Example: (clawback .*?)(?:\n *\n|\n╭)", text, re.MULTILINE | re.DOTALL)
    assert found, text
    typed = " ".join(found[1].split())
    assert typed.startswith(f"clawback {name}".strip())
    printed, status = session.run(typed)
    assert status == 0, f"{typed}\n{printed}"
    assert printed.strip()


# They run until they are stopped, or need one that does or its folder: tests/integration/server starts them.
SERVERS = {"serve", "web", "worker", "agent-sim", "keys", "witness"}


@pytest.mark.parametrize("name", ["", *(name for name in COMMANDS if name not in SERVERS)])
def test_the_example_of_the_help_runs(name: str, session: Session) -> None:
    run_example(session, name)


@pytest.mark.parametrize("group", [each for each in groups() if each not in SERVERS])
def test_the_examples_of_a_group_run_one_after_the_other(group: str, session: Session) -> None:
    for name in groups()[group]:
        run_example(session, f"{group} {name}")


def test_every_command_is_asked(session: Session) -> None:
    text, _ = session.run("clawback --help")
    assert set(re.findall(r"^│ ([a-z][a-z-]*) ", text, re.MULTILINE)) == set(COMMANDS)
    assert "ledger" in groups()
