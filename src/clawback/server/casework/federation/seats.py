"""The row of each node that is configured here, and a step of its machine: all of it in one decision.

A step is kept with what it says, and the journal names each message; what it says is sent after that.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import msgspec

from clawback.clock import from_micros, to_micros
from clawback.errors import FederationError, InputError, LedgerError
from clawback.federation.node.draft import Draft, Event, Outgoing, Step
from clawback.federation.node.machine import act as act_in
from clawback.federation.node.machine import tick
from clawback.federation.node.owning import look_again as go_on
from clawback.federation.node.owning import release
from clawback.federation.node.site import Site
from clawback.federation.node.state import State
from clawback.federation.refusals import RefusedError
from clawback.federation.trust.certificates import read_certificate
from clawback.federation.wire.envelope import TYPE, Envelope, read
from clawback.federation.wire.jws import NotSigned, parse
from clawback.federation.wire.messages import Notice, Open, Refused
from clawback.server.casework.federation.books import StandingBook, book_of, stated_book
from clawback.server.casework.federation.configured import Configured, configured, folders
from clawback.server.casework.federation.holds_here import write_here
from clawback.server.casework.federation.knowing import HOLD_KIND, write_down
from clawback.server.casework.finding import locked
from clawback.server.casework.models import PEER_HOLD_OPEN, Letter, PeerHold, PeerQuestion, Seat
from clawback.server.casework.refusals import PeerRefuses
from clawback.server.clocks.setting import set_clock, stop_clocks
from clawback.server.people.acting import Act
from clawback.server.people.models import Organisation
from clawback.server.record.deciding import Decision, deciding

__all__ = ["KIND", "Running", "act_of_machine", "ask_machine", "case_of", "kind_of", "let_lapse", "running"]
__all__ += ["look_again", "refusal_in", "state_of", "step", "take_seats"]

KIND = "seat"
_STATES = msgspec.json.Decoder(State)  # prepared while one thread imports this: see wire/envelope.py


def act_of_machine(at: datetime) -> Act:
    """What a node does by itself; its policy and the list of members say what it may."""
    return Act(member=None, at=at, name="federation")


@dataclass(frozen=True, kw_only=True)
class Running:
    """A node as it stands: its row, locked, what its files say, and its machine's site and state."""

    seat: Seat
    said: Configured
    site: Site
    state: State


def take_seats(at: datetime) -> list[int]:
    """The seats that are configured and run; makes the row of a new one, and writes down why another does not run."""
    found = []
    for folder in folders():
        try:
            said = configured(folder)
            seat = _row(said, at)
            if said.ledger is not None:
                site_of(seat, said)
        except InputError as error:
            Seat.objects.filter(folder=folder).exclude(fault=str(error)[:500]).update(fault=str(error)[:500])
            continue
        found.append(seat.pk)
    return found


def _row(said: Configured, at: datetime) -> Seat:
    """Raises FederationError where the files contradict each other, or what was here before."""
    organisation = Organisation.objects.filter(code=said.organisation).first()
    if organisation is None:
        raise FederationError(f"no organisation here has the code {said.organisation}")
    member = said.members.get(said.name)
    if member is None or member.key(said.secret.id, to_micros(at)) is None:
        raise FederationError(
            f"the list of members has no {said.name} with this key", remedy="have the key listed first"
        )
    if set(member.agents) - {organisation.code}:
        raise FederationError(f"{said.name} is listed for agents that are not {organisation.code}")
    seat = Seat.objects.filter(folder=said.folder).first()
    if seat is None:
        with deciding(act_of_machine(at)) as decision:
            seat = Seat.objects.create(
                folder=said.folder,
                name=said.name,
                organisation=organisation,
                currency=said.currency.code,
                members_version=said.members.version,
                key=said.secret.id,
                began_at=at,
            )
            _enter_list(decision, seat)
            set_clock(KIND, seat.pk, "forget", at=at, due_at=at + timedelta(days=1))
        return seat
    if (seat.name, seat.organisation_id, seat.currency) != (said.name, organisation.pk, said.currency.code):
        raise FederationError("this node had another name, organisation or currency before")
    if said.members.version < seat.members_version:
        raise FederationError(
            f"the list of members has version {said.members.version}, and version {seat.members_version} was"
            " here before",
            remedy="ask the coordinator for the newest",
        )
    if (said.members.version, said.secret.id, "") != (seat.members_version, seat.key, seat.fault):
        with deciding(act_of_machine(at)) as decision:
            seat.members_version, seat.key, seat.fault = said.members.version, said.secret.id, ""
            seat.save(update_fields=["members_version", "key", "fault"])
            _sign_letters(seat, said)
            _enter_list(decision, seat)
        step(seat.pk, at, _ticked)
    return seat


