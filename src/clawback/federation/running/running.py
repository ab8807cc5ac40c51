"""One node that runs."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from dataclasses import replace
from time import monotonic

from clawback import clock
from clawback.federation.node import machine
from clawback.federation.node.draft import Draft, Event, Outgoing, Step
from clawback.federation.node.gate import admit, read_kept
from clawback.federation.node.site import Site
from clawback.federation.node.state import State
from clawback.federation.refusals import Refusal, RefusedError
from clawback.federation.running.posting import Answer, Postbox
from clawback.federation.running.server import Door, check_reveal
from clawback.federation.running.store import Store
from clawback.federation.trust.members import Members
from clawback.federation.wire.envelope import Envelope

__all__ = ["RunningNode"]

_TICK = 60.0


class RunningNode:
    """A node with an address. Messages are kept as they come, taken together by one thread, and answered after that.

    `happened(event)` is called for each event, in that thread.
    """

    def __init__(
        self,
        site: Site,
        store: Store,
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        now: clock.Clock = clock.now,
        happened: Callable[[Event], None] = lambda event: None,
    ) -> None:
        check_reveal(site.reveal, host)
        self.site, self._store, self._clock, self._happened = site, store, now, happened
        kept = store.load()
        self.state: State = kept.state
        self._inbox: dict[str, Envelope] = {}
        self._again, self._outbox = kept.inbox, kept.outbox
        self._postboxes: dict[str, Postbox] = {}
        self._change = threading.Condition(threading.RLock())
        self._stopped = False
        self.failure: BaseException | None = None
        self._door = Door(self._take, host, port)
        self.address = self._door.address
        self._thread = threading.Thread(target=self._run, name=f"node {site.name}", daemon=True)

    def start(self, members: Members | None = None) -> None:
        """Listens, and goes on with what was kept; `members` is the list with this node's own address."""
        if members is not None:
            self.site = replace(self.site, members=members)
        for message, text in self._again.items():
            self._inbox[message] = read_kept(text)
        for each in self._outbox:
            self._post(each)
        self._thread.start()
        self._door.open()

    def stop(self) -> None:
        """Stops at once; what was kept is kept."""
        self._door.close()
        with self._change:
            self._stopped = True
            self._change.notify_all()
            boxes = list(self._postboxes.values())
        if self._thread.is_alive():
            self._thread.join()
        for box in boxes:
            box.stop()

    def now(self) -> int:
        """The time, in microseconds since 1970."""
        return clock.to_micros(self._clock())

    def act(self, what: Callable[[Draft], object]) -> None:
        """A deed of the node's own people. Raises RefusedError."""
        with self._change:
            now = self.now()
            self._keep(machine.act(self.site, self.state, now, what), (), now)

    def renew(self, members: Members) -> None:
        """Goes on with a newer list of members."""
        with self._change:
            self.site = replace(self.site, members=members)
            now = self.now()
            self._keep(machine.tick(self.site, self.state, now), (), now)

    def wait(self, until: Callable[[State], bool], seconds: float | None = None) -> bool:
        """Waits for a state; False where it did not come in time. Raises what stopped the node."""
        end = None if seconds is None else monotonic() + seconds
        with self._change:
            while not until(self.state):
                if self.failure is not None:
                    raise self.failure
                left = None if end is None else end - monotonic()
                if left is not None and left <= 0:
                    return False
                self._change.wait(left)
            return True

    def _take(self, text: str) -> None:
        """Keeps a message that may come in. Raises RefusedError."""
        with self._change:
            now = self.now()
            try:
                message, envelope = admit(self.site, self.state, text, now)
                if message in self._inbox:
                    raise RefusedError(Refusal.REPLAY)
            except RefusedError as error:
                self._store.refused(text, error.refusal.text, now)
                self._happened(Event(name="refused at the gate", facts={"refusal": error.refusal.text}))
                raise
            self._store.came(message, text, now)
            self._inbox[message] = envelope
            self._change.notify_all()

    def _run(self) -> None:
        try:
            while self._step():
                pass
        except BaseException as error:  # noqa: BLE001 - whoever waits for this node raises it
            with self._change:
                self.failure = error
                self._change.notify_all()

    def _step(self) -> bool:
        with self._change:
            if not self._inbox and not self._stopped:
                self._change.wait(_TICK)
            if self._stopped:
                return False
            taken, now = dict(self._inbox), self.now()
            if taken:
                step = machine.take(self.site, self.state, taken.items(), now)
            else:
                step = machine.tick(self.site, self.state, now)
            self._inbox.clear()
            self._keep(step, taken, now)
        return True

    def _keep(self, step: Step, taken: Iterable[str], now: int) -> None:
        self._store.keep(step, taken, now)
        self.state = step.state
        for event in step.events:
            self._happened(event)
        for each in step.outgoing:
            self._post(each)
        self._change.notify_all()

    def _post(self, message: Outgoing) -> None:
        member = self.site.members.get(message.to)
        if member is None:
            return
        if message.to not in self._postboxes:
            self._postboxes[message.to] = Postbox(member.address, self._received)
        self._postboxes[message.to].put(message)

    def _received(self, message: Outgoing, answer: Answer) -> None:
        """It is with its recipient, or its gate refuses it for good."""
        with self._change:
            if self._stopped:
                return
            self._store.received(message.id)
            if answer.refusal and answer.refusal != Refusal.REPLAY.text:
                self.act(lambda draft: machine.refused_at_gate(draft, message, answer.refusal, answer.words))
