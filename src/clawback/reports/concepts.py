"""What a story is told with, in any language: concepts that speak for a kind of scam, and meanings that speak for none
until training says so."""

from __future__ import annotations

from functools import cache

from clawback.identifiers.words import Phrases, listed, table

__all__ = ["concepts_of", "features", "first_weights", "meanings", "meanings_of"]


@cache
def _phrases() -> Phrases:
    data = table("concepts", "clawback.reports")
    return Phrases({name: listed(each["words"]) for name, each in data.items() if name != "pairs"})


@cache
def _meanings() -> Phrases:
    sections = table("meanings", "clawback.reports").values()
    return Phrases({name: listed(words) for section in sections for name, words in section.items()})


@cache
def _pairs() -> dict[str, tuple[frozenset[str], frozenset[str], str]]:
    pairs = table("concepts", "clawback.reports")["pairs"]
    return {
        name: (frozenset(left.split("|")), frozenset(right.split("|")), kind)
        for name, (left, right, kind) in pairs.items()
    }


def features() -> list[str]:
    """The names of all concepts and their pairs, in order; the last is 1 for every text."""
    concepts = [name for name in table("concepts", "clawback.reports") if name != "pairs"]
    return [*concepts, *_pairs(), "always"]


def concepts_of(text: str) -> list[str]:
    """The concepts of a folded text in lower case, in which facts are blanked out."""
    found = {name for said in _phrases().within(text) for name in said.means}
    pairs = [name for name, (left, right, _) in _pairs().items() if found & left and found & right]
    return [*sorted(found), *pairs, "always"]


def meanings() -> list[str]:
    """The names of all meanings, in order."""
    return [name for section in table("meanings", "clawback.reports").values() for name in section]


def meanings_of(text: str) -> set[str]:
    """The meanings of such a text."""
    return {name for said in _meanings().within(text) for name in said.means}


def first_weights() -> dict[tuple[str, str], float]:
    """(concept, kind) -> the weight that the data states, from which training starts and to which it is drawn."""
    weights: dict[tuple[str, str], float] = {}
    for name, each in table("concepts", "clawback.reports").items():
        if name != "pairs":
            for kind in each["for"].split("|"):
                weights[name, kind.lstrip("!")] = each.get("weight", 1.0) * (
                    -1.5 if kind.startswith("!") else 1.5
                )
    return {**weights, **{(name, kind): 1.5 for name, (_, _, kind) in _pairs().items()}}
