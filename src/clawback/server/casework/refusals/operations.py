"""Refusals about operations and the links in them."""

from __future__ import annotations

from clawback.server.people.refusals import Refusal

__all__ = ["LinkCutAlready", "LinkNotCut", "OperationEnded", "OperationProposed", "OperationWorked"]


class OperationProposed(Refusal):
    """Linking proposes it, and nobody took it up yet."""


class OperationWorked(Refusal):
    """Somebody took it up."""


class OperationEnded(Refusal):
    """Nothing links its reports any more."""


class LinkCutAlready(Refusal):
    """A person cut the two before."""


class LinkNotCut(Refusal):
    """Nobody cut the two, or the cut was taken back."""
