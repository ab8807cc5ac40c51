"""A row runs exactly once, though workers crash or two run; people get the time of an outage of ours added."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from tests.integration.server.served import until
from tests.integration.server.world import HOUR, NOON, in_case, make_world, placed, transfer
from tests.integration.server.world_redress import given

HERE = Path(__file__).parent
LONG = 600
"""Seconds, on a machine that is busy."""


def worker(url: str, *arguments: str) -> subprocess.Popen[str]:
    """A process that runs what is due at NOON + 48 hours; with `pause` it stops in the middle of the first row."""
    return subprocess.Popen(
        [sys.executable, str(HERE / "clock_worker.py"), *arguments],
        env={**os.environ, "DATABASE_URL": url},
        stdout=subprocess.PIPE,
        text=True,
    )


def worker_result(url: str) -> str:
    with worker(url) as process:
        return process.communicate(timeout=LONG)[0]


def idle_in_transaction() -> int:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "select count(*) from pg_stat_activity where datname = current_database() and state = %s",
            ["idle in transaction"],
        )
        return int(cursor.fetchone()[0])


def holds_in_force(count: int) -> None:
    world = make_world()
    case, claims = in_case(world, *(transfer(1000 + n, creditor=f"C{n}") for n in range(count)))
    for claim in claims:
        given(world, placed(world, case, claim))


def test_two_workers_run_each_row_once(database: str) -> None:
    from clawback.server.casework.models import Hold, Reduction
    from clawback.server.clocks.models import Clock

    holds_in_force(12)
    with worker(database) as one, worker(database) as other:
        counts = [int(each.communicate(timeout=LONG)[0]) for each in (one, other)]
    assert sum(counts) == 24, "each ends, and its claim is traced anew"
    assert Clock.objects.filter(verb="expire", outcome="done").count() == 12
    assert Reduction.objects.count() == Hold.objects.filter(state="ended").count() == 12


def test_a_worker_that_is_killed_in_the_middle_did_nothing(database: str) -> None:
    from clawback.server.casework.models import Hold, Reduction
    from clawback.server.record.models import EntryRow

    holds_in_force(3)
    entries = EntryRow.objects.count()
    with worker(database, "pause") as killed:
        assert killed.stdout is not None
        assert killed.stdout.readline() == "in the middle\n"
        with worker(database) as other:
            os.kill(killed.pid, signal.SIGKILL)
            did = int(other.communicate(timeout=LONG)[0])
        until(lambda: not idle_in_transaction(), "the end of what the killed one had begun")
        # What it had under its locks is free again, and done once; each claim is traced anew.
        assert did + int(worker_result(database)) == 6
    assert Reduction.objects.count() == Hold.objects.filter(state="ended", in_force=0).count() == 3
    assert EntryRow.objects.count() == entries + 3


@pytest.mark.usefixtures("database")
def test_a_row_that_fails_is_tried_again_and_holds_nobody_up() -> None:
    from clawback.server.clocks.models import Clock
    from clawback.server.clocks.running import run_due
    from clawback.server.clocks.setting import set_clock

    done = []

    def fail(number: int, act: object) -> None:
        raise ZeroDivisionError(f"{number} {act}")

    set_clock("thing", 1, "fail", at=NOON, due_at=NOON)
    set_clock("thing", 2, "do", at=NOON, due_at=NOON)
    verbs = {("thing", "fail"): fail, ("thing", "do"): lambda number, _act: done.append(number)}
    assert run_due(verbs, NOON) == 2
    assert done == [2]
    failed = Clock.objects.get(subject=1)
    assert (failed.done_at, failed.attempts) == (None, 1)
    assert failed.try_at == NOON + timedelta(seconds=5)
    assert "ZeroDivisionError" in failed.error


@pytest.mark.usefixtures("database")
def test_what_was_refused_is_moot() -> None:
    from clawback.server.casework.following import VERBS
    from clawback.server.casework.lapsing import lapse_request
    from clawback.server.clocks.models import Clock
    from clawback.server.clocks.running import run_due
    from clawback.server.clocks.setting import set_clock
    from clawback.server.people.acting import Act

    world = make_world()
    case, (claim,) = in_case(world)
    hold = placed(world, case, claim)
    set_clock("hold request", hold.request_id, "lapse", at=NOON, due_at=NOON)
    assert run_due(VERBS, NOON) == 1
    assert Clock.objects.get(kind="hold request", outcome="moot").error.startswith(
        "this hold request is answered"
    )
    with pytest.raises(Exception, match="answered"):
        lapse_request(hold.request_id, Act(member=None, at=NOON))


@pytest.mark.usefixtures("database")
def test_an_outage_adds_to_a_person_s_time_and_not_to_a_hold_s() -> None:
    from clawback.server.clocks.models import Clock
    from clawback.server.clocks.outages import beat
    from clawback.server.clocks.setting import set_clock

    beat(NOON)
    set_clock("hold request", 1, "lapse", at=NOON, due_at=NOON + HOUR, counts_for_person=True)
    set_clock("thing", 2, "expire", at=NOON, due_at=NOON + HOUR)
    assert beat(NOON + timedelta(minutes=1)) is None
    outage = beat(NOON + timedelta(minutes=181))
    assert outage is not None
    assert outage.moved == 1
    due = dict(Clock.objects.values_list("subject", "due_at"))
    assert due == {1: NOON + 4 * HOUR, 2: NOON + HOUR}
    assert beat(NOON + timedelta(minutes=181)) is None


@pytest.mark.usefixtures("database")
def test_what_ran_out_before_the_outage_gets_nothing() -> None:
    from clawback.server.clocks.models import Clock
    from clawback.server.clocks.outages import beat
    from clawback.server.clocks.setting import set_clock

    set_clock("thing", 1, "lapse", at=NOON - 2 * HOUR, due_at=NOON - HOUR, counts_for_person=True)
    beat(NOON)
    beat(NOON + 5 * HOUR)
    assert Clock.objects.get().due_at == NOON - HOUR


@pytest.mark.usefixtures("database")
def test_one_clock_of_a_verb_is_open() -> None:
    from clawback.server.clocks.models import Clock
    from clawback.server.clocks.setting import set_clock, stop_clocks

    set_clock("thing", 1, "end", at=NOON, due_at=NOON + HOUR)
    set_clock("thing", 1, "end", at=NOON, due_at=NOON + 2 * HOUR)
    assert Clock.objects.get().due_at == NOON + 2 * HOUR
    stop_clocks("thing", 1, at=NOON)
    assert Clock.objects.get().outcome == "stopped"
