"""May this message come in at all? Size, version, form, key, author, recipient, time, and whether it is here."""

from __future__ import annotations

import msgspec

from clawback.clock import parse_time
from clawback.errors import TimeError
from clawback.federation.node.draft import LIFETIME
from clawback.federation.node.site import Site
from clawback.federation.node.state import State
from clawback.federation.refusals import Refusal, RefusedError
from clawback.federation.trust.members import Members
from clawback.federation.wire.canonical import NotCanonical
from clawback.federation.wire.envelope import LONGEST, Envelope, id_of, is_later_type, is_our_type, read
from clawback.federation.wire.jws import NotSigned, Signed, parse, verify

__all__ = ["admit", "check_signed", "read_kept"]

_CLOCKS_DIFFER = 5 * 60 * 1_000_000


def admit(site: Site, state: State, text: str, now: int) -> tuple[str, Envelope]:
    """The message's id and what it says, of one that may come in. Raises RefusedError, changes nothing."""
    found, envelope = check_signed(site.members, text, now)
    if envelope.recipient != site.name:
        raise RefusedError(Refusal.WRONG_RECIPIENT)
    _check_times(envelope, now)
    message = id_of(found.payload)
    if message in state.seen:
        raise RefusedError(Refusal.REPLAY)
    return message, envelope


def check_signed(members: Members, text: str, now: int) -> tuple[Signed, Envelope]:
    """A message that a member signed, of our version. Raises RefusedError."""
    if len(text) > LONGEST:
        raise RefusedError(Refusal.OVERSIZED, f"{len(text)} bytes are more than {LONGEST}")
    try:
        found = parse(text)
        if is_later_type(found.kind):
            raise RefusedError(Refusal.FUTURE_VERSION, found.kind)
        if not is_our_type(found.kind):
            raise RefusedError(Refusal.NOT_A_MESSAGE, "the header's typ is another")
        author = next((each for each in members.members if each.key(found.key_id, now)), None)
        public = None if author is None else author.key(found.key_id, now)
        if author is None or public is None:
            raise RefusedError(Refusal.UNKNOWN_KEY)
        _verify(found, public)
        envelope = read(found.payload)
    except (NotSigned, NotCanonical, msgspec.ValidationError) as error:
        raise RefusedError(Refusal.NOT_A_MESSAGE, str(error)[:200]) from None
    if envelope.author != author.name:
        raise RefusedError(Refusal.NOT_THE_AUTHOR)
    return found, envelope


def read_kept(text: str) -> Envelope:
    """What a message says that came through the gate before: its key was good then, whatever is of it since."""
    return read(parse(text).payload)


def _verify(found: Signed, public: bytes) -> None:
    try:
        verify(found, public)
    except NotSigned:
        raise RefusedError(Refusal.BAD_SIGNATURE) from None


def _check_times(envelope: Envelope, now: int) -> None:
    try:
        sent_at, until = parse_time(envelope.sent_at), parse_time(envelope.until)
    except TimeError as error:
        raise RefusedError(Refusal.NOT_A_MESSAGE, error.reason) from None
    if sent_at > now + _CLOCKS_DIFFER:
        raise RefusedError(Refusal.TOO_EARLY, envelope.sent_at)
    if until <= now or until > sent_at + LIFETIME:
        raise RefusedError(Refusal.EXPIRED, envelope.until)
