"""Peers of the federation: their page, what a case asks of them, and what they hold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from tests.integration.server.addresses.cases import CASE
from tests.integration.server.addresses.line import Expected, Line, deed, page

if TYPE_CHECKING:
    from clawback.server.people.facts import Subject
    from tests.integration.server.addresses.stage import Stage

__all__ = ["ADDRESSES"]


def _of_hold(stage: Stage) -> tuple[Mapping[str, object], Subject]:
    """A provisional hold is seen by whom its question is."""
    from clawback.server.casework.federation.asking import of_question

    hold = stage.records["peer hold"]
    return {"number": hold.pk}, of_question(hold.question)


_QUESTION: Final = page("peer question", "federation.asking:of_question")
_HOLD: Final = Line(verbs=("see",), of=_of_hold)
_OF_HOLD: Final = "federation.holding:of_peer_hold"

_OF_HERE: Final = "subjects:of_hold_for_peer"
_HERE: Final = page("hold for a peer", _OF_HERE)


def _here(may: str) -> Line:
    return deed(may, "hold for a peer", _OF_HERE, on=_HERE, post={"reason": "a shop"}, done=False)


_OF_LETTER: Final = "federation.writing_abroad:of_letter"
_LETTER: Final = page("letter abroad", _OF_LETTER)


def _letter(may: str) -> Line:
    return deed(may, "letter abroad", _OF_LETTER, on=_LETTER, post={"words": "passed on"}, done=False)


ADDRESSES: Final[dict[str, Expected]] = {
    "federation": Line(verbs=("see",), kind="federation"),
    "peers-draft": deed("draft", "case", "federation.asking:of_new_question", on=CASE, done=False),
    "peer-question": _QUESTION,
    "peers-approve": deed(
        "approve", "peer question", "federation.asking:of_question", on=_QUESTION, done=False
    ),
    "peers-carry": deed("carry", "peer question", "federation.asking:of_question", on=_QUESTION, done=False),
    "peers-free": deed(
        "free",
        "peer question",
        "federation.asking:of_question",
        on=_QUESTION,
        post={"reason": "they say so"},
        done=False,
    ),
    "letter-abroad": _LETTER,
    **{f"letter-abroad-{verb}": _letter(verb) for verb in ("approve", "send", "answer", "withdraw")},
    "peer-hold": _HOLD,
    "peer-hold-confirm": deed("confirm", "peer hold", _OF_HOLD, on=_HOLD, done=False),
    "peer-hold-release": deed("release", "peer hold", _OF_HOLD, on=_HOLD, done=False),
    **dict.fromkeys(
        (
            "api-v1:holds_for_peers",
            "api-v1:hold_for_a_peer",
            "api-v1:place_what_is_left",
            "api-v1:refuse_what_is_left",
            "api-v1:release_hold_for_a_peer",
            "api-v1:holder_was_told",
        ),
        "token",
    ),
    "holds-for-peers": Line(verbs=("see",), kind="hold for a peer", put_to=True),
    "hold-for-a-peer": _HERE,
    **{f"hold-for-a-peer-{verb}": _here(verb) for verb in ("place", "refuse", "release", "tell")},
}
