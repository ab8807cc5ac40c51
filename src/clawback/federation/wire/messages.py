"""What nodes say to one another, one type a kind. Amounts are decimal texts of the claim's currency, times RFC 3339.

A *cause* is the case whose trace brought a message about; a message that has causes is acknowledged for each of them
when all that it brought about in turn is acknowledged (ending.py).
"""

from __future__ import annotations

from msgspec import Struct

__all__ = [
    "Acks",
    "Ask",
    "Away",
    "Body",
    "Carried",
    "Carries",
    "Confirm",
    "Find",
    "Found",
    "HeldRow",
    "Here",
    "Known",
    "Notice",
    "Open",
    "Over",
    "Parts",
    "Position",
    "Refused",
    "Release",
    "Report",
    "Revealed",
    "RuleReport",
    "Settled",
    "Shared",
    "Void",
]

Parts = dict[str, str]
"""claim -> amount. A claim is named by the key of the transfer that was reported."""


class _Said(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind"):
    pass


class _Part(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    pass


class Open(_Said, frozen=True, kw_only=True, tag="open"):
    """Owner -> node: a claim starts at you. `certificate` is signed by the owner (trust/certificates.py)."""

    causes: list[str]
    certificate: str


class Carried(_Part, frozen=True, kw_only=True):
    """What a transfer carries under one rule, the debtor's depth, and whether the debtor's side follows it."""

    parts: Parts
    depth: int
    followed: bool


class Notice(_Said, frozen=True, kw_only=True, tag="notice"):
    """Node -> node: of the transfer with this key, these parts are claims. The highest version counts.

    `rules` has an entry for each rule under which something of a claim is carried; none: nothing any more.
    `certificates` has one for each claim in `rules`.
    """

    causes: list[str]
    transfer: str
    settled_at: str
    version: int
    rules: dict[str, Carried]
    certificates: dict[str, str]


class Position(_Part, frozen=True, kw_only=True):
    """So much of so many claims, of one kind, at this account (a token, but between nodes that reveal)."""

    agent: str
    account: str
    position: str
    parts: Parts


class Known(_Part, frozen=True, kw_only=True):
    """What a transfer between two institutions carries, as one of them knows it: `agent` is the other one's, `version`
    that of the notice (0: it was never sent)."""

    agent: str
    account: str
    version: int
    parts: Parts


class Away(_Part, frozen=True, kw_only=True):
    """What a transfer to an institution without a node carries: `amount` is all of it, `depth` its debtor's, `fate` the
    kind of position that it is there while nobody stands in for that institution: awaiting, exit, unfollowed."""

    agent: str
    account: str
    parts: Parts
    depth: int
    fate: str
    settled_at: str
    amount: str


class RuleReport(_Part, frozen=True, kw_only=True):
    """What an institution finds under one rule, of the claims of one case. `received`, `sent` and `away` are by
    transfer."""

    traced: Parts
    positions: list[Position]
    received: dict[str, Known]
    sent: dict[str, Known]
    away: dict[str, Away]


class HeldRow(_Part, frozen=True, kw_only=True):
    """A provisional hold. `state`: placed, confirmed, released, expired."""

    account: str
    agent: str
    claims: Parts
    placed_at: str
    lapses_at: str
    state: str


class Revealed(_Part, frozen=True, kw_only=True):
    """What only nodes on loopback tell: every transfer that carries claims out of an account here, by rule; the order
    of all that are known here (id, time); and of each account how its opening was had, and whether its order is
    known."""

    transfers: dict[str, dict[str, Parts]]
    order: list[list[str]]
    accounts: dict[str, list[str]]


class Report(_Said, frozen=True, kw_only=True, tag="report"):
    """Node -> owner: all that is found here of the case; the highest version counts.

    `stopped` names transfers whose notice was refused or does not settle, with the refusal; `unheld` says why no hold
    stands where the certificate has an authority (the names of policy.py), by account.
    """

    causes: list[str]
    case: str
    version: int
    rules: dict[str, RuleReport]
    holds: dict[str, HeldRow]
    unheld: dict[str, str]
    stopped: dict[str, str]
    revealed: Revealed | None = None


class Ask(_Said, frozen=True, kw_only=True, tag="ask"):
    """Owner -> node: report on the case, though nothing changed."""

    causes: list[str]
    case: str


class Acks(_Said, frozen=True, kw_only=True, tag="acks"):
    """Messages, by id, and for which of their causes all that they brought about is done."""

    messages: dict[str, list[str]]


class Settled(_Said, frozen=True, kw_only=True, tag="settled"):
    """Node -> owner: what changed here because of another's case is done; counts from that version of the report."""

    case: str
    version: int


class Refused(_Said, frozen=True, kw_only=True, tag="refused"):
    """The message with that id is refused, and nothing was changed. `refusal` is a name of refusals.py."""

    message: str
    refusal: str
    words: str


class Shared(_Said, frozen=True, kw_only=True, tag="shared"):
    """Node -> owners: this claim is open in several cases; nothing more is held for it until all name the same one.

    `cases` has each of them and the case that it names, empty while it names none; one alone: it is shared no more. The
    highest `version` counts.
    """

    claim: str
    version: int
    cases: dict[str, str]


class Carries(_Said, frozen=True, kw_only=True, tag="carries"):
    """Owner -> node: that case carries the shared claim."""

    causes: list[str]
    claim: str
    case: str


class Void(_Said, frozen=True, kw_only=True, tag="void"):
    """Owner -> node: what was said of these transfers is contradicted; forget what they carry of the case, and end
    the holds behind it."""

    causes: list[str]
    case: str
    transfers: list[str]
    words: str


class Over(_Said, frozen=True, kw_only=True, tag="over"):
    """Owner -> node: these claims of the case are over. What is held for them is let go, what they carry is nobody's
    claim any more, and what was kept of them is deleted as the node's policy says."""

    causes: list[str]
    case: str
    claims: list[str]


class Confirm(_Said, frozen=True, kw_only=True, tag="confirm"):
    """Owner -> node: an approver stands behind the provisional hold; it lasts until the owner ends it, at the latest
    until its certificate is over."""

    case: str
    hold: str
    approver: str


class Release(_Said, frozen=True, kw_only=True, tag="release"):
    """Owner -> node: end this hold."""

    case: str
    hold: str


class Find(_Said, frozen=True, kw_only=True, tag="find"):
    """Owner -> node, on loopback only: which of these transfers do you have?"""

    transfers: list[str]


class Found(_Part, frozen=True, kw_only=True):
    """A transfer as one book has it; `debtor` and `creditor` tell whether their accounts are kept here."""

    settled_at: str
    amount: str
    debtor: bool
    creditor: bool


class Here(_Said, frozen=True, kw_only=True, tag="here"):
    """Node -> owner, on loopback only: those that were asked for, in the order of the book, and whose book it is."""

    transfers: dict[str, Found]
    order: list[str]
    snapshot: str
    currency: str
    notes: list[str]


Body = (
    Open
    | Notice
    | Report
    | Ask
    | Acks
    | Settled
    | Refused
    | Shared
    | Carries
    | Void
    | Over
    | Confirm
    | Release
    | Find
    | Here
)
