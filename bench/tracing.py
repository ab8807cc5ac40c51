"""One trace, beside what others need to say no more than where money may have gone."""

from __future__ import annotations

from typing import Any

import numpy as np

from bench.child import Failed, run_alone
from bench.lines import Line, power, seconds, spread
from bench.places import Place

__all__ = ["beside_peers", "rules", "same_walk", "traced"]

_COUNTS = {"typical": 1000, "hub": 300}
_WHAT = {
    "typical": "one trace, claims as they come (5 hops, 24 h, 500 transfers): median, p99, worst",
    "hub": "the same, claims paid to one of the 100 largest accounts",
}
_LIMITS = {"typical": "median < 2 ms, worst < 10 ms", "hub": "worst < 10 ms"}
_ASKED = 24


def traced(place: Place) -> tuple[list[Line], dict[str, Any]]:
    """Lines, and by sort of claim what `walks.trace` answers."""
    lines, found = [], {}
    for sort, count in _COUNTS.items():
        answer = run_alone(
            "walks:trace", ledger=place.path("ledger"), sort=sort, count=count, seed=place.seed
        )
        found[sort] = answer
        lines += _lines(place, sort, answer)
    return lines, found


def _lines(place: Place, sort: str, answer: dict[str, Any]) -> list[Line]:
    n, times = place.transfers, spread(answer["times"])
    follows = np.percentile([len(ids) for ids in answer["followed"]], (50, 90, 100))
    share = float(np.median(np.array(answer["kernel"]) / np.array(answer["times"])))
    return [
        Line(
            what=_WHAT[sort],
            transfers=n,
            clawback=str(times),
            limit=_LIMITS[sort],
            met=times.worst < 10e-3 and (sort != "typical" or times.median < 2e-3),
        ),
        Line(
            what="- transfers followed (median, p90, most); share of the time in the kernel",
            transfers=n,
            clawback=f"{follows[0]:.0f}, {follows[1]:.0f}, {follows[2]:.0f}; {share:.0%}",
        ),
        Line(
            what="- the first time, pages not in memory's map yet",
            transfers=n,
            clawback=str(spread(answer["first"])),
        ),
    ]


def rules(place: Place, answer: dict[str, Any]) -> list[Line]:
    """All five rules beside one, over the same claims."""
    found = run_alone("walks:all_rules", ledger=place.path("ledger"), ids=answer["ids"][:300])
    ratio = sum(found["all"]) / sum(found["one"])
    return [
        Line(
            what="all five rules: median, p99, worst",
            transfers=place.transfers,
            clawback=str(spread(found["all"])),
            ratio=f"{ratio:.1f} times one rule (all claims together)",
            limit="< 5 times one rule",
            met=ratio < 5,
        )
    ]


def same_walk(small: Place, large: Place) -> list[Line]:
    """The walk in a ledger that is larger by transfers among other accounts."""
    paths = {"small": small.path("ledger"), "large": large.path("ledger")}
    found = run_alone("walks:same", **paths, count=1000, seed=small.seed)
    ratio = sum(found["large"]) / sum(found["small"])
    return [
        Line(
            what=f"the same walk ({len(found['small'])} of {found['drawn']} claims are) as in {power(small.transfers)}",
            transfers=large.transfers,
            clawback=" against ".join(seconds(float(np.mean(found[size]))) for size in ("large", "small")),
            ratio=f"{ratio:.2f} times",
            limit="< 1.5 times",
            met=ratio < 1.5,
        )
    ]


def beside_peers(place: Place, answer: dict[str, Any], small: bool) -> list[Line]:
    """The same claims by the others; networkx only where `small`, for it keeps all in memory."""
    ledger, database = place.path("ledger"), place.path("duckdb")
    asked = {"ids": answer["ids"][:_ASKED], "followed": answer["followed"][:_ASKED]}
    run_alone("peers.duck:number", database=database)
    lines = []
    for form in ("as loaded", "with numbered accounts"):
        found = run_alone("peers.duck:reach", database=database, form=form, **asked)
        lines.append(_beside(place, f"DuckDB, recursive, {form}", found, answer, 300))
    try:
        loaded = run_alone("peers.lady:load", ledger=ledger, database=place.path("ladybug"))
        found = run_alone("peers.lady:reach", ledger=ledger, database=place.path("ladybug"), ids=asked["ids"])
        name = f"ladybug, recursive, order of time not asked for (loaded in {seconds(loaded['seconds'])})"
        lines.append(_beside(place, name, found, answer, 1))
    except Failed as failure:
        lines.append(Line(what="ladybug", transfers=place.transfers, clawback="", peer=str(failure)))
    if small:
        found = run_alone("peers.netx:reach", ledger=ledger, **asked)
        memory = f"{found['peak_rss'] / place.transfers:.0f} bytes a transfer"
        lines.append(_beside(place, f"networkx, plain Python ({memory})", found, answer, 1))
    return lines


def _beside(place: Place, name: str, found: dict[str, Any], answer: dict[str, Any], least: int) -> Line:
    ours, theirs = spread(answer["times"][:_ASKED]), spread(found["times"])
    ratio = theirs.median / ours.median
    lowest = min(their / our for their, our in zip(found["times"], answer["times"], strict=False))
    covered = (
        f"; finds all but {found['missed']} of {found['checked']} transfers we follow"
        if "missed" in found
        else ""
    )
    return Line(
        what=f"the reach of the same bounds, nothing allocated: {name}{covered}",
        transfers=place.transfers,
        clawback=str(ours),
        peer=str(theirs),
        ratio=f"{ratio:,.0f} times as fast by the median, {lowest:.3g} at least",
        limit=f">= {least} times" if least > 1 else "faster",
        met=ratio >= least if least > 1 else ratio > 1,
    )
