"""Which cases look as they did at their last report: a step makes the reports of the others alone.

What is remembered saves time, and nothing else depends on it: it is what a report is made from, and what it came to.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary, ref

from clawback.federation.book import Book
from clawback.federation.node.draft import Draft
from clawback.federation.settled import Settled

__all__ = ["digests_known"]

_Parts = Mapping[str, int]


@dataclass(frozen=True, kw_only=True)
class _Seen:
    """All that reports are made from. `site` is of values, and of no more than a weak reference to what may be the book
    itself: what is remembered of a book is to end with it."""

    site: tuple[Any, ...]
    case_of: Mapping[str, str]
    settled: Mapping[str, Settled]
    arrivals: Mapping[str, Any]
    said: Mapping[str, Any]
    stopped: Mapping[str, str]
    holds: Mapping[str, Any]
    unheld: Mapping[str, Mapping[str, str]]


@dataclass
class _Memory:
    seen: _Seen
    digests: dict[str, str]


_memories: WeakKeyDictionary[Book, _Memory] = WeakKeyDictionary()


def digests_known(draft: Draft, case_of: Mapping[str, str]) -> dict[str, str]:
    """By case the digest of its report, where what the report is made from is what it was; whoever makes another puts
    its digest there. `case_of`: claim -> case."""
    book = draft.site.book
    if book is None or draft.site.reveal:  # a laboratory's report tells of all cases
        return {}
    now, before = _seen(draft, case_of), _memories.get(book)
    if before is None or (before.seen.site, before.seen.settled.keys()) != (now.site, now.settled.keys()):
        digests = {}
    else:
        touched = set(_touched(before.seen, now))
        digests = {case: digest for case, digest in before.digests.items() if case not in touched}
    _memories[book] = _Memory(seen=now, digests=digests)
    return digests


def _seen(draft: Draft, case_of: Mapping[str, str]) -> _Seen:
    site = draft.site
    return _Seen(
        site=(site.name, site.currency, site.members, ref(site.keys), site.exits, site.token_key),
        case_of=dict(case_of),
        settled=dict(draft.settled),
        arrivals=dict(draft.arrivals),
        said=dict(draft.said),
        stopped=dict(draft.stopped),
        holds=dict(draft.holds),
        unheld=dict(draft.unheld),
    )


def _touched(before: _Seen, now: _Seen) -> Iterator[str]:
    """The cases of which something is another."""
    for claim in {*_changed(before.case_of, now.case_of), *_claims(before, now)}:
        yield from (seen.case_of[claim] for seen in (before, now) if claim in seen.case_of)
    for name in _changed(before.holds, now.holds):
        yield from (seen.holds[name].case for seen in (before, now) if name in seen.holds)
    yield from _changed(before.unheld, now.unheld)


def _claims(before: _Seen, now: _Seen) -> Iterator[str]:
    """The claims whose parts stand, came in or went out otherwise, or are told on otherwise."""
    for own in _changed(before.arrivals, now.arrivals):
        for seen in (before, now):
            if own in seen.arrivals:
                yield from (claim for flow in seen.arrivals[own].rules.values() for claim in flow.parts)
    told = {*_changed(before.said, now.said), *_changed(before.stopped, now.stopped)}
    for rule, found in now.settled.items():
        earlier = before.settled[rule]
        yield from _changed(earlier.traced, found.traced)
        yield from _of_changed(earlier.standing, found.standing)
        yield from _of_changed(earlier.ended, found.ended)
        for own in {*_changed(earlier.outgoing, found.outgoing), *told}:
            for each in (earlier, found):
                if own in each.outgoing:
                    yield from each.outgoing[own].parts


def _of_changed(before: Mapping[Any, _Parts], now: Mapping[Any, _Parts]) -> Iterator[str]:
    for place in _changed(before, now):
        yield from before.get(place, ())
        yield from now.get(place, ())


def _changed(before: Mapping[Any, Any], now: Mapping[Any, Any]) -> Iterable[Any]:
    """Keys of what is another, or only in one of them; most values are the same ones, which is seen at once."""
    gone = before.keys() - now.keys()
    return [
        *gone,
        *(key for key, each in now.items() if each is not (was := before.get(key)) and each != was),
    ]
