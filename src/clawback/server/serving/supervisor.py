"""`clawback serve`: database, tables, web server and worker, in one command; stopped in order, data kept."""

from __future__ import annotations

import os
import signal
import sys
import time
import urllib.error
import urllib.request
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from clawback.server.data_folder import DataFolder, default_folder, open_folder
from clawback.server.demo.span import DAYS
from clawback.server.embedded import Embedded
from clawback.server.errors import ServerError
from clawback.server.progress import Progress
from clawback.server.serving.address import check_free, is_loopback, url
from clawback.server.serving.child import Child
from clawback.server.serving.environment import check_installed

__all__ = ["Serving", "serve"]

_PATIENCE = 120.0
_ROUND = 0.2


@dataclass(frozen=True, kw_only=True, slots=True)
class Serving:
    """What was asked for."""

    data: Path | None
    host: str
    port: int
    demo: bool


def serve(asked: Serving) -> None:
    """Serves until Ctrl-C or SIGTERM. Raises ServerError."""
    check_installed()
    if asked.demo and not is_loopback(asked.host):
        raise ServerError("a demo is for this machine alone", remedy="leave --host away, or --demo")
    check_free(asked.host, asked.port)
    folder = open_folder(asked.data or default_folder(demo=asked.demo), demo=asked.demo)
    signal.signal(signal.SIGTERM, _interrupt)
    with ExitStack() as running:
        running.enter_context(folder.locked())
        try:
            _run(asked, folder, running)
        except KeyboardInterrupt:
            _say("Stopping ...")
    _say("Stopped. Everything is kept.")


def _run(asked: Serving, folder: DataFolder, running: ExitStack) -> None:
    os.environ.update(_environment(asked, folder, running))
    progress = Progress(folder.starting)
    web = Child(
        ["web", "--host", asked.host, "--port", str(asked.port)], {"CLAWBACK_STARTING": str(progress.path)}
    )
    worker = Child(["worker"], {})
    running.callback(web.stop)
    running.callback(worker.stop)
    with progress:
        web.start()
        code = _prepare(asked, progress)
    worker.start()
    _wait_until_up(asked, web, worker)
    _tell(asked, folder, code)
    while True:
        time.sleep(_ROUND)
        web.keep()
        worker.keep()


def _environment(asked: Serving, folder: DataFolder, running: ExitStack) -> dict[str, str]:
    """The environment of every process (settings.py); starts the database where none is named."""
    found = {"CLAWBACK_DATA": str(folder.path)}
    if is_loopback(asked.host):
        found["CLAWBACK_PLAIN_HTTP"] = "1"
    elif "CLAWBACK_HOSTS" not in os.environ:
        found["CLAWBACK_HOSTS"] = f"{asked.host},localhost,127.0.0.1"
    if "DATABASE_URL" not in os.environ:
        _say("Starting the database ...")
        embedded = Embedded(folder.database)
        running.callback(embedded.stop)
        embedded.start()
        found["DATABASE_URL"] = embedded.url()
    return found


def _prepare(asked: Serving, progress: Progress) -> str | None:
    """Tables, and in a demo its people; the one-time code where nobody is set up yet."""
    from clawback.server.starting import migrate, set_up

    set_up()
    _say("Preparing the tables ...")
    migrate()
    from django.conf import settings
    from django.db import connection

    from clawback.server.casework.quarantining import watch
    from clawback.server.clocks.time import now
    from clawback.server.people.first import new_set_up_code
    from clawback.server.people.models import Organisation

    if asked.demo and not Organisation.objects.exists():
        _make_demo(asked, progress)
    watch(settings.CLAWBACK_FOLDER, now())
    code = new_set_up_code(now())
    connection.close()
    return code


def _make_demo(asked: Serving, progress: Progress) -> None:
    """What it needs is loaded for it alone: the next start has it already."""
    from clawback.server.clocks.time import now
    from clawback.server.demo.making import make_demo

    def tell(days: int) -> None:
        _say(f"  {days} days ago" if days else "  today")
        progress.tell(days)

    _say(
        f"Living through three weeks of the demo's casework; {url(asked.host, asked.port)} shows how far it is ..."
    )
    progress.tell(DAYS)
    make_demo(now(), tell)


def _wait_until_up(asked: Serving, web: Child, worker: Child) -> None:
    end = time.monotonic() + _PATIENCE
    while not _answers(url(asked.host, asked.port, "/healthz")):
        if time.monotonic() > end:
            raise ServerError("the server does not come up; see what it said above")
        time.sleep(_ROUND)
        web.keep()
        worker.keep()


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310 - our own address
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def _tell(asked: Serving, folder: DataFolder, code: str | None) -> None:
    _say(f"Clawback is running: {url(asked.host, asked.port)}")
    _say(f"Data: {folder.path}")
    if asked.demo:
        _say("This is a demo: choose who you are on the first page. Nothing is sent anywhere.")
        _tell_codes(asked)
    if code:
        _say(f"First administrator: open {url(asked.host, asked.port, '/set-up/')}")
        _say(f"One-time code: {code}")
    _say("Ctrl-C stops it.")


def _tell_codes(asked: Serving) -> None:
    """What a visitor may enter who is no member."""
    from clawback.server.demo.codes import CODES

    for each in CODES:
        _say(f"Invented code {each.code} ({each.about}): {url(asked.host, asked.port, each.address)}")


def _say(text: str) -> None:
    print(text, file=sys.stdout, flush=True)


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt
