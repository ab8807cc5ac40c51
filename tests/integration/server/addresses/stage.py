"""A world with a record of each kind, all of its centre or with its first bank, and people of every role."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.integration.server.world import (
    HOUR,
    NOON,
    World,
    drafted,
    in_case,
    make_world,
    member,
    placed,
    reported,
    transfer,
)
from tests.integration.server.world_api import token
from tests.integration.server.world_operations import PHONES, SITES, followed
from tests.integration.server.world_operations import confirmed as confirmed_report
from tests.integration.server.world_people import act_of, organisation
from tests.integration.server.world_redress import given, objected, sent
from tests.integration.server.world_returns import made_ready
from tests.integration.server.world_statements import answer, asked

if TYPE_CHECKING:
    from clawback.server.casework.models import Case, Claim, PlanLine, Report
    from clawback.server.people.facts import Subject
    from clawback.server.people.models import Member

__all__ = ["Stage", "make_stage"]

Asked = tuple[Mapping[str, object], "Subject"]
CREDIT = ("K1", 0.0, "south/D5", "north/C5", 100_000)
OUT = ("K2", 1.0, "north/C5", "south/E9", 60_000)


@dataclass(frozen=True, kw_only=True)
class Stage:
    """`records` by the names that lines give them; `people` has every role of every kind of organisation; the
    organisations of `strangers` have no part in any of the records."""

    world: World
    records: dict[str, Any]
    people: tuple[Member, ...]
    strangers: tuple[Member, ...]
    _asked: dict[Callable[[Stage], Asked], Asked] = field(default_factory=dict)

    def once(self, of: Callable[[Stage], Asked]) -> Asked:
        """What `of` says: nothing of the stage stays changed, so once is enough."""
        if of not in self._asked:
            self._asked[of] = of(self)
        return self._asked[of]


def make_stage() -> Stage:
    world = make_world()
    sums = (90_000, 20_000, 30_000, 40_000, 100_000, 50_000, 60_000, 70_000)
    case, claims = in_case(
        world, *(transfer(units, debtor=f"D{n}", creditor=f"C{n}") for n, units in enumerate(sums, 1))
    )
    claims = list(case.reports.get().claims.order_by("pk"))  # as claims of the case, not of a report alone
    records: dict[str, Any] = {
        "bank": world.bank,
        "case": case,
        "claim": claims[0],
        "report": case.reports.get(),
    }
    strangers = _strangers()
    people = (*_people(world, case), strangers["analyst"], strangers["responder"])
    for add in (
        _asking,
        _tracing,
        _redress,
        _returning,
        _telling,
        _referring,
        _machines,
        _insiders,
        _operating,
        _peers,
    ):
        add(world, case, claims, records)
    _sign()
    return Stage(world=world, records=records, people=people, strangers=tuple(strangers.values()))


def _strangers() -> dict[str, Member]:
    """By role whoever works in a second centre, and a third bank's responder."""
    from clawback.server.people.roles import ROLES_OF

    centre, bank = organisation("centre", "far-centre"), organisation("agent", "far-bank")
    return {
        **{role: member(centre, role) for role in ROLES_OF["centre"]},
        "responder": member(bank, "responder"),
    }


def _people(world: World, case: Case) -> tuple[Member, ...]:
    """Each role in a centre, a bank and one of each other kind; in the debtors' bank whoever sees anything of a case;
    of those who work the case one who had a part, one who had none, one with an interest."""
    from clawback.server.casework.insiders.glass import break_glass
    from clawback.server.casework.insiders.interests import declare_interest
    from clawback.server.casework.opening import assign
    from clawback.server.people.roles import KINDS, ROLES_OF

    homes = [world.centre, world.bank]
    homes += [organisation(kind, f"other-{kind}") for kind in KINDS if kind not in ("centre", "agent")]
    people = [member(home, role) for home in homes for role in ROLES_OF[home.kind]]
    people.append(world.people["other responder"])
    people += [member(world.other_bank, role) for role in ("approver", "auditor")]
    working = {role: member(world.centre, role) for role in ("intake", "counsel", "approver")}
    for each in working.values():
        assign(world.act("analyst"), case.pk, each.pk)
    declare_interest(act_of(working["approver"]), "case", case.pk, "friend")
    breaker = member(world.centre, "analyst")
    break_glass(act_of(breaker), case.pk, "a hold ends tonight")
    known = [world.people[each] for each in ("analyst", "approver", "second approver", "reviewer")]
    return (*people, *known, *working.values(), breaker)


def _asking(world: World, case: Case, claims: list[Claim], records: dict[str, Any]) -> None:
    """Requests at each state, holds, and a release that nobody confirmed yet."""
    from clawback.server.casework.releasing import release_hold
    from clawback.server.casework.requesting import approve_request, draft_and_send

    made_ready(world, claims[0])
    records["hold"] = placed(world, case, claims[0])
    records["release"] = release_hold(world.act("approver"), records["hold"].pk, 1_000, "protected")
    records["drafted request"] = drafted(world, case, claims[1])
    sent = drafted(world, case, claims[2])
    records["sent request"] = approve_request(world.act("approver"), sent.pk)
    parts = {claims[3].pk: claims[3].loss}
    records["unconfirmed request"] = draft_and_send(
        world.act("analyst"), case.pk, claims[3].creditor_account_id, "hold", parts
    )


