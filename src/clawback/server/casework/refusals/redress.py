"""Refusals about notices, objections, and what an agent says later."""

from __future__ import annotations

from clawback.server.people.refusals import Refusal

__all__ = [
    "AmendmentDue",
    "AmendmentGiven",
    "AmendmentOver",
    "BeyondTheBasis",
    "NoticeDue",
    "NoticeGiven",
    "NoticeWithheld",
    "ObjectedAlready",
    "ObjectionDismissed",
    "ObjectionOpen",
    "ObjectionPartlyUpheld",
    "ObjectionSuspends",
    "ObjectionUpheld",
    "ObjectionWithdrawn",
    "ReleaseAsked",
    "ReleaseDeclined",
    "ReleaseGone",
    "ReleaseGranted",
    "ValueGivenAccepted",
    "ValueGivenNoted",
    "ValueGivenOpen",
    "ValueGivenSetAside",
]


class NoticeWithheld(Refusal):
    """The holder may not be told yet."""


class NoticeDue(Refusal):
    """The holder is to be told, and was not told yet."""


class NoticeGiven(Refusal):
    """The holder was told."""


class AmendmentDue(Refusal):
    """The holder is to be told what changed."""


class AmendmentGiven(Refusal):
    """The holder was told what changed."""


class AmendmentOver(Refusal):
    """The hold ended: there is nothing to amend."""


class ObjectionSuspends(Refusal):
    """An objection bars the return of what is held until it is decided."""


class ObjectionOpen(Refusal):
    """The objection waits for its decision."""


class ObjectionUpheld(Refusal):
    """The objection was upheld."""


class ObjectionPartlyUpheld(Refusal):
    """The objection was upheld in part."""


class ObjectionDismissed(Refusal):
    """The objection was dismissed."""


class ObjectionWithdrawn(Refusal):
    """The objection was withdrawn."""


class ObjectedAlready(Refusal):
    """An objection of this holder waits for its decision already."""


class ValueGivenOpen(Refusal):
    """The agent's word that value was given runs its time."""


class ValueGivenAccepted(Refusal):
    """The agent's word that value was given ended the hold."""


class ValueGivenSetAside(Refusal):
    """The agent's word that value was given was set aside, with reasons."""


class ValueGivenNoted(Refusal):
    """The agent's word that value was given is noted: this basis gives it no effect."""


class ReleaseAsked(Refusal):
    """The release is asked for, and not answered yet."""


class ReleaseGranted(Refusal):
    """The release was granted."""


class ReleaseDeclined(Refusal):
    """The release was declined."""


class ReleaseGone(Refusal):
    """Nothing is left to let go: the release is asked of nobody any more."""


class BeyondTheBasis(Refusal):
    """The agent refused the same as beyond the basis, and no fact is new."""
