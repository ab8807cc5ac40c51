"""What the manual shows is what the program prints."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.integration.docs.consoles import Shown, matches, pages, shown_in, split_block
from tests.integration.docs.session import NOT_RUN, terminal
from tests.tidy.tree import ROOT, short

if TYPE_CHECKING:
    from pathlib import Path

WITH_COMMANDS = [page for page in pages() if shown_in(page)]


@pytest.mark.parametrize("page", WITH_COMMANDS, ids=short)
def test_the_page_shows_what_is_printed(page: Path, tmp_path: Path) -> None:
    with terminal(tmp_path) as session:
        for shown in shown_in(page):
            if shown.command.split()[0] in NOT_RUN:
                continue
            printed, status = session.run(shown.command)
            assert status == (2 if shown.refused else 0), f"{shown.command}\n{printed}"
            if shown.output.strip():
                assert matches(shown.output, printed), f"{shown.command}\n{printed}"


def test_every_folder_of_the_manual_shows_commands() -> None:
    folders = {short(page).rpartition("/")[0] for page in WITH_COMMANDS}
    assert {"", "docs/tutorial", "docs/how-to", "docs/explanation"} <= folders


def test_make_run_starts_what_the_pages_say() -> None:
    """What that prints is asked in tests/integration/server/test_serve.py."""
    assert "\nrun: setup\n\t@$(BIN)/clawback serve --demo $(ARGS)\n" in (ROOT / "Makefile").read_text("utf-8")


def test_a_block_falls_into_its_commands() -> None:
    block = "$ cat a.csv\nx\n$ clawback trace a.csv \\\n    --claim T1\n1.00 EUR\n...\nLedger\n"
    assert split_block(block) == [
        Shown(typed="$ cat a.csv\n", command="cat a.csv", output="x\n"),
        Shown(
            typed="$ clawback trace a.csv \\\n    --claim T1\n",
            command="clawback trace a.csv --claim T1",
            output="1.00 EUR\n...\nLedger\n",
        ),
    ]


@pytest.mark.parametrize(
    ("shown", "same"),
    [
        ("a\nb\nc\n", True),
        ("a\n...\nc\n", True),
        ("a\n...\n", True),
        ("...\na\nb\nc", True),
        ("a\nc\n", False),
        ("a\n...\nb\n", False),
        ("a.\n...\n", False),
    ],
)
def test_lines_may_be_left_out_but_not_changed(shown: str, same: bool) -> None:
    assert matches(shown, "a\nb  \nc\n") is same
