"""What a visitor sees while the server starts, and what a web server loads before its first page."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.utils import translation

from tests.integration.server.served import environment

pytestmark = pytest.mark.usefixtures("server")

LOADED = """
import sys
from clawback.server.starting import set_up
set_up()
from django.urls import get_resolver
assert len(get_resolver().reverse_dict) > 50
print(*sorted({"numba", "numpy", "pandas", "pyarrow", "reportlab", "PIL", "onnxruntime"} & sys.modules.keys()))
"""


def shown(request: HttpRequest) -> HttpResponse:
    return HttpResponse("the page")


def test_a_page_says_how_far_the_start_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from django.conf import settings

    from clawback.server.pages.starting import Starting
    from clawback.server.progress import Progress

    progress = Progress(tmp_path / "starting")
    monkeypatch.setattr(settings, "CLAWBACK_STARTING", progress.path)
    get, starting = RequestFactory().get, Starting(shown)
    with progress:
        answer = starting(get("/cases/"))
        assert (answer.status_code, answer["Retry-After"]) == (503, "2")
        assert "tables of the database" in answer.content.decode()
        progress.tell(8)
        assert "at 8 days before today" in starting(get("/")).content.decode()
        with translation.override("zh-hans"):
            assert "已进行到 8 天前" in starting(get("/")).content.decode()
        progress.tell(0)
        assert "come to today" in starting(get("/")).content.decode()
        assert starting(get("/healthz")).content == b"the page"
    assert starting(get("/")).content == b"the page"
    assert not list(tmp_path.iterdir())


def test_a_start_that_fails_leaves_no_progress(tmp_path: Path) -> None:
    from clawback.server.progress import Progress, read_progress

    path = tmp_path / "starting"

    def fail() -> None:
        with Progress(path):
            assert read_progress(path) is not None
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert read_progress(path) is None


def test_a_web_server_by_itself_shows_its_pages() -> None:
    from django.conf import settings

    from clawback.server.pages.starting import Starting

    assert settings.CLAWBACK_STARTING is None
    assert Starting(shown)(RequestFactory().get("/")).content == b"the page"


def test_all_addresses_are_loaded_without_what_traces_and_draws(server: object) -> None:
    place = {name: os.environ[name] for name in ("CLAWBACK_DATA", "DATABASE_URL")}
    done = subprocess.run(
        [sys.executable, "-c", LOADED], env=environment() | place, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == []


def test_nobody_in_a_trace_is_the_ledgers_word_for_it() -> None:
    from clawback.ledgers.reading import OUTSIDE
    from clawback.server.casework.statements.facts import NOBODY

    assert NOBODY == OUTSIDE