def _tracing(world: World, case: Case, claims: list[Claim], records: dict[str, Any]) -> None:
    """An answer that shows that most went on: a surplus, and what is proposed next."""
    from clawback.server.casework.models import Proposal, Surplus
    from clawback.server.casework.statements.requesting import draft_statement

    made_ready(world, claims[4])
    records["other hold"] = placed(world, case, claims[4])
    records["answered statement"] = asked(world, case, claims[4])
    answer(world, records["answered statement"], CREDIT, OUT)
    records["sent statement"] = asked(world, case, claims[5])
    records["drafted statement"] = draft_statement(
        world.act("analyst"), case.pk, claims[6].creditor_account_id, claims[6].pk, "statement"
    )
    records["surplus"] = Surplus.objects.get()
    records["proposal"] = Proposal.objects.filter(kind="statement").first()


def _redress(world: World, case: Case, claims: list[Claim], records: dict[str, Any]) -> None:
    from clawback.server.casework.models import ReleaseRequest

    (code,) = given(world, records["hold"])
    records["notice"] = records["hold"].notice
    records["objection"] = objected(code)
    records["objection file"] = sent(code)
    records["release request"] = ReleaseRequest.objects.create(
        hold=records["other hold"], amount=1_000, ask="court", reason="a court decides", asked_at=NOON
    )


def _returning(world: World, case: Case, claims: list[Claim], records: dict[str, Any]) -> None:
    """A plan with a line, a recall, another account."""
    from clawback.server.casework.models import Contest
    from clawback.server.casework.renewing import renew_hold
    from clawback.server.casework.returns.changing_account import ask_change
    from clawback.server.casework.returns.planning import draft_plan
    from clawback.server.casework.returns.recalling import draft_recall

    renew_hold(world.act("approver"), records["hold"].pk)
    records["plan"] = draft_plan(world.act("analyst"), case.pk, "return", "traced", "EUR")
    records["line"] = records["plan"].lines.get(part__hold=records["hold"])
    line = records["line"]
    records["contest"] = Contest.objects.create(
        line=line, report=records["report"], sealed=_sealed(line, records["report"]), said_at=NOON
    )
    records["other claim"] = claims[7]
    records["recall"] = draft_recall(world.act("analyst"), claims[0].pk)
    records["account change"] = ask_change(world.act("analyst"), claims[0].pk, "north", "NEW1")


def _sealed(line: PlanLine, report: Report) -> bytes:
    from clawback.server.casework.sealing import key_of

    return key_of(report).seal(f"contest/{line.pk}", b"It is too little.")


def _telling(world: World, case: Case, claims: list[Claim], records: dict[str, Any]) -> None:
    """A report that its reporter wants back, one that is confirmed; a file of the case's."""
    from clawback.server.casework.claiming import confirm_claim
    from clawback.server.casework.victims.by_code import act_of_reporter
    from clawback.server.casework.victims.files import add_file
    from clawback.server.casework.victims.withdrawing import ask_withdrawal

    records["first of it"] = reported(world, transfer(creditor="C91"))[0].report
    records["told claim"] = reported(world, transfer(creditor="C91"))[0]
    told = records["told claim"].report
    records["told report"] = ask_withdrawal(act_of_reporter(told, NOON), told.pk)
    sure = reported(world, transfer(creditor="C92"))[0]
    confirm_claim(world.act("analyst"), sure.pk)
    sure.report.refresh_from_db()
    records["sure report"] = sure.report
    reporter = act_of_reporter(records["report"], NOON)
    records["file"] = add_file(reporter, records["report"].pk, "chat.txt", b"They wrote: send more.\n")


def _referring(world: World, case: Case, claims: list[Claim], records: dict[str, Any]) -> None:
    """A referral to a support body at each state."""
    from clawback.server.casework.redress.helping import draft_holder_referral
    from clawback.server.casework.referring import (
        approve_referral,
        draft_referral,
        note_consent,
        send_referral,
    )
    from clawback.server.people.models import Organisation

    bodies = [
        Organisation.objects.get(code="other-support"),
        *(organisation("support", f"s{n}") for n in (2, 3)),
    ]
    report = records["report"].pk
    drafts = [draft_referral(world.act("intake"), report, each.pk, "somebody to talk to") for each in bodies]
    for each in drafts[:2]:
        note_consent(world.act("intake"), each.pk, "reporter", "by telephone", NOON)
        approve_referral(world.act("approver"), each.pk)
    records["sent referral"] = send_referral(world.act("intake"), drafts[0].pk)
    records["approved referral"], records["drafted referral"] = drafts[1:]
    number = records["objection"].pk
    records["holder referral"] = draft_holder_referral(
        world.act("reviewer"), number, bodies[2].pk, "a safe bed"
    )


