"""`python -m bench.operations --reports 100000`: a report placed by the server beside so many; it asserts nothing.

A made-up world of reports (clawback.simulate.reported) is written straight into the tables that linking reads, in a
fresh embedded database. Prints how long a linker takes to begin from scratch, and for each further report, waiting as a
decision leaves it, the processor's time and the clock's until it stands in its operation: in the database, committed.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Any

from bench.child import run_alone
from bench.lines import Line
from bench.machine import machine

__all__ = ["by_library", "linked", "measured"]

_LATER = 300
_CHUNK = 5_000
LIMIT = 50.0
"""Milliseconds of our processor's time, p95, in which a report is placed."""


def main() -> None:
    """Makes the world, links it, places the rest one by one, prints."""
    parser = argparse.ArgumentParser(prog="python -m bench.operations", description=__doc__)
    parser.add_argument("--reports", type=int, default=100_000)
    options = parser.parse_args()
    found = measured(options.reports, _LATER)
    facts = machine()
    told = [f"- {name}: {facts[name]}" for name in ("processor", "memory", "system", "other work")]
    ours, clock, begun = found["ours"], found["clock"], found["begun"]
    print(
        f"{_LATER} reports placed one by one beside {options.reports:,}; limit: p95 under {LIMIT:.0f} ms of ours.",
        "",
        *told,
        f"- from scratch: {begun[0]:.0f} s of a processor's time ({begun[1]:.0f} s),"
        f" {found['operations']:,} operations",
        f"- placed, processor's time: {_shares(ours)}: {'met' if _share(ours, 0.95) < LIMIT else 'not met'}",
        f"- placed, by the clock, the database's time with it: {_shares(clock)}",
        sep="\n",
    )


def linked() -> list[Line]:
    """The lines of the bench, small enough for every run: the library's linking, and the server's."""
    library = run_alone("operations:by_library", reports=5_000, later=200)
    server = run_alone("operations:measured", reports=2_000, later=100)
    return [
        Line(
            what="linking: 5,000 reports from scratch; one more, processor's time",
            transfers=0,
            clawback=f"{library['begun']:.1f} s; {_shares(library['placed'])}",
        ),
        Line(
            what="- the server's operations: 2,000 from scratch; one more, processor's time",
            transfers=0,
            clawback=f"{server['begun'][0]:.1f} s; {_shares(server['ours'])}",
            limit=f"p95 < {LIMIT:.0f} ms",
            met=_share(server["ours"], 0.95) < LIMIT,
        ),
    ]


def by_library(reports: int, later: int) -> dict[str, Any]:
    """Seconds of processor's time from scratch; sorted milliseconds of each further report."""
    from clawback.linking.book import Book
    from clawback.simulate.reported import reported

    world = [each.facts for each in reported(reports + later, seed=2026)]
    begin = time.process_time()
    book = Book(world[:-later])
    begun = time.process_time() - begin
    return {
        "begun": begun,
        "placed": sorted(1000 * _taken(partial(book.place, each))[0] for each in world[-later:]),
    }


def measured(reports: int, later: int) -> dict[str, Any]:
    """The same of the server, in a database of its own: processor's time and the clock's."""
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
        from clawback.server import starting

        starting.set_up()
        starting.migrate()
        return _measured(reports, later)
    finally:
        embedded.stop()
        shutil.rmtree(path, ignore_errors=True)


def _measured(reports: int, later: int) -> dict[str, Any]:
    from clawback.server.casework.models import Operation
    from clawback.server.casework.operations.linker import Linker
    from clawback.server.walls import everything
    from clawback.simulate.reported import reported

    with everything():
        world = [each.facts for each in reported(reports + later, seed=2026)]
        centre = _organisation()
        _fill(centre, world[:-later])
        linker = Linker()
        begun = _taken(linker.catch_up)
        found = Operation.objects.exclude(state="ended").count()
        placed = []
        for each in world[-later:]:
            _fill(centre, [each], pending=True)
            placed.append(_taken(linker.catch_up))
    return {
        "begun": begun,
        "operations": found,
        "ours": sorted(1000 * each[0] for each in placed),
        "clock": sorted(1000 * each[1] for each in placed),
    }


def _shares(sorted_ms: list[float]) -> str:
    names = (("median", 0.5), ("p95", 0.95), ("worst", 1.0))
    return ", ".join(f"{name} {_share(sorted_ms, share):.1f} ms" for name, share in names)


def _share(sorted_ms: list[float], share: float) -> float:
    return sorted_ms[round(share * (len(sorted_ms) - 1))]


def _taken(work: Any) -> tuple[float, float]:
    """Seconds of our processor's time, and of the clock."""
    begin, clock = time.process_time(), time.perf_counter()
    work()
    return time.process_time() - begin, time.perf_counter() - clock


def _organisation() -> int:
    from clawback.server.people.models import Organisation

    made = Organisation.objects.create(kind="centre", code="centre-1", name="Centre", jurisdiction="demo")
    return int(made.pk)


def _fill(centre: int, world: Iterable[Any], *, pending: bool = False) -> None:
    """Reports with their keys, things and shingles; what is not read by linking is left empty."""
    from clawback.linking.alike import shingles_of
    from clawback.linking.things import things_of
    from clawback.server.casework.models import LinkedReport, LinkedThing, Report, StoredKey
    from clawback.server.casework.sealing import keyring

    ring, listed = keyring(), list(world)
    for start in range(0, len(listed), _CHUNK):
        reports, keys, rows, things = [], [], [], []
        for each in listed[start : start + _CHUNK]:
            number = each.number + 1
            key, wrapped = ring.new_key(str(number))
            name = hashlib.sha256(str(number).encode()).hexdigest()
            reports.append(
                Report(
                    pk=number, organisation_id=centre, channel="web", language="en", code=name, reporter=name,
                    told=b"", reported_at=each.received, scam_type=each.scam_type or "", state="confirmed",
                )
            )  # fmt: skip
            keys.append(StoredKey(report_id=number, master=wrapped.master, data=wrapped.data))
            shingles = shingles_of(each.text)
            rows.append(
                LinkedReport(
                    report_id=number,
                    organisation_id=centre,
                    received_at=each.received,
                    scam_type=each.scam_type or "",
                    shingles=key.seal("shingles", shingles) if shingles else b"",
                    pending=pending,
                )
            )
            things += [
                LinkedThing(
                    report_id=number,
                    source="named",
                    kind=thing.kind,
                    digest=hashlib.sha256("\0".join(thing).encode()).hexdigest(),
                    sealed=b"",
                )
                for thing in things_of(each)
            ]
        for model, made in (
            (Report, reports),
            (StoredKey, keys),
            (LinkedReport, rows),
            (LinkedThing, things),
        ):
            model.objects.bulk_create(made, batch_size=1000)  # type: ignore[attr-defined]


if __name__ == "__main__":
    main()
