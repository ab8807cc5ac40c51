"""`python -m bench.pages --cases 100000`: server time of the console's pages beside so many cases; it asserts nothing.

The cases are written straight into the tables of a fresh embedded database, one statement a table. One request in ten
waits for its answer; the others have a hold. Prints p50 and p95 of each page, in milliseconds.
"""

from __future__ import annotations

import argparse
import os
import shutil
import tempfile
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

from bench.cases import fill

ROUNDS = 25


def main() -> None:
    """Makes the world, asks for every page, prints."""
    parser = argparse.ArgumentParser(prog="python -m bench.pages", description=__doc__)
    parser.add_argument("--cases", type=int, default=100_000)
    cases = parser.parse_args().cases
    from clawback.server.data_folder import open_folder
    from clawback.server.embedded import Embedded

    path = Path(tempfile.mkdtemp(prefix="clawback-bench-"))
    path.chmod(0o711)
    folder = open_folder(path / "data", demo=True)
    embedded = Embedded(folder.database, lasting=False)
    try:
        embedded.start()
        os.environ.update(
            DATABASE_URL=embedded.url(), CLAWBACK_DATA=str(folder.path), CLAWBACK_PLAIN_HTTP="1"
        )
        _measure(cases)
    finally:
        embedded.stop()
        shutil.rmtree(path, ignore_errors=True)


def _measure(cases: int) -> None:
    from clawback.server import starting

    starting.set_up()
    starting.migrate()
    from clawback.server.clocks.time import now
    from clawback.server.demo.making import make_demo

    make_demo(now())
    _fill(cases)
    print(f"{cases:,} cases; server time in ms over {ROUNDS} rounds")
    for person, paths in _PAGES.items():
        browser = _browser(person)
        for path in paths:
            _time(browser, person, path)


_PAGES = {
    "anna": [
        "/",
        "/cases/",
        "/cases/?order=held",
        "/cases/?order=all",
        "/cases/1001/",
        "/cases/1/",
        "/holds/1001/",
    ],
    "bo": ["/cases/"],
    "carla": ["/", "/hold-requests/1010/", "/cases/1001/hold-request/"],
    "otto": ["/", "/cases/", "/journal/", "/journal/3/"],
    "nora": ["/", "/inbox/", "/hold-requests/1010/"],
}
"""Anna and Carla work every case, Bo one, Otto sees all, Nora answers for the bank of all holds."""


def _fill(cases: int) -> None:
    from clawback.server.clocks.time import now
    from clawback.server.people.models import Member, Organisation

    names = ("anna", "carla", "deniz", "nora", "sven")
    people = {name: Member.objects.get(user__username=name).pk for name in names}
    codes = {"centre": "centre-1", "bank": "north", "other": "south", "river": "river"}
    homes = {name: Organisation.objects.get(code=code).pk for name, code in codes.items()}
    assigned = [people["anna"], people["carla"]]
    fill(cases, {**people, **homes, "assigned": assigned, "at": now() + timedelta(seconds=1)})


def _browser(person: str) -> Any:
    from django.test import Client

    from clawback.server.people.models import Member

    browser = Client(headers={"host": "localhost"})
    browser.post("/sign-in/", {"member": Member.objects.get(user__username=person).pk})
    return browser


def _time(browser: Any, person: str, path: str) -> None:
    taken = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        status = browser.get(path).status_code
        taken.append(1000 * (time.perf_counter() - start))
    taken.sort()
    print(
        f"{person:6} {path:28} {status}  p50 {taken[ROUNDS // 2]:7.1f}  p95 {taken[int(0.95 * ROUNDS)]:7.1f}",
        flush=True,
    )


if __name__ == "__main__":
    main()
