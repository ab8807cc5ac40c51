"""When all that a message brought about is done (Dijkstra and Scholten, Termination detection, 1980).

For each cause: the first message engages a node, and is acknowledged last, when nothing that the node sent for the
cause is open; every other is acknowledged as soon as it has taken effect. So the owner, who began, has nothing open
only when nothing is under way anywhere.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from clawback.federation.node.draft import Draft
from clawback.federation.node.owning import take_settled
from clawback.federation.node.state import Engaged
from clawback.federation.wire.messages import Acks, Settled

__all__ = ["done", "engage", "finish", "take_acks"]


def engage(draft: Draft, message: str, author: str, causes: Iterable[str]) -> None:
    """A message with causes has come in and will take effect in this step."""
    for cause in causes:
        draft.causes.add(cause)
        if cause in draft.engaged:
            draft.acks.append((author, message, cause))
        else:
            draft.engaged[cause] = Engaged(author=author, message=message)


def take_acks(draft: Draft, author: str, acks: Acks) -> None:
    """What was sent is done, for these causes. Of a message that we do not wait for, or of another: nothing."""
    for message, causes in acks.messages.items():
        done(draft, message, author, causes)


def done(draft: Draft, message: str, author: str, causes: Iterable[str] | None = None) -> None:
    """A message of ours is done for these causes, or for all."""
    waiting = draft.waiting.get(message)
    if waiting is None or waiting.to != author:
        return
    over = [cause for cause in waiting.causes if causes is None or cause in causes]
    for cause in over:
        engaged = draft.engaged[cause]
        draft.engaged[cause] = replace(engaged, open=engaged.open - 1)
    left = [cause for cause in waiting.causes if cause not in over]
    if left:
        draft.waiting[message] = replace(waiting, causes=left)
    else:
        del draft.waiting[message]


def finish(draft: Draft) -> list[str]:
    """Acknowledges what is done. Returns the causes that this node began and that are whole now."""
    whole = []
    settled: set[str] = set()
    for cause, engaged in list(draft.engaged.items()):
        if engaged.open:
            continue
        del draft.engaged[cause]
        settled.update(draft.touched.pop(cause, ()))
        if engaged.message:
            draft.acks.append((engaged.author, engaged.message, cause))
        else:
            whole.append(cause)
    for case in sorted(settled):
        _tell_settled(draft, case)
    _send_acks(draft)
    return whole


def _tell_settled(draft: Draft, case: str) -> None:
    version, _, owner = draft.reported[case]
    said = Settled(case=case, version=int(version))
    if not owner:
        return  # somebody asked of a case that is not known here
    if owner == draft.site.name:
        take_settled(draft, owner, said)
    else:
        draft.send(owner, said)


def _send_acks(draft: Draft) -> None:
    by_author: dict[str, dict[str, list[str]]] = {}
    for author, message, cause in draft.acks:
        by_author.setdefault(author, {}).setdefault(message, []).append(cause)
    draft.acks.clear()
    for author in sorted(by_author):
        draft.send(author, Acks(messages=by_author[author]))
