"""What the page on the API shows is what curl gets from the server."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.integration.server.live import live
from tests.integration.server.test_api_of_an_agent import sent
from tests.integration.server.world import make_world
from tests.integration.server.world_api import token
from tests.tidy.tree import ROOT

PAGE = ROOT / "docs/how-to/answer-by-api.md"
BLOCKS = re.compile(r"^```sh\n(.*?)^```\n(?:\n```json\n(.*?)^```\n)?", re.MULTILINE | re.DOTALL)
TIME = re.compile(r"\d{4}-\d{2}-\d{2}T[\d:.]+\+00:00")


def same(shown: Any, got: Any) -> bool:
    """Whether they are the same but for times and numbers of records."""
    match shown, got:
        case dict(), dict():
            return list(shown) == list(got) and all(same(shown[name], got[name]) for name in shown)
        case list(), list():
            return len(shown) == len(got) and all(map(same, shown, got))
        case str(), str():
            return shown == got or bool(TIME.fullmatch(shown) and TIME.fullmatch(got))
        case _:
            return type(shown) is type(got)


@pytest.mark.usefixtures("database")
def test_the_page_shows_what_is_answered(tmp_path: Path) -> None:
    world = make_world()
    number = sent(world).pk
    blocks = BLOCKS.findall(PAGE.read_text("utf-8"))
    assert len(blocks) >= 5
    with live() as url:
        said = {"URL": url, "TOKEN": token(world, world.bank, "responder"), "REQUEST": str(number)}
        for command, shown in blocks:
            done = subprocess.run(
                ["bash", "-euo", "pipefail", "-c", command],
                capture_output=True,
                text=True,
                env={**os.environ, **said},
                cwd=tmp_path,
                check=False,
            )
            assert done.returncode == 0, done.stdout + done.stderr
            if shown:
                assert same(json.loads(shown), json.loads(done.stdout)), done.stdout
            else:
                assert len(done.stdout.strip()) == 44, "the public key for the administrator"