def _sign_letters(seat: Seat, said: Configured) -> None:
    """What waits still is sent under the new key: nobody lets in what an ended one signs. Its name stays."""
    waiting = Letter.objects.select_for_update().filter(seat=seat, incoming=False, done_at=None)
    for letter in waiting.order_by("pk"):
        found = parse(letter.signed)
        if found.key_id != said.secret.id:
            letter.signed = said.secret.sign(TYPE, found.payload)
            letter.save(update_fields=["signed"])


def _enter_list(decision: Decision, seat: Seat) -> None:
    decision.enter("list", seat, after={"members": seat.members_version, "key": seat.key})


def site_of(seat: Seat, said: Configured) -> Site:
    """What the machine is started with. Raises FederationError, LedgerError for its ledger."""
    agents = said.members.by_name[said.name].agents
    site = Site(
        name=seat.name,
        secret=said.secret,
        members=said.members,
        currency=said.currency,
        token_key=said.token_key,
        policy=said.policy,
    )
    if not agents:
        stated = StandingBook(seat.pk, said.currency, frozenset(said.members.by_agent))
        return replace(site, book=stated, keys=stated)
    if said.ledger is None:
        book, keys = stated_book(agents[0], said.currency)
    else:
        book, keys = book_of(said.ledger, agents[0])
    return replace(site, book=book, keys=keys)


def running(number: int) -> Running:
    """The node, its row locked until the transaction ends. Raises FederationError, LedgerError."""
    seat = locked(Seat, number)
    said = configured(seat.folder)
    return Running(seat=seat, said=said, site=site_of(seat, said), state=state_of(seat))


def state_of(seat: Seat) -> State:
    """All that its machine remembers."""
    return _STATES.decode(bytes(seat.state)) if seat.state else State()


def step(number: int, at: datetime, make: Callable[[Site, State, int], Step], act: Act | None = None) -> Step:
    """One step, kept whole or not at all. Raises RefusedError where what was asked cannot be, and InputError."""
    with deciding(act or act_of_machine(at)) as decision:
        here = running(number)
        made = make(here.site, here.state, to_micros(at))
        here.seat.state = msgspec.json.encode(made.state)
        here.seat.save(update_fields=["state"])
        write_here(decision, here.seat, here.state, made.state, made.events)
        for each in made.outgoing:
            _put(decision, here.seat, each, at)
        for event in made.events:
            _note(decision, here.seat, event)
        _set_clock(here.seat, made.state, at)
        for over, why in write_down(decision, here.seat, made.state, here.said.members):
            _let_go(decision, over, why)
    return made


def ask_machine(act: Act, number: int, what: Callable[[Draft], object]) -> None:
    """A deed of the node's own people, as one step. Raises PeerRefuses where the machine refuses it, or does not run;
    by a clock whatever is wrong, so that it is tried again."""
    try:
        step(number, act.at, lambda site, state, now: act_in(site, state, now, what), act)
    except (RefusedError, FederationError, LedgerError) as error:
        if act.member is None and not isinstance(error, RefusedError):
            raise
        raise PeerRefuses(str(error)) from None


