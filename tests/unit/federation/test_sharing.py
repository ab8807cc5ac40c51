"""What an owner keeps of a shared claim: who carried it by the word of all until it was over, in whatever order that
is heard."""

from __future__ import annotations

from itertools import permutations

import pytest

from clawback.federation.node.sharing import heard
from clawback.federation.node.state import Sharing
from clawback.federation.wire.messages import Shared

OURS, B, C = "ours/1", "theirs/2", "others/3"


def after(*said: dict[str, str], order: tuple[int, ...] | None = None) -> Sharing:
    known: Sharing | None = None
    for place in order or range(len(said)):
        known = heard(known, Shared(claim="T0", version=place + 1, cases=said[place]))
    assert known is not None
    return known


@pytest.mark.parametrize(
    ("said", "ended"),
    [
        ([{OURS: B, B: ""}, {OURS: ""}], []),
        ([{OURS: OURS, B: OURS}, {OURS: OURS}], []),
        ([{OURS: B, B: B}, {OURS: OURS, B: OURS}, {OURS: OURS}], []),
        ([{OURS: B, B: B}, {OURS: ""}], [B]),
        ([{OURS: B, B: B}, {OURS: OURS, B: B}, {OURS: OURS}], [B]),
        ([{OURS: B, B: B}, {OURS: ""}, {OURS: OURS, C: OURS}], [B]),
        ([{OURS: B, B: B, C: B}, {OURS: "", C: ""}, {OURS: C, C: C}, {OURS: ""}], [B, C]),
    ],
)
def test_the_last_carrier_is_kept_once_it_is_over(said: list[dict[str, str]], ended: list[str]) -> None:
    assert sorted(after(*said).ended) == sorted(ended)


def test_in_whatever_order_it_is_heard_no_carrier_is_lost() -> None:
    said = [{OURS: "", B: ""}, {OURS: B, B: ""}, {OURS: B, B: B}, {OURS: ""}]
    for order in permutations(range(4)):
        found = after(*said, order=order)
        assert (found.version, found.cases, found.ended) == (4, {OURS: ""}, [B])


def test_what_was_kept_before_carriers_were_is_read_as_it_stands() -> None:
    known = Sharing(version=3, cases={OURS: B, B: B})
    assert heard(known, Shared(claim="T0", version=4, cases={OURS: ""})).ended == [B]
