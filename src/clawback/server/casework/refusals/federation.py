"""Refusals about peers, and of the guard at a border."""

from __future__ import annotations

from clawback.server.people.refusals import Refusal

__all__ = [
    "CarrierEnded",
    "ClaimShared",
    "GuardRefuses",
    "LetterWithdrawn",
    "NoKindOfScam",
    "NoPeer",
    "NotShared",
    "NothingLeft",
]
__all__ += ["PeerRefuses", "PeersAsked"]


class ClaimShared(Refusal):
    """Another owner's case traces a claim of it too, and not all say that ours carries it."""


class CarrierEnded(ClaimShared):
    """Another owner's case carried it and is over, and nobody said that it did not pay."""


class LetterWithdrawn(Refusal):
    """The letter to the authority abroad was withdrawn."""


class NotShared(Refusal):
    """No other owner's case traces this claim."""


class GuardRefuses(Refusal):
    """It does not cross the border; it names the article."""


class NoKindOfScam(GuardRefuses):
    """The report names no kind of scam, and nothing is asked for without a listed one: name it first."""


class NoPeer(Refusal):
    """No peer can trace a claim of this case."""


class PeersAsked(Refusal):
    """The peers were asked this before."""


class NothingLeft(Refusal):
    """Nothing of it waits for a person, or stands there any more."""


class PeerRefuses(Refusal):
    """The node refuses it, by a name of the protocol."""
