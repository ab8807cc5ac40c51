"""A write is done once, whatever the network does."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import Any

import pytest

from clawback import clock
from tests.integration.server.test_api_of_an_agent import REPORT, eur, sent
from tests.integration.server.world import make_world
from tests.integration.server.world_api import Machine, responder, token

pytestmark = pytest.mark.usefixtures("database")


def test_the_same_request_gets_the_same_answer() -> None:
    from clawback.server.casework.models import Report

    world = make_world()
    bank = responder(world)
    first = bank.post("/reports", REPORT, key="one")
    second = bank.post("/reports", REPORT, key="one")
    assert (first.status_code, first.content) == (second.status_code, second.content)
    assert second.headers["idempotency-replayed"] == "true"
    assert Report.objects.count() == 1
    assert bank.post("/reports", REPORT, key="two").json()["number"] != first.json()["number"]


def test_a_kept_code_is_closed() -> None:
    from clawback.server.casework.models import KeptAnswer

    bank = responder(make_world())
    code = bank.post("/reports", REPORT).json()["code"]
    assert code.encode() not in bytes(KeptAnswer.objects.get().answer)


def test_another_request_under_the_same_key_is_refused() -> None:
    world = make_world()
    request = sent(world)
    bank = responder(world)
    path = f"/hold-requests/{request.pk}/place"
    assert bank.post(path, {"amount": eur("10.00")}, key="k").status_code == 201
    answer = bank.post(path, {"amount": eur("11.00")}, key="k")
    assert (answer.status_code, answer.json()["type"]) == (422, "urn:clawback:problem:key-reused")
    other = bank.post(f"/hold-requests/{request.pk}/refuse", {"amount": eur("10.00")}, key="k")
    assert other.status_code == 422


def test_keys_are_a_token_s_own() -> None:
    world = make_world()
    bank, south = responder(world), Machine(secret=token(world, world.other_bank, "responder"))
    first, second = bank.post("/reports", REPORT, key="k"), south.post("/reports", REPORT, key="k")
    assert first.json()["number"] != second.json()["number"]


@pytest.mark.parametrize("key", ["", " ", "k" * 256, "\u00e9"])
def test_a_write_has_a_key(key: str) -> None:
    answer = responder(make_world()).post("/reports", REPORT, **{"Idempotency-Key": key})
    assert (answer.status_code, answer.json()["type"]) == (400, "urn:clawback:problem:key-missing")


def test_a_refusal_is_kept_too_and_nothing_else() -> None:
    from clawback.server.casework.models import Hold

    world = make_world()
    request = sent(world)
    bank = responder(world)
    path = f"/hold-requests/{request.pk}/place"
    first = bank.post(path, {"amount": eur("9999.00")}, key="k")
    again = bank.post(path, {"amount": eur("9999.00")}, key="k")
    assert (first.status_code, first.json()) == (again.status_code, again.json())
    assert again.headers["content-type"] == "application/problem+json"
    assert not Hold.objects.exists()


def test_it_is_kept_for_a_day() -> None:
    from clawback.server.casework.following import VERBS
    from clawback.server.casework.models import KeptAnswer
    from clawback.server.clocks.running import run_due

    bank = responder(make_world())
    bank.post("/reports", REPORT)
    run_due(VERBS, clock.now() + timedelta(hours=23))
    assert KeptAnswer.objects.count() == 1
    run_due(VERBS, clock.now() + timedelta(hours=25))
    assert KeptAnswer.objects.count() == 0


def test_of_many_at_once_one_decides() -> None:
    from django.db import connection

    from clawback.server.casework.models import Report

    bank = responder(make_world())
    start = threading.Barrier(4)
    answers: list[Any] = []

    def send() -> None:
        start.wait()
        answers.append(bank.post("/reports", REPORT, key="at-once"))
        connection.close()

    threads = [threading.Thread(target=send) for _ in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert {each.content for each in answers} == {answers[0].content}
    assert [each.status_code for each in answers] == [201] * 4
    assert sum("idempotency-replayed" in each.headers for each in answers) == 3
    assert Report.objects.count() == 1
