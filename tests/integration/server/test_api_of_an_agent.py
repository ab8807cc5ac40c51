"""An agent's whole part by the API, over the real database: nothing that a page can do is missing or looser here."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

import pytest
from django.test import Client

from clawback import clock
from tests.integration.server.world import World, drafted, in_case, make_world, placed
from tests.integration.server.world_api import Machine, responder, token

if TYPE_CHECKING:
    from clawback.server.casework.models import HoldRequest

pytestmark = pytest.mark.usefixtures("database")


def sent(world: World) -> HoldRequest:
    from clawback.server.casework.requesting import approve_request

    now = clock.now()
    case, (claim,) = in_case(world, at=now)
    return approve_request(world.act("approver", now), drafted(world, case, claim, at=now).pk)


def eur(text: str) -> dict[str, str]:
    return {"amount": text, "currency": "EUR"}


def test_a_request_is_found_and_placed() -> None:
    world = make_world()
    request = sent(world)
    bank = responder(world)
    (found,) = bank.get("/hold-requests?state=sent").json()["items"]
    assert (found["number"], found["amount"]) == (request.pk, eur("1000.00"))
    assert found["account"] == {"agent": "north", "number": "C1"}
    assert found["parts"][0]["credit"]["debtor"] == {"agent": "south", "number": "D1"}
    assert found["answer_by"] is not None
    answer = bank.post(f"/hold-requests/{request.pk}/place", {"amount": eur("640.50")})
    assert answer.status_code == 201
    hold = answer.json()
    assert (hold["in_force"], hold["state"]) == (eur("640.50"), "placed")
    assert bank.get(f"/holds/{hold['number']}").json() == hold
    assert bank.get(f"/hold-requests/{request.pk}").json()["hold"] == hold["number"]
    assert bank.get("/figures").json()["items"][0]["held"] == eur("640.50")


def test_the_journal_names_the_token() -> None:
    from clawback.server.casework.models import Token
    from clawback.server.record.models import EntryRow

    world = make_world()
    request = sent(world)
    responder(world).post(f"/hold-requests/{request.pk}/refuse", {"reason": "no-funds"})
    entry = EntryRow.objects.get(verb="refuse")
    assert (entry.who, entry.subject) == (f"token/{Token.objects.get().pk}", f"holdrequest/{request.pk}")


def test_a_refusal_has_a_reason() -> None:
    world = make_world()
    request = sent(world)
    bank = responder(world)
    wrong = bank.post(f"/hold-requests/{request.pk}/refuse", {"reason": "no-mood"})
    assert (wrong.status_code, wrong.json()["errors"][0]["pointer"]) == (422, "#/reason")
    wordless = bank.post(f"/hold-requests/{request.pk}/refuse", {"reason": "other"})
    assert (wordless.status_code, wordless.json()["type"]) == (422, "urn:clawback:problem:facts-wrong")
    done = bank.post(f"/hold-requests/{request.pk}/refuse", {"reason": "other", "words": "Ask the court."})
    assert (done.json()["state"], done.json()["refusal"]) == ("refused", "other")
    again = bank.post(f"/hold-requests/{request.pk}/place", {"amount": eur("1.00")})
    assert (again.status_code, again.json()["type"]) == (409, "urn:clawback:problem:request-refused")


def test_more_than_was_asked_is_pointed_to() -> None:
    world = make_world()
    request = sent(world)
    answer = responder(world).post(f"/hold-requests/{request.pk}/place", {"amount": eur("1000.01")})
    assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")
    assert answer.json()["type"] == "urn:clawback:problem:above-cap"
    assert answer.json()["errors"][0]["pointer"] == "#/amount"


def test_another_agent_learns_nothing() -> None:
    world = make_world()
    request = sent(world)
    other = Machine(secret=token(world, world.other_bank, "responder"))
    assert other.get("/hold-requests").json() == {"items": [], "next": None}
    assert other.get(f"/hold-requests/{request.pk}").status_code == 404
    answer = other.post(f"/hold-requests/{request.pk}/place", {"amount": eur("1.00")})
    assert (answer.status_code, answer.json()["type"]) == (404, "urn:clawback:problem:no-such-record")


def test_a_draft_is_nothing_to_its_agent() -> None:
    world = make_world()
    case, (claim,) = in_case(world, at=clock.now())
    request = drafted(world, case, claim, at=clock.now())
    bank = responder(world)
    assert bank.get("/hold-requests").json()["items"] == []
    assert bank.get(f"/hold-requests/{request.pk}").status_code == 404
    assert bank.post(f"/hold-requests/{request.pk}/refuse", {"reason": "no-funds"}).status_code == 404


def test_a_release_is_confirmed() -> None:
    from clawback.server.casework.releasing import release_hold

    world = make_world()
    case, (claim,) = in_case(world, at=clock.now())
    hold = placed(world, case, claim, at=clock.now())
    release_hold(world.act("approver", clock.now()), hold.pk, 40_000, "less is traced")
    bank = responder(world)
    (waiting,) = bank.get("/releases?waiting=true").json()["items"]
    assert (waiting["amount"], waiting["confirmed_at"]) == (eur("400.00"), None)
    assert bank.post(f"/releases/{waiting['number']}/confirm").json()["confirmed_at"] is not None
    assert bank.get("/releases?waiting=true").json()["items"] == []
    again = bank.post(f"/releases/{waiting['number']}/confirm")
    assert (again.status_code, again.json()["type"]) == (409, "urn:clawback:problem:hold-ended")


def test_an_agent_lets_go_as_the_law_lets_it() -> None:
    world = make_world()
    case, (claim,) = in_case(world, at=clock.now())
    hold = placed(world, case, claim, at=clock.now())
    answer = responder(world).post(f"/holds/{hold.pk}/release", {"reason": "held by mistake"})
    assert (answer.status_code, answer.json()["amount"]) == (200, eur("1000.00"))
    assert answer.json()["confirmed_at"] is not None


def test_the_debtor_s_agent_confirms_evidence() -> None:
    world = make_world()
    _, (claim,) = in_case(world, at=clock.now())
    south = Machine(secret=token(world, world.other_bank, "responder"))
    (found,) = south.get("/evidence?state=told").json()["items"]
    assert (found["claim"], found["account"]) == (claim.pk, "D1")
    assert responder(world).get("/evidence").json()["items"] == []
    assert responder(world).post(f"/evidence/{claim.pk}/confirm").status_code == 404
    assert south.post(f"/evidence/{claim.pk}/confirm").json()["evidence"] == "confirmed"


REPORT = {
    "to": "centre-1",
    "language": "en",
    "name": "B. Victim",
    "contact": "b@example.org",
    "story": "A voice on the telephone.",
    "transfers": [
        {
            "debtor": {"agent": "north", "number": "N 7"},
            "creditor": {"agent": "south", "number": "S 9"},
            "amount": {"amount": "1234.50", "currency": "EUR"},
            "settled_at": "2026-11-24T10:00:00+08:00",
        }
    ],
}


def test_an_agent_reports_for_a_victim() -> None:
    from clawback.server.casework.models import Claim

    world = make_world()
    answer = responder(world).post("/reports", REPORT)
    assert answer.status_code == 201
    assert len(answer.json()["code"].replace(" ", "")) == 16
    claim = Claim.objects.get()
    assert (claim.amount, claim.settled_at.hour, claim.report.channel) == (123_450, 2, "agent")
    assert answer.json()["claims"] == [claim.pk]


def test_pages_follow_one_another() -> None:
    from clawback.server.casework.requesting import approve_request
    from tests.integration.server.world import transfer

    world = make_world()
    now = clock.now()
    case, claims = in_case(world, *(transfer(creditor=f"C{each}") for each in range(5)), at=now)
    for claim in claims:
        approve_request(world.act("approver", now), drafted(world, case, claim, at=now).pk)
    bank = responder(world)
    seen, cursor = [], ""
    while cursor is not None:
        found = bank.get(f"/hold-requests?limit=2{cursor and f'&cursor={cursor}'}").json()
        assert len(found["items"]) <= 2
        seen += [each["number"] for each in found["items"]]
        cursor = found["next"]
    assert len(seen) == len(set(seen)) == 5
    assert seen == sorted(seen, reverse=True)


def test_a_centre_reads_its_own() -> None:
    world = make_world()
    case, (claim,) = in_case(world, at=clock.now())
    hold = placed(world, case, claim, at=clock.now())
    auditor = Machine(secret=token(world, world.centre, "auditor"))
    assert [each["number"] for each in auditor.get("/cases").json()["items"]] == [case.pk]
    assert auditor.get(f"/cases/{case.pk}").json()["title"] == "Sure gain"
    assert auditor.get(f"/holds/{hold.pk}").json()["in_force"] == eur("1000.00")
    assert responder(world).get(f"/cases/{case.pk}").status_code == 404
    analyst = Machine(secret=token(world, world.centre, "analyst"))
    assert analyst.get(f"/cases/{case.pk}").status_code == 404, "nobody assigned the machine"


def test_answers_carry_the_latest_checkpoint() -> None:
    from django.conf import settings

    from clawback.server.record.checkpoints import sign, signer_of

    world = make_world()
    bank = responder(world)
    assert "Clawback-Checkpoint" not in bank.get("/checkpoint").headers
    note = sign(signer_of(settings.CLAWBACK_FOLDER, "localhost/journal"), clock.now())
    assert note is not None
    answer = bank.get("/checkpoint")
    assert answer.json()["note"] == note.to_bytes().decode()
    assert base64.b64decode(answer.headers["Clawback-Checkpoint"]) == note.to_bytes()


def test_the_description_is_public() -> None:
    found = Client(headers={"host": "localhost"}).get("/api/v1/openapi.json").json()
    assert found["openapi"].startswith("3.1")
    assert "/api/v1/hold-requests/{number}/place" in found["paths"]


@pytest.mark.parametrize("path", ["/api/", "/api/v1/", "/api/v1/nothing", "/api/v2/hold-requests"])
def test_what_is_not_there_is_a_problem(path: str) -> None:
    for answer in (Client(headers={"host": "localhost"}).get(path), Client().post(path)):
        assert answer.status_code in (400, 404)
        assert answer.headers["content-type"] == "application/problem+json"


def test_a_wrong_method_is_a_problem() -> None:
    answer = Client(headers={"host": "localhost"}).delete("/api/v1/holds")
    assert (answer.status_code, answer.json()["type"]) == (405, "about:blank")
    assert answer.headers["allow"] == "GET"
