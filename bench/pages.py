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

ROUNDS = 25
_SUMMED = (
    "casework_hold",
    "casework_holdpart",
    "casework_holdrequest",
    "casework_holdrequestpart",
    "clocks_clock",
)

_ROWS = """
insert into casework_account (agent_code, number, agent_id, guarded)
  select 'north', 'B' || n, %(bank)s, false from generate_series(1, %(cases)s) n;
insert into casework_account (agent_code, number, agent_id, guarded)
  select 'south', 'V' || n, %(other)s, false from generate_series(1, %(cases)s) n;
insert into casework_case (id, organisation_id, jurisdiction, title, opened_at, opened_by_id)
  select 1000 + n, %(centre)s, 'demo', 'Case of the bench', %(at)s - n * interval '1 minute', %(member)s
  from generate_series(1, %(cases)s) n;
insert into casework_assignment (case_id, member_id, assigned_at, assigned_by_id)
  select 1000 + n, m, %(at)s, %(member)s from generate_series(1, %(cases)s) n, unnest(%(assigned)s::bigint[]) m;
insert into casework_report (id, state, organisation_id, channel, language, scam_type, code, reporter, told,
    reported_at, case_id, reason)
  select 1000 + n, 'in case', %(centre)s, 'web', 'en', '', 'bench' || n, 'r' || n, '', %(at)s - n * interval '1 minute',
    1000 + n, '' from generate_series(1, %(cases)s) n;
insert into casework_claim (id, report_id, state, evidence, debtor_account_id, creditor_account_id, amount, currency,
    came_back, settled_at, settled_day, uetr, end_to_end_id, reported_at, reason)
  select 1000 + n, 1000 + n, 'confirmed', 'confirmed', v.id, b.id, 100000 + n, 'EUR', 0, %(at)s - interval '1 hour',
    %(at)s::date, '', '', %(at)s, ''
  from generate_series(1, %(cases)s) n
  join casework_account b on b.number = 'B' || n join casework_account v on v.number = 'V' || n;
insert into casework_holdrequest (id, state, case_id, agent_id, account_id, amount, currency, jurisdiction, basis,
    basis_digest, drafted_by_id, drafted_at, approved_by_id, approved_at, emergency, sent_at, refusal, words)
  select 1000 + n, case when n %% 10 = 0 then 'sent' else 'answered' end, 1000 + n, %(bank)s, b.id, 100000 + n, 'EUR',
    'demo', 'hold', '', %(member)s, %(at)s, %(approver)s, %(at)s, false, %(at)s, '', ''
  from generate_series(1, %(cases)s) n join casework_account b on b.number = 'B' || n;
insert into casework_holdrequestpart (request_id, claim_id, amount)
  select 1000 + n, 1000 + n, 100000 + n from generate_series(1, %(cases)s) n;
insert into casework_hold (id, state, request_id, placed, in_force, released, expired, paid_over, protected, placed_at,
    until, renewals)
  select 1000 + n, 'placed', 1000 + n, 100000 + n, 100000 + n, 0, 0, 0, 0, %(at)s - n * interval '20 seconds',
    %(at)s + n * interval '1 minute', 0 from generate_series(1, %(cases)s) n where n %% 10 > 0;
insert into casework_holdpart (hold_id, claim_id, placed, in_force)
  select 1000 + n, 1000 + n, 100000 + n, 100000 + n from generate_series(1, %(cases)s) n where n %% 10 > 0;
insert into clocks_clock (verb, kind, subject, set_at, due_at, counts_for_person, try_at, attempts, error, outcome)
  select 'expire', 'hold', 1000 + n, %(at)s, %(at)s + n * interval '1 minute', false, %(at)s, 0, '', ''
  from generate_series(1, %(cases)s) n where n %% 10 > 0;
insert into clocks_clock (verb, kind, subject, set_at, due_at, counts_for_person, try_at, attempts, error, outcome)
  select 'lapse', 'hold request', 1000 + n, %(at)s, %(at)s + n * interval '1 minute', true, %(at)s, 0, '', ''
  from generate_series(1, %(cases)s) n where n %% 10 = 0;
"""


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
    from django.db import connection, transaction

    from clawback.server.clocks.time import now
    from clawback.server.people.models import Member, Organisation

    people = {name: Member.objects.get(user__username=name).pk for name in ("anna", "carla")}
    facts: dict[str, Any] = {
        "cases": cases,
        "at": now() + timedelta(seconds=1),
        "member": people["anna"],
        "approver": people["carla"],
        "assigned": list(people.values()),
    }
    for name, code in (("centre", "centre-1"), ("bank", "north"), ("other", "south")):
        facts[name] = Organisation.objects.get(code=code).pk
    with transaction.atomic(), connection.cursor() as cursor:
        for (
            table
        ) in _SUMMED:  # triggers compare sums row by row; here they are right by the way they are made
            cursor.execute(f"alter table {table} disable trigger user")
        for statement in _ROWS.split(";\n"):
            if statement.strip():
                cursor.execute(statement, facts)
        cursor.execute("set constraints all immediate")
        for table in _SUMMED:
            cursor.execute(f"alter table {table} enable trigger user")
    with connection.cursor() as cursor:
        cursor.execute("analyze")


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
