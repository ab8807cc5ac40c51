"""A message that is wrong is refused by name, and nothing is changed by it."""

from __future__ import annotations

from dataclasses import replace

import msgspec
import pytest

from clawback.clock import format_time
from clawback.federation.book import ListBook
from clawback.federation.node import machine, owning
from clawback.federation.node.gate import admit
from clawback.federation.node.site import NamedKeys, Site, transfer_key
from clawback.federation.node.state import State
from clawback.federation.refusals import Refusal, RefusedError
from clawback.federation.trust.certificates import Certificate, Limits, sign_certificate
from clawback.federation.trust.keys import Secret
from clawback.federation.trust.members import Gateway
from clawback.federation.wire.envelope import TYPE
from clawback.federation.wire.messages import (
    Ask,
    Body,
    Carried,
    Carries,
    Confirm,
    Find,
    Notice,
    Open,
    Refused,
    Release,
    Report,
    Settled,
    Void,
)
from tests.property.federation.world import (
    NOW,
    OWNER,
    World,
    chain,
    changed,
    first_claim,
    member,
    members,
    movement,
    open_case,
    secret,
)
from tests.unit.federation.saying import DAY, certified, said

ASK = Ask(causes=[], case="C1")


def refused_at_gate(here: Site, text: str, state: State | None = None, now: int = NOW) -> Refusal:
    with pytest.raises(RefusedError) as error:
        admit(here, state or State(), text, now)
    return error.value.refusal


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        (said(OWNER, "B2", ASK), Refusal.WRONG_RECIPIENT),
        (said(OWNER, "B1", ASK, key=Secret(b"x" * 32)), Refusal.UNKNOWN_KEY),
        (said("nobody", "B1", ASK), Refusal.UNKNOWN_KEY),
        (said(OWNER, "B1", ASK, key=secret("B2")), Refusal.NOT_THE_AUTHOR),
        (said(OWNER, "B1", ASK, until=format_time(NOW)), Refusal.EXPIRED),
        (said(OWNER, "B1", ASK, until=format_time(NOW + 8 * DAY)), Refusal.EXPIRED),
        (said(OWNER, "B1", ASK, sent_at=format_time(NOW + DAY // 2)), Refusal.TOO_EARLY),
        (said(OWNER, "B1", ASK, sent_at="yesterday"), Refusal.NOT_A_MESSAGE),
        (said(OWNER, "B1", ASK, kind="clawback-federation;version=2"), Refusal.FUTURE_VERSION),
        (said(OWNER, "B1", ASK, kind="clawback-claim;version=1"), Refusal.NOT_A_MESSAGE),
        (secret(OWNER).sign(TYPE, b"{}"), Refusal.NOT_A_MESSAGE),
        (secret(OWNER).sign(TYPE, b'{"a": 1}'), Refusal.NOT_A_MESSAGE),
        ("no signed message", Refusal.NOT_A_MESSAGE),
        ("x" * ((1 << 20) + 1), Refusal.OVERSIZED),
    ],
)
def test_the_gate_refuses_by_name(text: str, refusal: Refusal) -> None:
    assert refused_at_gate(chain(2).sites["B1"], text) is refusal


def test_a_signature_that_was_altered_is_refused() -> None:
    head, _, tail = said(OWNER, "B1", ASK).rpartition(".")
    altered = head + "." + ("A" if tail[0] != "A" else "B") + tail[1:]
    assert refused_at_gate(chain(2).sites["B1"], altered) is Refusal.BAD_SIGNATURE


def test_a_message_is_let_in_once() -> None:
    world = chain(2)
    text = said(OWNER, "B1", ASK)
    message, envelope = admit(world.sites["B1"], State(), text, NOW)
    step = machine.take(world.sites["B1"], State(), [(message, envelope)], NOW)
    assert refused_at_gate(world.sites["B1"], text, step.state) is Refusal.REPLAY
    again = machine.take(world.sites["B1"], step.state, [(message, envelope)], NOW)
    assert (again.state, again.outgoing) == (step.state, ())
    later = machine.tick(world.sites["B1"], step.state, NOW + 2 * DAY).state
    assert later.seen == {}
    assert refused_at_gate(world.sites["B1"], text, later, NOW + 2 * DAY) is Refusal.EXPIRED


def traced() -> World:
    """Two hops, traced, nothing under way."""
    world = chain(3)
    open_case(world, [first_claim(world)])
    world.run()
    assert world.is_whole()
    return world


def notice(parts: dict[str, str] | None = None, **more: object) -> Notice:
    """What B1 says of T1, 90.00 to M2 at B2."""
    carried = Carried(parts=parts or {"T0": "50.00"}, depth=1, followed=True)
    fields: dict[str, object] = {
        "causes": ["C1"],
        "transfer": "T1",
        "settled_at": format_time(NOW),
        "version": 9,
        "rules": {"fifo": carried},
        "certificates": {"T0": certified()},
        **more,
    }
    return Notice(**fields)  # type: ignore[arg-type]


NOTICES = [
    (notice(transfer="T7"), Refusal.NO_SUCH_CREDIT),
    (notice(transfer="T2"), Refusal.NO_SUCH_CREDIT),  # a debit of B2
    (notice({"T0": "90.01"}), Refusal.OVER_THE_CREDIT),
    (notice({"T0": "50.00", "T9": "50.00"}), Refusal.OVER_THE_CREDIT),
    (notice({"T0": "0.00"}), Refusal.NO_AMOUNT),
    (notice({"T0": "-5.00"}), Refusal.NO_AMOUNT),
    (notice({"T0": "NaN"}), Refusal.NO_AMOUNT),
    (notice({"T0": "1.001"}), Refusal.NO_AMOUNT),
    (notice(rules={"fifo": Carried(parts={}, depth=1, followed=True)}), Refusal.NO_AMOUNT),
    (notice(rules={"fifo": Carried(parts={"T0": "1.00"}, depth=-1, followed=True)}), Refusal.NO_AMOUNT),
    (notice(rules={"best": Carried(parts={"T0": "1.00"}, depth=1, followed=True)}), Refusal.NO_SUCH_RULE),
    (notice(certificates={}), Refusal.NO_CERTIFICATE),
    (notice({"T9": "1.00"}), Refusal.NO_CERTIFICATE),
    (notice(certificates={"T0": "x"}), Refusal.BAD_CERTIFICATE),
    (notice(certificates={"T0": certified(signer="B1")}), Refusal.BAD_CERTIFICATE),
    (notice(certificates={"T0": certified(claim="T9")}), Refusal.BAD_CERTIFICATE),
    (notice(certificates={"T0": certified(until=format_time(NOW))}), Refusal.BAD_CERTIFICATE),
    (notice(certificates={"T0": certified(owner="nobody")}), Refusal.BAD_CERTIFICATE),
    (notice(certificates={"T0": certified(currency="USD")}), Refusal.OTHER_CURRENCY),
    (notice(settled_at="soon"), Refusal.NOT_A_MESSAGE),
]


def sent_and_refused(world: World, author: str, to: str, body: Body) -> Refused:
    """The answer to a message that changes nothing."""
    before = world.states[to]
    world.deliver(to, [said(author, to, body, number=77)])
    after = world.states[to]
    kept = msgspec.structs.replace(after, number=before.number, seen=before.seen)
    assert kept == before
    answers = [each for each in world.under_way if each.to == author]
    envelope = admit(world.sites[author], State(), answers[-1].text, world.now)[1]
    assert isinstance(envelope.body, Refused)
    assert [event.name for _, event in world.events][-1] == "refused"
    return envelope.body


@pytest.mark.parametrize(("body", "refusal"), NOTICES)
def test_a_notice_that_is_wrong_is_refused_and_nothing_of_it_is_kept(body: Notice, refusal: Refusal) -> None:
    assert sent_and_refused(traced(), "B1", "B2", body).refusal == refusal.text


def test_a_notice_of_another_s_transfer_is_refused() -> None:
    """B3 speaks of B1's transfer to B2."""
    assert sent_and_refused(traced(), "B3", "B2", notice()).refusal == Refusal.NO_SUCH_CREDIT.text


def test_a_notice_of_a_claim_that_starts_here_and_was_not_opened_is_refused() -> None:
    """B2 invents that parts of B1's T0, which nobody reported, come back to B1."""
    back = movement(5, ("B2", "M2"), ("B1", "V"), 1_000)
    world = chain(2)
    rows = [world.sites["B1"].book.movement(at) for at in range(2)]  # type: ignore[union-attr]
    changed(world, "B1", book=ListBook([*rows, back], lambda account: account[0] == "B1"))
    found = sent_and_refused(world, "B2", "B1", notice({"T0": "5.00"}, transfer="T5"))
    assert found.refusal == Refusal.NO_CERTIFICATE.text


def opened(**more: object) -> Open:
    return Open(causes=["C1"], certificate=certified(**more))


@pytest.mark.parametrize(
    ("body", "refusal"),
    [
        (Open(causes=["C1"], certificate="x"), Refusal.BAD_CERTIFICATE),
        (opened(claim="T9"), Refusal.NO_SUCH_DEBIT),
        (opened(amount="99.00"), Refusal.BAD_CERTIFICATE),
        (opened(amount="a lot"), Refusal.BAD_CERTIFICATE),
        (opened(settled_at="then"), Refusal.BAD_CERTIFICATE),
        (opened(starts="B2"), Refusal.BAD_CERTIFICATE),
        (opened(signer="B2"), Refusal.BAD_CERTIFICATE),
        (opened(owner="B2", signer="B2"), Refusal.BAD_CERTIFICATE),
        (opened(currency="USD"), Refusal.OTHER_CURRENCY),
        (Confirm(case="C1", hold="none", approver="A-1"), Refusal.NO_SUCH_HOLD),
        (Release(case="C1", hold="none"), Refusal.NO_SUCH_HOLD),
        (Void(causes=["C1"], case="C9", transfers=["T1"], words=""), Refusal.NO_SUCH_CASE),
        (Carries(causes=["C1"], claim="T0", case="C9"), Refusal.NO_SUCH_CASE),
        (Find(transfers=["T0"]), Refusal.NOT_REVEALED),
    ],
)
def test_what_an_owner_asks_wrongly_is_refused(body: Body, refusal: Refusal) -> None:
    assert sent_and_refused(traced(), OWNER, "B1", body).refusal == refusal.text


@pytest.mark.parametrize(
    ("body", "refusal"),
    [
        (Void(causes=["C1"], case="C1", transfers=["T1"], words=""), Refusal.NO_SUCH_CASE),
        (Ask(causes=["C1"], case="C1"), Refusal.NO_SUCH_CASE),
    ],
)
def test_who_does_not_own_a_case_decides_nothing_in_it(body: Body, refusal: Refusal) -> None:
    assert sent_and_refused(traced(), "B3", "B2", body).refusal == refusal.text


def report(**more: object) -> Report:
    fields: dict[str, object] = {
        "causes": [],
        "case": "C1",
        "version": 1,
        "rules": {},
        "holds": {},
        "unheld": {},
        "stopped": {},
        **more,
    }
    return Report(**fields)  # type: ignore[arg-type]


@pytest.mark.parametrize("body", [report(case="C9"), Settled(case="C9", version=1)])
def test_an_owner_takes_no_report_on_a_case_it_does_not_have(body: Body) -> None:
    assert sent_and_refused(traced(), "B2", OWNER, body).refusal == Refusal.NO_SUCH_CASE.text


def test_other_limits_are_refused_while_claims_are_open() -> None:
    world = traced()
    other = opened(limits=Limits(max_hops=2), claim="T1", starts="B1", amount="90.00")
    assert sent_and_refused(world, OWNER, "B1", other).refusal == Refusal.OTHER_LIMITS.text


def named(uetr: str | None, end_to_end_id: str | None) -> str | None:
    return transfer_key(
        uetr=uetr,
        end_to_end_id=end_to_end_id,
        amount="90.00",
        currency="EUR",
        settled_on="2026-11-25",
    )


def test_a_key_that_several_credits_have_is_ambiguous() -> None:
    world = chain(2)
    twin = replace(world.sites["B2"].book.movement(0), key="T1b")  # type: ignore[union-attr]
    first = world.sites["B2"].book.movement(0)  # type: ignore[union-attr]
    key = named(None, "RENT")
    assert key is not None
    assert "RENT" not in key
    changed(
        world,
        "B2",
        book=ListBook([first, twin], lambda account: account[0] == "B2"),
        keys=NamedKeys([("T1", key), ("T1b", key)]),
    )
    found = sent_and_refused(world, "B1", "B2", notice(transfer=key))
    assert found.refusal == Refusal.AMBIGUOUS.text


def test_a_transfer_that_both_sides_cannot_name_alike_is_awaited() -> None:
    assert named(None, None) is None
    assert named(None, "NOTPROVIDED") is None
    assert named("ABC", "x") == "uetr:abc"
    world = chain(2)
    changed(world, "B1", keys=NamedKeys([("T0", "T0")]))
    open_case(world, [first_claim(world)])
    world.run()
    assert world.is_whole()
    found = {
        (account[0], position): parts for (account, position), parts in world.positions("C1", "fifo").items()
    }
    assert found == {("B1", "standing"): {"T0": 1_000}, ("B2", "awaiting"): {"T0": 9_000}}


def test_over_a_thousand_versions_it_is_not_settling() -> None:
    """The parts stop there, as awaiting, and what they had brought about is taken back."""
    world = traced()
    world.deliver("B2", [said("B1", "B2", notice(version=1_000), number=78)])
    world.deliver("B2", [said("B1", "B2", notice(version=1_001), number=79)])
    world.run()
    assert world.states["B2"].arrivals["T1"].rules == {}
    assert world.states["B3"].arrivals["T2"].rules == {}
    answers = [event.facts["refusal"] for _, event in world.events if event.name == "refused"]
    assert answers == [Refusal.NOT_SETTLING.text]


def test_across_a_border_only_through_gateways_of_both_sides() -> None:
    """Without them what went there is awaiting, and a request to the authority is drafted."""
    laws = [Gateway(to="SG", law="Act", article="s. 1"), Gateway(to="GB", law="Act", article="s. 2")]
    for ways, kind in ((laws, "standing"), (laws[:1], "awaiting"), ([], "awaiting")):
        world = chain(2)
        listed = members(
            member(OWNER, jurisdiction="GB"),
            member("B1", "B1", jurisdiction="GB", gateways=tuple(ways[:1])),
            member("B2", "B2", jurisdiction="SG", gateways=tuple(ways[1:])),
        )
        for name in world.sites:
            changed(world, name, members=listed)
        open_case(world, [first_claim(world)])
        world.run()
        assert world.is_whole()
        found = {position for (account, position) in world.positions("C1", "fifo") if account[0] == "B2"}
        assert found == {kind}
        assert len(world.happened("request drafted")) == (kind == "awaiting")
        if kind == "awaiting":
            assert sent_and_refused(world, "B1", "B2", notice()).refusal == Refusal.NO_GATEWAY.text


def test_what_is_no_listed_fraud_does_not_cross() -> None:
    world = chain(2)
    ways = {
        "GB": Gateway(to="SG", law="Act", article="s. 1"),
        "SG": Gateway(to="GB", law="Act", article="s. 2"),
    }
    listed = members(
        member(OWNER, jurisdiction="GB"),
        member("B1", "B1", jurisdiction="GB", gateways=(ways["GB"],)),
        member("B2", "B2", jurisdiction="SG", gateways=(ways["SG"],)),
    )
    for name in world.sites:
        changed(world, name, members=listed)
    for odd, article in (
        ({"offence": "sedition"}, "art. 13"),
        ({"basis": "order against dissidents"}, "INTERPOL"),
        ({"case": "whereabouts of a holder"}, "guard 5"),
    ):
        found = sent_and_refused(world, "B1", "B2", notice(certificates={"T0": certified(**odd)}))
        assert found.refusal == Refusal.GUARDED.text
        assert article in found.words
        claims = world.states["B1"].claims
        open_case(world, [first_claim(world, **odd)])  # at home it is what it is; it does not leave
        world.run()
        assert world.states["B1"].claims != claims
        assert world.states["B1"].stopped == {"T1": Refusal.GUARDED.text}
        assert world.states["B2"].claims == {}


def test_an_owner_is_refused_by_a_node_and_reads_why() -> None:
    world = chain(2)
    wrong = first_claim(world, amount="99.00")
    open_case(world, [wrong])
    world.run()
    assert list(world.states[OWNER].owned["C1"].refused) == ["B1"]
    assert "bad certificate" in world.states[OWNER].owned["C1"].refused["B1"]


def test_a_claim_for_which_nobody_has_a_node_is_not_opened() -> None:
    world = chain(2)
    lost: Certificate = first_claim(world, starts="B9")
    text = sign_certificate(lost, secret(OWNER))
    with pytest.raises(RefusedError, match="no member keeps"):
        world.act(OWNER, lambda draft: owning.open_claims(draft, "C1", {"T0": text}))
    assert world.states[OWNER] == State()


def test_a_transfer_that_has_no_name_is_told_of_by_a_token() -> None:
    """Its id in the books of its institution is nobody else's to know."""
    name = "uetr:0a6f30e5-7d1e-4b6f-9a33-5c1f0b6e7d00"
    world = chain(2, keys=NamedKeys([("T0", name)]))
    open_case(world, [first_claim(world, claim=name)])
    world.run()
    report = world.states[OWNER].owned["C1"].reports["B1"]
    ((token, why),) = report.stopped.items()
    assert why == "ambiguous"
    assert token == world.sites["B1"].token("C1", ("", "T1"))
    assert list(report.rules["pro-rata"].sent) == [token]
