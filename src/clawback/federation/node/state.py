"""All that a node remembers. Values only: a step makes a new state and leaves the old one as it was."""

from __future__ import annotations

from msgspec import Struct

from clawback.federation.wire.messages import Here, Report

__all__ = ["Again", "Arrival", "Engaged", "Flow", "Hold", "Left", "Owned", "Said", "Sharing", "State"]
__all__ += ["Waiting"]


class _Value(Struct, frozen=True, kw_only=True):
    pass


class Flow(_Value, frozen=True, kw_only=True):
    """What a transfer carries under one rule, in minor units by claim."""

    parts: dict[str, int]
    depth: int
    followed: bool


class Arrival(_Value, frozen=True, kw_only=True):
    """The newest notice of a transfer that comes in: who said it, and what."""

    author: str
    transfer: str
    version: int
    settled_at: int
    rules: dict[str, Flow]


class Said(_Value, frozen=True, kw_only=True):
    """The newest notice of a transfer that goes out. `certificates` are those it was sent with, by claim."""

    transfer: str
    to: str
    version: int
    rules: dict[str, Flow]
    certificates: dict[str, str]


class Again(_Value, frozen=True, kw_only=True):
    """What was refused for a reason that passes is said again at `at`; this is its try of that number."""

    tries: int
    at: int


class Waiting(_Value, frozen=True, kw_only=True):
    """A message whose effects are not all done: for which causes; `transfer` is the key in our book of a notice's."""

    to: str
    causes: list[str]
    transfer: str = ""


class Engaged(_Value, frozen=True, kw_only=True):
    """The message that engaged this node in a cause; both empty where the node is its root. `open` counts what it has
    sent for the cause and is not done."""

    author: str = ""
    message: str = ""
    open: int = 0


class Hold(_Value, frozen=True, kw_only=True):
    """A provisional hold on an account for one case. `amount` is the sum of `claims`; `most` what was placed on it on
    the `day` (UTC, since 1970; 0: that of `placed_at`) of the newest, which counts for the policy's day. `state`:
    placed, confirmed, released, expired. `basis` is its authority's."""

    case: str
    owner: str
    agent: str
    account: str
    claims: dict[str, int]
    most: int
    placed_at: int
    lapses_at: int
    state: str
    basis: str = ""
    day: int = 0

    @property
    def amount(self) -> int:
        """What it holds now, in minor units."""
        return sum(self.claims.values()) if self.state in ("placed", "confirmed") else 0


class Left(_Value, frozen=True, kw_only=True):
    """So much (`amount`, minor units) the policy leaves to a person: `why` is a name of the report's `unheld`. Held, it
    is confirmed within `period` microseconds or lapses."""

    case: str
    owner: str
    agent: str
    account: str
    amount: int
    basis: str
    period: int
    why: str


class Sharing(_Value, frozen=True, kw_only=True):
    """The newest word on a shared claim: each case that has it open, and which one it names, empty while none.

    `carrier` is the case that carried it last by the word of all. `ended` are those that did when they were over:
    whether one of them paid it nobody says.
    """

    version: int
    cases: dict[str, str]
    carrier: str = ""
    ended: list[str] = []


class Owned(_Value, frozen=True, kw_only=True):
    """A case of our own: its claims' certificates, each institution's newest report, and what is not done yet.

    `over` are claims of it of which no more is asked, `sharing` those that other cases have open too. `unconfirmed` is
    by member and hold the refusal of our confirmation. `unsettled` is by member the version of a report that another's
    case brought about, and `settled` the version up to which such is done; `voided` and `asked` go by transfer: the
    contradiction, and up to which version its debtor's side was asked.
    """

    certificates: dict[str, str] = {}
    reports: dict[str, Report] = {}
    unsettled: dict[str, int] = {}
    settled: dict[str, int] = {}
    sharing: dict[str, Sharing] = {}
    voided: dict[str, str] = {}
    asked: dict[str, int] = {}
    refused: dict[str, str] = {}
    unconfirmed: dict[str, dict[str, str]] = {}
    over: list[str] = []
    whole: bool = False


class State(_Value, frozen=True, kw_only=True):
    """`number`: messages sent. `seen`: ids of messages received, with the time after which they are dead anyway.

    `claims`: claim -> case -> certificate, in the order they came. `carriers`: claim -> case -> the case that this one
    says carries it. `arrivals`, `said`, `stopped`, `again` and `voided` go by the transfer's key in our book; `stopped`
    says why nothing more is said of it, `again` when it is all the same, `voided` names the cases whose parts in it
    count no more. `reported`: case -> version, digest and recipient of the newest report, who is empty where the case
    is not known here. `touched`: cause -> other cases that it changed here. `left` goes by the name that a hold
    there has, or would have; `declined`: case -> name -> so much of it a person left unheld. `over`: claim -> case ->
    its owner, and the time until which it is known that the case asks of it no more; `ended`: case -> the time at which
    what is kept of it is deleted. `confirming`: confirmations that may be refused still, by message: the case, its
    member, the hold.
    """

    number: int = 0
    seen: dict[str, int] = {}
    claims: dict[str, dict[str, str]] = {}
    carriers: dict[str, dict[str, str]] = {}
    arrivals: dict[str, Arrival] = {}
    said: dict[str, Said] = {}
    stopped: dict[str, str] = {}
    again: dict[str, Again] = {}
    voided: dict[str, list[str]] = {}
    reported: dict[str, list[str]] = {}
    holds: dict[str, Hold] = {}
    unheld: dict[str, dict[str, str]] = {}
    left: dict[str, Left] = {}
    declined: dict[str, dict[str, int]] = {}
    engaged: dict[str, Engaged] = {}
    touched: dict[str, list[str]] = {}
    waiting: dict[str, Waiting] = {}
    owned: dict[str, Owned] = {}
    found: dict[str, Here] = {}
    over: dict[str, dict[str, tuple[str, int]]] = {}
    ended: dict[str, int] = {}
    confirming: dict[str, tuple[str, str, str]] = {}
