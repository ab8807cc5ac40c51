"""By the API: a statement is answered, a return is sent and confirmed, a holder's objection is recorded."""

from __future__ import annotations

import base64
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from clawback import clock
from tests.integration.server.world import HOUR, World, in_case, make_world, placed, transfer
from tests.integration.server.world_api import Machine, responder, token
from tests.integration.server.world_redress import given
from tests.integration.server.world_returns import due_lines, returns
from tests.integration.server.world_statements import asked

if TYPE_CHECKING:
    from clawback.server.casework.models import Hold, StatementRequest

pytestmark = pytest.mark.usefixtures("database")
HEAD = (
    "transfer_id,settled_at,debtor_agent,debtor_account,creditor_agent,creditor_account,amount,currency,kind"
)


def statement_of(world: World) -> StatementRequest:
    now = clock.now()
    case, (claim,) = in_case(world, transfer(settled_at=now - 3 * HOUR), at=now - HOUR)
    return asked(world, case, claim, at=now - HOUR)


def said(request: StatementRequest, *, closing: str = "1000.00", amount: str = "1000.00") -> dict[str, Any]:
    at = request.begins_at.isoformat()
    return {
        "ends_at": (request.begins_at + timedelta(minutes=1)).isoformat(),
        "opening": {"amount": "0.00", "currency": "EUR"},
        "closing": {"amount": closing, "currency": "EUR"},
        "text": f"{HEAD}\nR1,{at},south,D1,north,C1,{amount},EUR,transfer\n",
    }


def test_a_statement_request_is_found_and_answered_once() -> None:
    from clawback.server.casework.models import Statement

    world = make_world()
    request = statement_of(world)
    bank = responder(world)
    (found,) = bank.get("/statement-requests?state=sent").json()["items"]
    assert (found["number"], found["account"]) == (request.pk, {"agent": "north", "number": "C1"})
    assert found["credit"]["debtor"] == {"agent": "south", "number": "D1"}
    path = f"/statement-requests/{request.pk}/answer"
    first, again = (bank.post(path, said(request), key="one") for _ in range(2))
    assert (first.status_code, first.json()["state"], first.json()["answers"]) == (200, "answered", 1)
    assert again.json() == first.json()
    assert again.headers["Idempotency-Replayed"] == "true"
    assert Statement.objects.count() == 1
    assert bank.get(f"/statement-requests/{request.pk}").json() == first.json()


def test_a_statement_that_does_not_add_up_is_refused_with_its_rows() -> None:
    world = make_world()
    request = statement_of(world)
    bank = responder(world)
    path = f"/statement-requests/{request.pk}/answer"
    wrong = bank.post(path, said(request, closing="999.00"))
    assert (wrong.status_code, wrong.json()["type"]) == (422, "urn:clawback:problem:statement-unbalanced")
    unread = bank.post(path, said(request, amount="much"))
    assert (unread.status_code, unread.json()["type"]) == (422, "urn:clawback:problem:statement-unreadable")
    assert unread.json()["errors"][0]["pointer"] == "#/text"
    assert "amount" in unread.json()["errors"][0]["detail"]
    refused = bank.post(f"/statement-requests/{request.pk}/refuse", {"reason": "no-such-account"})
    assert refused.json()["state"] == "refused"


def test_statements_are_for_those_who_were_asked_and_may() -> None:
    world = make_world()
    request = statement_of(world)
    path = f"/statement-requests/{request.pk}"
    other = Machine(secret=token(world, world.other_bank, "responder"))
    assert other.get(path).status_code == 404
    assert other.post(f"{path}/answer", said(request)).status_code == 404
    reader = responder(world, scopes=("statements:read",))
    assert reader.get(path).status_code == 200
    assert reader.post(f"{path}/answer", said(request)).status_code == 403


def test_a_return_is_sent_once_and_confirmed() -> None:
    made = returns()
    (line,) = due_lines(made)
    bank = responder(made.world)
    (found,) = bank.get("/plan-lines?state=due").json()["items"]
    assert (found["number"], found["reference"], found["barred"]) == (line.pk, line.reference, False)
    assert found["amount"] == {"amount": "1000.00", "currency": "EUR"}
    assert bank.post(f"/plan-lines/{line.pk}/send").json()["state"] == "sent"
    twice = bank.post(f"/plan-lines/{line.pk}/send")
    assert (twice.status_code, twice.json()["type"]) == (409, "urn:clawback:problem:line-sent")
    assert bank.post(f"/plan-lines/{line.pk}/deny", {"words": "cut off"}).json()["state"] == "due"
    bank.post(f"/plan-lines/{line.pk}/send")
    assert bank.post(f"/plan-lines/{line.pk}/bounce", {"words": "closed"}).json()["state"] == "bounced"
    line.refresh_from_db()
    assert line.reason == "closed"