def _machines(world: World, case: Case, claims: list[Claim], records: dict[str, Any]) -> None:
    from clawback.server.casework.models import Delivery, Endpoint, Token

    token(world, world.bank, "responder", NOON)
    records["token"] = Token.objects.get()
    records["endpoint"] = Endpoint.objects.create(
        organisation=world.bank,
        address="https://bank.example/events",
        made_by=records["token"].made_by,
        made_at=NOON,
        from_entry=0,
    )
    records["delivery"] = Delivery.objects.create(
        endpoint=records["endpoint"],
        entry=1,
        event="hold.placed",
        about=f"hold/{records['hold'].pk}",
        happened_at=NOON,
        due_at=NOON,
        dead_at=NOON,
    )


def _insiders(world: World, case: Case, claims: list[Claim], records: dict[str, Any]) -> None:
    """Broken glass, an export, what a restore asks, and a newcomer for whom a role was asked."""
    from clawback.server.casework.insiders.exporting import ask_export
    from clawback.server.casework.models import BrokenGlass, Enquiry, Quarantine
    from clawback.server.people.granting import ask_role

    both = {"first_by": world.people["approver"], "second_by": world.people["second approver"]}
    restored = Quarantine.objects.create(
        began_at=NOON, known_size=9, known_root="00", found_size=1, ended_at=NOON, **both
    )  # one that goes on would let nothing be sent
    records["glass"] = BrokenGlass.objects.get()
    records["export"] = ask_export(world.act("analyst"), [case.pk], "yearly figures")
    records["enquiry"] = Enquiry.objects.create(quarantine=restored, agent=world.bank, asked_at=NOON)
    records["newcomer"] = member(world.centre)
    records["wish"] = ask_role(world.act("administrator"), records["newcomer"], "approver")


def _peers(world: World, case: Case, claims: list[Claim], records: dict[str, Any]) -> None:
    """A question that waits for approval, and a provisional hold; no node runs here."""
    from clawback.server.casework.models import (
        HoldForPeer,
        LetterAbroad,
        PeerHold,
        PeerHoldPart,
        PeerQuestion,
        QuestionClaim,
        Seat,
    )

    seat = Seat.objects.create(
        folder="centre", name="centre.example", organisation=world.centre, currency="EUR", began_at=NOON
    )
    question = PeerQuestion.objects.create(
        case=case, seat=seat, name="centre.example/C-1", basis="statement", hold_basis="hold"
    )
    QuestionClaim.objects.create(
        question=question,
        claim=claims[0],
        key="uetr:1",
        drafted_by=world.people["analyst"],
        drafted_at=NOON,
    )
    hold = PeerHold.objects.create(
        question=question,
        member="north.example",
        hold="A-HOLD",
        agent="north",
        account="A-TOKEN",
        state="placed",
        amount=100,
        currency="EUR",
        placed_at=NOON,
        until=NOON + 24 * HOUR,
    )
    PeerHoldPart.objects.create(hold=hold, claim=claims[0], amount=100)
    records["peer question"], records["peer hold"] = question, hold
    records["letter abroad"] = LetterAbroad.objects.create(
        question=question,
        key="uetr:2",
        agent="abroad",
        authority="bureau.example",
        jurisdiction="gb",
        parts={str(claims[0].pk): 100},
        amount=100,
        why="no gateway",
        drafted_at=NOON,
    )
    ours = Seat.objects.create(
        folder="north", name="north.example", organisation=world.bank, currency="EUR", began_at=NOON
    )
    records["hold for a peer"] = HoldForPeer.objects.create(
        seat=ours,
        name="A-TOKEN",
        case="elsewhere.example/C-1",
        owner="elsewhere.example",
        agent="north",
        account="C7",
        currency="EUR",
        basis="demo/hold",
        state="placed",
        amount=100,
        left=50,
        why="above a cap",
        since=NOON,
        until=NOON + 24 * HOUR,
    )


def _sign() -> None:
    """A checkpoint over everything."""
    from django.conf import settings

    from clawback.server.record.checkpoints import sign, signer_of

    sign(signer_of(settings.CLAWBACK_FOLDER, settings.CLAWBACK_ORIGIN), NOON)


def _operating(world: World, case: Case, claims: list[Claim], records: dict[str, Any]) -> None:
    """Three reports that share two things, of which two were cut from each other: two are left."""
    from clawback.server.casework.models import Operation
    from clawback.server.casework.operations.cutting import part_reports

    first, second, _ = (confirmed_report(world, PHONES[0], SITES[0]) for _ in range(3))
    followed()
    found = Operation.objects.get()
    records["cut"] = part_reports(
        world.act("analyst"), found.pk, first.pk, second.pk, "another group's number"
    )
    followed()
    records["operation"] = Operation.objects.get()
