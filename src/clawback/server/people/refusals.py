"""Refusals of decisions about people; each is an error of its own."""

from __future__ import annotations

from clawback.errors import InputError

__all__ = [
    "AdministratorHasNoOtherRole",
    "CodeTaken",
    "ContactChanged",
    "InvitationOver",
    "NotARoleOfThisKind",
    "NotAllowed",
    "NotOurMatter",
    "Refusal",
    "RoleAlreadyGranted",
    "RoleHeldAlready",
    "SetUpAlready",
    "SuspendedAlready",
    "WrongCode",
]


class Refusal(InputError):
    """A decision was refused, and nothing was changed."""


class NotAllowed(Refusal):
    """The member may not do this to that."""


class NotARoleOfThisKind(Refusal):
    """The organisation's kind has no such role."""


class AdministratorHasNoOtherRole(Refusal):
    """An administrator would get another role, or someone with a role would become administrator."""


class RoleHeldAlready(Refusal):
    """The member has the role, or it is asked for already."""


class RoleAlreadyGranted(Refusal):
    """The wish was granted, or ended, before."""


class SetUpAlready(Refusal):
    """There is an administrator already: the one-time code does nothing any more."""


class WrongCode(Refusal):
    """The code is not the one that was given."""


class InvitationOver(Refusal):
    """The one-time code was used, or its time is over: an administrator makes another."""


class CodeTaken(Refusal):
    """Another organisation or member has that short name."""


class SuspendedAlready(Refusal):
    """The member is suspended, or is not, already."""


class NotOurMatter(Refusal):
    """A member, or their kin, has an interest in an account of it: it is another organisation's matter."""


class ContactChanged(Refusal):
    """The wish for another contact was approved, or another took its place."""