def test_a_return_arrives() -> None:
    made = returns()
    (line,) = due_lines(made)
    bank = responder(made.world)
    other = Machine(secret=token(made.world, made.world.other_bank, "responder"))
    assert other.get(f"/plan-lines/{line.pk}").status_code == 404
    assert other.post(f"/plan-lines/{line.pk}/confirm").status_code == 404
    bank.post(f"/plan-lines/{line.pk}/send")
    assert bank.post(f"/plan-lines/{line.pk}/confirm").json()["state"] == "confirmed"
    made.hold.refresh_from_db()
    assert (made.hold.state, made.hold.paid_over) == ("ended", 100_000)


def held(world: World) -> Hold:
    now = clock.now()
    case, (claim,) = in_case(world, at=now)
    hold = placed(world, case, claim, at=now)
    given(world, hold, at=now)
    return hold


def test_a_holders_objection_is_recorded_and_taken_back() -> None:
    world = make_world()
    hold = held(world)
    bank = responder(world)
    made = bank.post("/objections", {"hold": hold.pk, "words": "It is my rent."})
    assert (made.status_code, made.json()["state"], made.json()["released"]) == (201, "made", None)
    assert made.json()["decide_by"] is not None
    assert bank.post("/objections", {"hold": hold.pk, "words": "Again."}).status_code == 409
    number = made.json()["number"]
    other = Machine(secret=token(world, world.other_bank, "responder"))
    assert other.post(f"/objections/{number}/withdraw").status_code == 404
    assert other.post("/objections", {"hold": hold.pk, "words": "x"}).status_code == 404
    assert other.get("/objections").json()["items"] == []
    assert bank.post(f"/objections/{number}/withdraw").json()["state"] == "withdrawn"
    (found,) = bank.get("/objections").json()["items"]
    assert (found["number"], found["state"]) == (number, "withdrawn")


def test_a_file_that_the_holder_gave_is_kept_with_the_objection() -> None:
    from clawback.server.api.frame import MOST_WITH_FILE
    from clawback.server.casework.redress.files import open_objection_file

    world = make_world()
    hold = held(world)
    bank = responder(world)
    number = bank.post("/objections", {"hold": hold.pk, "words": "It is my rent."}).json()["number"]
    path, text = f"/objections/{number}/files", b"Rent for May\n" * 300_000
    said = {"file": "lease.txt", "data": base64.b64encode(text).decode()}
    kept = bank.post(path, said, key="once")
    assert (kept.status_code, kept.json()["objection"], kept.json()["size"]) == (201, number, len(text))
    assert bank.post(path, said, key="once").json() == kept.json(), "one file, whatever the network does"
    reviewer = world.act("reviewer", clock.now())
    _, name, data = open_objection_file(reviewer, number, kept.json()["number"])
    assert (name, data) == ("lease.txt", text)
    program = base64.b64encode(b"MZ\0").decode()
    for wrong, field in (("???", "data"), (program, "file"), ("", "file")):
        refused = bank.post(path, {**said, "data": wrong})
        assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, f"#/{field}")
    assert bank.post(path, {**said, "file": "x" * MOST_WITH_FILE}).status_code == 413
    assert Machine(secret=token(world, world.other_bank, "responder")).post(path, said).status_code == 404
    bank.post(f"/objections/{number}/withdraw")
    assert bank.post(path, said).json()["type"] == "urn:clawback:problem:objection-withdrawn"


def test_what_a_reviewer_decided_is_read_without_the_words() -> None:
    from clawback.server.casework.redress.reviewing import decide_objection

    world = make_world()
    hold = held(world)
    bank = responder(world)
    number = bank.post("/objections", {"hold": hold.pk, "words": "It is my rent."}).json()["number"]
    act = world.act("reviewer", clock.now())
    decide_objection(act, number, "partly uphold", "the lease says so", 30_000)
    answer = bank.get("/objections?state=partly%20upheld")
    (found,) = answer.json()["items"]
    assert found["released"] == {"amount": "300.00", "currency": "EUR"}
    assert b"my rent" not in answer.content
    assert b"the lease" not in answer.content
