"""A long text is read whole, in portions: each fact once, in time and memory that grow no faster than it does."""

from __future__ import annotations

import gc
import random
from datetime import UTC, datetime, timedelta
from time import process_time

import pytest

import clawback

RECEIVED = datetime(2026, 11, 24, 9, tzinfo=UTC)
FILLER = [
    "so",
    "how",
    "was",
    "your",
    "day",
    "then",
    "we",
    "were",
    "at",
    "the",
    "sea",
    "and",
    "it",
    "rained",
    "never",
    "mind",
]


def chat(seed: int, size: int) -> tuple[str, list[tuple[str, str, int]]]:
    """A chat of `size` characters, and (kind, value, start) of every number that somebody wrote in it."""
    rng, lines, told, length = random.Random(seed), [], [], 0
    while length < size:
        said = " ".join(rng.choices(FILLER, k=rng.randrange(3, 40)))
        number = f"+44 7700 900{rng.randrange(1000):03}"
        kind, written, value = rng.choice(
            [
                ("", "", ""),
                ("phone", number, number.replace(" ", "")),
                ("url", f"https://a{rng.randrange(10**9)}.example/join", ""),
                ("amount", f"£{rng.randrange(10, 99)},{rng.randrange(100, 999)}.00", ""),
            ]
        )
        if kind:
            told.append((kind, value or written.replace("£", "").replace(",", ""), length + len(said) + 6))
        lines.append(f"{said} call {written} again")
        length += len(lines[-1]) + 1
    return "\n".join(lines), told


@pytest.mark.parametrize("seed", range(3))
def test_each_fact_is_read_once_wherever_a_portion_ends(seed: int) -> None:
    text, told = chat(seed, 90_000)
    facts = clawback.read_report(text, country="GB", received=RECEIVED)
    found = [(each.kind, each.value, each.start) for each in facts.identifiers if each.kind != "domain"]
    found += [("amount", each.amount, each.start) for each in facts.amounts]
    assert sorted(found, key=lambda each: each[2]) == told
    assert facts.read_to == len(text)
    for each in (*facts.identifiers, *facts.amounts):
        assert text[each.start : each.end] == each.text


@pytest.mark.parametrize("before", range(25_970, 26_031, 10))
def test_a_fact_across_an_edge_is_whole_and_single(before: int) -> None:
    words = " ".join(random.Random(before).choices(FILLER, k=20_000))
    text = f"{words[:before]} https://golden-gains.example/join/us/here {words[before : before + 9_000]}"
    (url,) = (
        each
        for each in clawback.read_report(text, country="GB", received=RECEIVED).identifiers
        if each.kind == "url"
    )
    assert url.value == "https://golden-gains.example/join/us/here"


def test_an_hour_in_a_later_portion_is_on_the_day_said_before() -> None:
    words = " ".join(random.Random(5).choices(FILLER, k=10_000))
    facts = clawback.read_report(f"On 20 November 2026 {words[:31_000]} at 14:30 he called", "GB", RECEIVED)
    assert facts.times[-1].begins == datetime(2026, 11, 20, 14, 30, tzinfo=UTC)
    assert facts.times[-1].ends - facts.times[-1].begins == timedelta(minutes=1)


def test_a_million_characters_are_read_and_nothing_is_lost_among_what_is_said_over_and_over() -> None:
    text = f"{'so it goes ' * 80_000}https://in.example/x {'so it goes ' * 20_000}https://late.example/x"
    facts = clawback.read_report(text, received=RECEIVED)
    assert facts.read_to == 1_000_000
    assert [each.value for each in facts.identifiers] == ["https://in.example/x", "in.example"]


def test_what_has_too_many_numbers_is_read_until_enough_were() -> None:
    rng = random.Random(4)
    text = "\n".join(f"{rng.randrange(10**9)}@a.example" for _ in range(12_000))
    facts = clawback.read_report(text, "GB", RECEIVED)
    assert 3_000 <= len(facts.identifiers) < 6_000
    assert facts.read_to < len(text)


def test_four_times_the_chat_takes_no_nine_times_the_time() -> None:
    def cost(size: int) -> float:
        text, _ = chat(9, size)
        before = process_time()
        clawback.read_report(text, country="GB", received=RECEIVED)
        return process_time() - before

    cost(1_000)
    assert cost(120_000) < 9 * cost(30_000)


def test_nothing_of_a_text_is_kept_when_it_was_read() -> None:
    def kept(seeds: range) -> int:
        for seed in seeds:
            clawback.read_report(chat(seed, 200)[0], country="GB", received=RECEIVED)
        gc.collect()
        return len(gc.get_objects())

    early = kept(range(100))
    assert kept(range(100, 400)) < 1.01 * early
