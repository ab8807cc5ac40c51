"""Families of near-duplicate texts, whatever came and went: those of what is left, read at once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from clawback.linking.alike import Texts

_WORDS = [f"{one}{other}" for one in ("harbour", "meadow", "lantern", "orchard") for other in "abcdefgh"]


@st.composite
def scripts(draw: st.DrawFn) -> dict[int, str]:
    """One script, each copy a slice of it with words put in: neighbours are alike, those farther apart are not."""
    copies = draw(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 3)), min_size=2, max_size=14))
    numbers = draw(st.permutations(range(len(copies))))
    return {
        number: " ".join([*_WORDS[start : start + 16], *_WORDS[:other]])
        for number, (start, other) in zip(numbers, copies, strict=True)
    }


@given(scripts(), st.data())
def test_what_is_left_falls_into_the_families_of_what_was_never_more(
    told: dict[int, str], data: st.DataObject
) -> None:
    first = data.draw(st.integers(0, len(told)))
    texts, there = Texts(list(told.items())[:first]), set(list(told)[:first])
    for number in data.draw(st.lists(st.sampled_from(sorted(told)), max_size=30)):
        if number in there:
            before = next((each for each in texts.families.values() if number in each), [])
            assert texts.remove(number) == before
            there.discard(number)
        else:
            texts.add(number, told[number])
            there.add(number)
    anew = Texts((number, told[number]) for number in sorted(there))
    assert texts.families == anew.families
    assert texts.family_of == anew.family_of
