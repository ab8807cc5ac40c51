"""Every write of the API: what the table of permissions is asked for it, and a record of the stage that it can be made
with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from tests.integration.server.addresses import Stage
from tests.integration.server.world import HOUR, NOON, in_case, placed, transfer
from tests.integration.server.world_redress import given
from tests.integration.server.world_returns import LATER, Returns, due_lines, held_for, joined, made_ready
from tests.integration.server.world_statements import csv_of

if TYPE_CHECKING:
    from clawback.server.people.facts import MemberFacts, Subject

__all__ = ["WRITES", "Write", "add_to"]

SOON = NOON + HOUR
Body = Mapping[str, object] | Callable[[Stage], Mapping[str, object]]


@dataclass(frozen=True, kw_only=True, eq=False)
class Write:
    """Who may `verb` the record `name` of the stage, as the subject that the function `subject` (module:name) makes of
    it, of that `kind` where it is a part; `sees` makes what one looks at.

    `agents`: the API shows such records to agents alone. `done`: the decision can be made at `at`.
    """

    verb: str
    name: str
    subject: str
    kind: tuple[str, ...] = ()
    sees: str = ""
    body: Body | None = None
    agents: bool = False
    done: bool = True
    at: datetime = SOON

    def about(self, stage: Stage) -> Any:
        return stage.records[self.name]

    def said(self, stage: Stage) -> Mapping[str, object]:
        return (self.body(stage) if callable(self.body) else self.body) or {}

    def allows(self, stage: Stage, facts: MemberFacts) -> bool:
        return _may(facts, self.verb, _called(self.subject)(self.about(stage), *self.kind))

    def shows(self, stage: Stage, facts: MemberFacts) -> bool:
        """Whether its existence is no secret."""
        if self.agents and facts.kind != "agent":
            return False
        if self.sees == "":
            return _may(facts, "see", _called(self.subject)(self.about(stage)))
        return _called(self.sees)(self.about(stage), facts)


def _may(facts: MemberFacts, verb: str, subject: Subject) -> bool:
    from clawback.server.people.may import Allowed, may

    return isinstance(may(facts, verb, subject), Allowed)


def _called(named: str) -> Callable[..., Any]:
    module, _, function = named.rpartition(":")
    return getattr(import_module(f"clawback.server.casework.{module}" if module else __name__), function)


def to_report(centre: Any) -> Subject:
    from clawback.server.people.facts import Subject

    return Subject(kind="report", owner=centre.pk)


def of_told_hold(hold: Any) -> Subject:
    from clawback.server.casework.redress.subjects import of_notice

    return of_notice(hold.notice, "objection")


def everybody(record: object, facts: MemberFacts) -> bool:
    """What anybody may know of: that there is a centre."""
    return True


def who_confirms(claim: Any, facts: MemberFacts) -> bool:
    """A claim is there for its agent to confirm, and for nobody to look at."""
    from clawback.server.casework.subjects import of_claim

    return _may(facts, "confirm", of_claim(claim, "evidence"))


def whose_account(hold: Any, facts: MemberFacts) -> bool:
    """Everybody of the agent that keeps the account."""
    return facts.organisation == hold.request.agent_id


def who_sees_the_notice(objection: Any, facts: MemberFacts) -> bool:
    from clawback.server.casework.redress.subjects import of_notice

    return _may(facts, "see", of_notice(objection.notice))


def who_sees_the_hold(release: Any, facts: MemberFacts) -> bool:
    from clawback.server.casework.subjects import of_hold

    return _may(facts, "see", of_hold(release.hold))


def of_release(release: Any) -> Subject:
    from clawback.server.casework.subjects import of_hold

    return of_hold(release.hold, "release")


def add_to(stage: Stage) -> None:
    """What the API writes about and pages do not: lines that are due and sent, a hold whose holder was told."""
    from clawback.server.casework.returns.paying import send_line

    world = stage.world
    case, claims = in_case(world, transfer(5_000, debtor="L1", creditor="LC"))
    claims.append(joined(world, case, 4_000, "L2", creditor="LC"))
    hold = held_for(world, case, claims, (5_000, 4_000))
    for claim in claims:
        made_ready(world, claim)
    made = Returns(world=world, case=case, claims=claims, hold=hold)
    stage.records["due line"], sent = due_lines(made)
    stage.records["sent line"] = send_line(world.act("responder", LATER), sent.pk)
    other, (claim,) = in_case(world, transfer(6_000, debtor="L3", creditor="LD"))
    stage.records["told hold"] = placed(world, other, claim)
    given(world, stage.records["told hold"])
    stage.records["centre"] = world.centre


def _money(units: int) -> dict[str, str]:
    return {"amount": f"{units / 100:.2f}", "currency": "EUR"}


def _whole(stage: Stage) -> Mapping[str, object]:
    return {"amount": _money(stage.records["sent request"].amount)}


def _statement(stage: Stage) -> Mapping[str, object]:
    request = stage.records["sent statement"]
    text = csv_of(("S1", 0.0, "south/D6", "north/C6", request.credit_amount)).decode()
    ends = (request.begins_at + timedelta(minutes=1)).isoformat()
    return {"ends_at": ends, "opening": _money(0), "closing": _money(request.credit_amount), "text": text}


def _objection(stage: Stage) -> Mapping[str, object]:
    return {"hold": stage.records["told hold"].pk, "words": "I sold a bicycle."}


def _report(stage: Stage) -> Mapping[str, object]:
    told = {
        "debtor": {"agent": "north", "number": "V1"},
        "creditor": {"agent": "south", "number": "W1"},
        "amount": _money(1_000),
        "settled_at": (NOON - HOUR).isoformat(),
    }
    who = {"to": "centre-1", "language": "en", "name": "A. Victim", "contact": "a@example.org"}
    return {**who, "story": "They called as my bank.", "transfers": [told]}


_REFUSED: Final = {"reason": "no-such-account"}
_HERE: Final = "subjects:of_hold_for_peer"


def _here(verb: str, **said: object) -> Write:
    """No node runs here: what decides for a peer is refused with words to whoever may."""
    return Write(verb=verb, name="hold for a peer", subject=_HERE, body=said, agents=True, done=False)


def _line(verb: str, name: str) -> Write:
    return Write(verb=verb, name=name, subject="returns.subjects:of_line", agents=True, at=LATER)


WRITES: Final[dict[str, Write]] = {
    "POST /api/v1/hold-requests/{number}/place": Write(
        verb="place", name="sent request", subject="subjects:of_request", body=_whole
    ),
    "POST /api/v1/hold-requests/{number}/refuse": Write(
        verb="refuse", name="sent request", subject="subjects:of_request", body=_REFUSED
    ),
    "POST /api/v1/holds/{number}/release": Write(
        verb="release", name="other hold", subject="subjects:of_hold", body={"reason": "a loan"}
    ),
    "POST /api/v1/holds-for-peers/{number}/place": _here("place"),
    "POST /api/v1/holds-for-peers/{number}/refuse": _here("refuse", reason="a shop"),
    "POST /api/v1/holds-for-peers/{number}/release": _here("release", reason="a shop"),
    "POST /api/v1/holds-for-peers/{number}/tell": _here("tell"),
    "POST /api/v1/releases/{number}/confirm": Write(
        verb="confirm", name="release", subject=":of_release", sees=":who_sees_the_hold"
    ),
    "POST /api/v1/evidence/{number}/confirm": Write(
        verb="confirm",
        name="other claim",
        subject="subjects:of_claim",
        kind=("evidence",),
        sees=":who_confirms",
    ),
    "POST /api/v1/statement-requests/{number}/answer": Write(
        verb="answer", name="sent statement", subject="subjects:of_statement_request", body=_statement
    ),
    "POST /api/v1/statement-requests/{number}/refuse": Write(
        verb="refuse", name="sent statement", subject="subjects:of_statement_request", body=_REFUSED
    ),
    "POST /api/v1/plan-lines/{number}/send": _line("send", "due line"),
    "POST /api/v1/plan-lines/{number}/confirm": _line("confirm", "sent line"),
    "POST /api/v1/plan-lines/{number}/bounce": _line("confirm", "sent line"),
    "POST /api/v1/plan-lines/{number}/deny": _line("confirm", "sent line"),
    "POST /api/v1/objections": Write(
        verb="record", name="told hold", subject=":of_told_hold", sees=":whose_account", body=_objection
    ),
    "POST /api/v1/objections/{number}/withdraw": Write(
        verb="withdraw",
        name="objection",
        subject="redress.subjects:of_objection",
        sees=":who_sees_the_notice",
        agents=True,
    ),
    "POST /api/v1/objections/{number}/files": Write(
        verb="record",
        name="objection",
        subject="redress.subjects:of_objection",
        sees=":who_sees_the_notice",
        body={"file": "receipt.txt", "data": "UmVudCBmb3IgTWF5Cg=="},
        agents=True,
    ),
    "POST /api/v1/reports": Write(
        verb="report", name="centre", subject=":to_report", sees=":everybody", body=_report
    ),
}
"""By method and path of the description. A new one is refused until its line stands here."""
