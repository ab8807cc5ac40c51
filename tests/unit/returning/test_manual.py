"""What the manual shows is what the program prints, to the letter (but for blanks at the end of lines)."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import cyclopts
import pytest

from clawback.cli.return_ import return_

ROOT = Path(__file__).parents[3]
PAGES = ("docs/how-to/return.md", "docs/explanation/return-methods.md")
SHOWN = re.compile(r"```console\n\$ clawback return ([^\n]*)\n(.*?)```", re.DOTALL)
PLAN = re.compile(r"`(tests/data/plans/[\w-]+\.toml)`:\n\n```toml\n(.*?)```", re.DOTALL)


def stripped(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.splitlines()).strip()


@pytest.mark.parametrize("page", PAGES)
def test_the_manual_shows_what_is_printed(
    page: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.chdir(ROOT)
    shown = SHOWN.findall((ROOT / page).read_text("utf-8"))
    assert shown
    app = cyclopts.App(name="return", result_action="return_value")
    app.default(return_)
    for arguments, output in shown:
        app(shlex.split(arguments))
        assert stripped(capsys.readouterr().out) == stripped(output), arguments


@pytest.mark.parametrize("page", PAGES)
def test_the_plans_of_the_manual_are_the_samples(page: str) -> None:
    plans = PLAN.findall((ROOT / page).read_text("utf-8"))
    assert plans
    for path, text in plans:
        assert (ROOT / path).read_text("utf-8") == text
