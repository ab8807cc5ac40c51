"""`python -m bench.pages --cases 100000`: server time of the console's pages beside so many cases; it asserts nothing.

The cases are written straight into the tables of a fresh embedded database (bench/cases.py). Prints p50 and p95 of each
page in milliseconds, and the processors' time of it, ours and the database's: on a machine that does other work the
first is the other work's too. The connection is a web server's: behind the walls, whose cost is so counted.
"""

from __future__ import annotations

import argparse
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from bench.cases import fill
from bench.machine import machine
from bench.page import PAGE, with_pages

ROUNDS = 20
_WARM = 9
"""Requests before, after which what is loaded or planned once is there."""
LIMIT = 100.0
"""Milliseconds of server time, p95, that a page may take."""

_PAGES = {
    "anna": [
        *("/", "/cases/", "/cases/?order=held", "/cases/?order=all", "/cases/1002/", "/cases/1006/"),
        *("/holds/1002/", "/reports/", "/search/"),
    ],
    "bo": ["/", "/cases/"],
    "carla": ["/", "/hold-requests/1010/", "/cases/1001/hold-request/", "/plans/1008/"],
    "otto": ["/", "/cases/", "/journal/", "/journal/3/"],
    "ravi": ["/", "/objections/"],
    "nora": ["/", "/inbox/", "/hold-requests/1010/", "/holds/1002/"],
    "sven": ["/", "/inbox/"],
}
"""Anna and Carla work every case, Bo none of these, Otto sees all; Nora answers for the bank of all holds, Sven for
that of all victims."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Taken:
    """Milliseconds of one page for one person: p50 and p95, and the processors' time of a request."""

    person: str
    path: str
    status: int
    middle: float
    high: float
    ours: float
    database: float

    @property
    def met(self) -> bool:
        """Whether it keeps the limit."""
        return self.status == 200 and self.high < LIMIT


def main() -> None:
    """Makes the world, asks for every page, prints."""
    parser = argparse.ArgumentParser(prog="python -m bench.pages", description=__doc__)
    parser.add_argument("--cases", type=int, default=100_000)
    parser.add_argument("--folder", type=Path, help="keep the world here, and use the one that is there")
    parser.add_argument(
        "--write", action="store_true", help=f"write into {PAGE.relative_to(PAGE.parents[2])}"
    )
    options = parser.parse_args()
    from clawback.server.data_folder import open_folder
    from clawback.server.embedded import Embedded

    path = options.folder or Path(tempfile.mkdtemp(prefix="clawback-bench-"))
    path.mkdir(exist_ok=True)
    path.chmod(0o711)
    fresh = not (path / "data").exists()
    folder = open_folder(path / "data", demo=True)
    embedded = Embedded(folder.database, lasting=False)
    try:
        embedded.start()
        os.environ.update(
            DATABASE_URL=embedded.url(), CLAWBACK_DATA=str(folder.path), CLAWBACK_PLAIN_HTTP="1"
        )
        _make(options.cases if fresh else 0)
        text = page(options.cases, machine(), list(_measured()))
    finally:
        embedded.stop()
        if options.folder is None:
            shutil.rmtree(path, ignore_errors=True)
    print(text)
    if options.write:
        PAGE.write_text(with_pages(PAGE.read_text("utf-8"), text), "utf-8")


def page(cases: int, facts: dict[str, str], lines: list[Taken]) -> str:
    """The part of the page of benchmarks that tells of pages."""
    met = sum(line.met for line in lines)
    head = (
        f"Server time beside {cases:,} cases, {ROUNDS} requests of each page, behind the walls of a web connection; "
        f"limit: p95 under {LIMIT:.0f} ms. Printed by `python -m bench.pages --write`."
    )
    told = [f"- {name}: {facts[name]}" for name in ("processor", "memory", "system", "other work")]
    rows = [
        "| page | for | p50, ms | p95, ms | processors' time: ours, database's, ms | |",
        "| --- " * 6 + "|",
    ]
    rows += [
        f"| `{line.path}` | {line.person} | {line.middle:.0f} | {line.high:.0f} | {line.ours:.0f}, {line.database:.0f} "
        f"| {'met' if line.met else '**not met**'} |"
        for line in lines
    ]
    end = f"{met} pages are within the limit, {len(lines) - met} are not."
    return "\n".join((head, "", *told, "", *rows, "", end, ""))


def _make(cases: int) -> None:
    """Migrates; where `cases` is not 0 lives through the demo and adds so many."""
    from clawback.server import starting

    starting.set_up()
    starting.migrate()
    if cases:
        from clawback.server.clocks.time import now
        from clawback.server.demo.making import make_demo

        make_demo(now())
        fill_beside(cases)


def fill_beside(cases: int) -> None:
    """Adds so many cases to the demo that the default connection leads to."""
    from clawback.server.clocks.time import now
    from clawback.server.people.models import Member, Organisation

    names = ("anna", "carla", "deniz", "nora", "sven")
    people = {name: Member.objects.get(user__username=name).pk for name in names}
    codes = {"centre": "centre-1", "bank": "north", "other": "south", "river": "river"}
    homes = {name: Organisation.objects.get(code=code).pk for name, code in codes.items()}
    assigned = [people["anna"], people["carla"]]
    fill(cases, {**people, **homes, "assigned": assigned, "at": now() + timedelta(seconds=1)})


def _measured() -> Iterator[Taken]:
    from clawback.server.starting import load_pages

    load_pages()
    for person, paths in _PAGES.items():
        browser = _browser(person)
        for path in paths:
            yield _taken(browser, person, path)


def _browser(person: str) -> Any:
    from django.test import Client

    from clawback.server.people.models import Member

    browser = Client(headers={"host": "localhost"})
    browser.post("/sign-in/", {"member": Member.objects.get(user__username=person).pk})
    return browser


def _taken(browser: Any, person: str, path: str) -> Taken:
    for _ in range(_WARM):
        status = browser.get(path).status_code
    backend = _backend()
    ours, database, taken = time.process_time(), _processor_time(backend), []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        browser.get(path)
        taken.append(1000 * (time.perf_counter() - start))
    taken.sort()
    return Taken(
        person=person,
        path=path,
        status=status,
        middle=taken[ROUNDS // 2],
        high=taken[int(0.95 * ROUNDS)],
        ours=1000 * (time.process_time() - ours) / ROUNDS,
        database=1000 * (_processor_time(backend) - database) / ROUNDS,
    )


def _backend() -> int:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("select pg_backend_pid()")
        return int(cursor.fetchone()[0])


def _processor_time(process: int) -> float:
    """Seconds, of the system and of its own."""
    fields = Path(f"/proc/{process}/stat").read_text("utf-8").rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    main()
