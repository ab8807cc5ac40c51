"""Refusals about activation, broken glass, exports, and quarantine."""

from __future__ import annotations

from clawback.server.people.refusals import Refusal

__all__ = [
    "ActivatedAlready",
    "EnquiryAnswered",
    "ExportApproved",
    "ExportNotApproved",
    "GlassBrokenAlready",
    "GlassMended",
    "GlassNoted",
    "InQuarantine",
    "NotInQuarantine",
]


class ActivatedAlready(Refusal):
    """This counsel activated the basis before, or its text was read and needs no activation."""


class GlassBrokenAlready(Refusal):
    """The member is in the case already, assigned or with the glass broken."""


class GlassMended(Refusal):
    """The time in the case is over."""


class GlassNoted(Refusal):
    """Somebody with that role took note of it."""


class ExportNotApproved(Refusal):
    """More than a few cases: another member approves first."""


class ExportApproved(Refusal):
    """The export was approved, or needs no approval."""


class InQuarantine(Refusal):
    """After a restore: nothing is sent before two members let it go on."""


class NotInQuarantine(Refusal):
    """Nothing was restored, or it goes on already."""


class EnquiryAnswered(Refusal):
    """The agent answered it before."""