def _let_go(decision: Decision, hold: PeerHold, why: str) -> None:
    hold.state, hold.amount, hold.released_at = "released", 0, decision.act.at
    hold.save(update_fields=["state", "amount", "released_at"])
    hold.parts.update(amount=0)
    stop_clocks(HOLD_KIND, hold.pk, at=decision.act.at)
    decision.enter("release", hold, after={"state": hold.state, "why": why})
    name, seat = hold.question.name, hold.question.seat_id
    ask_machine(
        act_of_machine(decision.act.at), seat, lambda draft: release(draft, name, hold.member, hold.hold)
    )


def _put(decision: Decision, seat: Seat, each: Outgoing, at: datetime) -> None:
    envelope = read(parse(each.text).payload)
    letter = Letter.objects.create(
        seat=seat,
        incoming=False,
        message=each.id,
        peer=each.to,
        kind=kind_of(envelope),
        refuses=refusal_in(envelope),
        about=case_of(envelope),
        signed=each.text,
        at=at,
        try_at=at,
    )
    decision.enter("send", letter, after={"message": each.id, "to": each.to})


def kind_of(envelope: Envelope) -> str:
    """The name of what the message says."""
    return str(envelope.body.__struct_config__.tag)


def refusal_in(envelope: Envelope) -> str:
    """Why it refuses another message; empty where it refuses none."""
    return envelope.body.refusal[:32] if isinstance(envelope.body, Refused) else ""


def case_of(envelope: Envelope) -> str:
    """The case that it is about, as its owner names it; empty where there are several, or none."""
    body = envelope.body
    if isinstance(body, Open):
        try:
            return read_certificate(body.certificate)[0].case[:200]
        except NotSigned:
            return ""
    if isinstance(body, Notice):
        return body.causes[0][:200] if len(body.causes) == 1 else ""
    return str(getattr(body, "case", ""))[:200]


_VERBS = {
    "hold placed": "place",
    "hold reduced": "reduce",
    "hold confirmed": "confirm",
    "hold released": "release",
    "hold expired": "expire",
    "hold declined": "refuse",
    "refused": "refuse",
    "was refused": "refuse",
    "contradiction": "contradict",
    "voided": "void",
    "request drafted": "draft",
    "signed again": "renew",
    "over": "end",
    "forgotten": "forget",
}
"""What happens at a node, as the journal says it; what is not named here the letters say."""


def _note(decision: Decision, seat: Seat, event: Event) -> None:
    verb = _VERBS.get(event.name)
    if verb is not None:
        said = {name: value[:500].replace("\0", " ") for name, value in event.facts.items()}
        decision.enter(verb, seat, after={"event": event.name, **said})


def _set_clock(seat: Seat, state: State, at: datetime) -> None:
    """Holds here end by the same clock as everything here, and what was refused for now is said again."""
    ends = [each.lapses_at for each in state.holds.values() if each.state in PEER_HOLD_OPEN]
    ends += [each.at for own, each in state.again.items() if own in state.stopped]
    if ends:
        set_clock(KIND, seat.pk, "lapse", at=at, due_at=from_micros(min(ends)))
    else:
        stop_clocks(KIND, seat.pk, "lapse", at=at)


def look_again(number: int, act: Act) -> None:
    """A statement of an institution without a node came, or went: the case goes on from there (by a clock)."""
    question = PeerQuestion.objects.get(pk=number)
    step(
        question.seat_id,
        act.at,
        lambda site, state, now: act_in(site, state, now, lambda draft: go_on(draft, [question.name])),
        act,
    )


def let_lapse(number: int, act: Act) -> None:
    """Provisional holds whose time is over end (by a clock)."""
    step(number, act.at, _ticked, act)


def _ticked(site: Site, state: State, now: int) -> Step:
    return tick(site, state, now)
