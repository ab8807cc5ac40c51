"""The whole picture, read back from its SVG."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest

from clawback.drawing import CHINESE, ENGLISH, MoneyFlow, Texts, draw_money_flow
from clawback.money import Currency
from tests.unit.drawing.build import DAY, HOUR, MINUTE, START, Story, fan_out, five_accounts
from tests.unit.drawing.reading import outside, overlaps, texts_of, told, tree_of

LONG = "中国邮政储蓄银行有限责任公司广东省广州市天河区珠江新城支行营业部" * 3
A, B, C = ("Nordbank", "11"), ("Südbank", "22"), ("Ostbank", "33")


def circle() -> Story:
    story = Story().report("T1", ("Nordbank", "V"), A, 1000)
    for debtor, creditor in [(A, B), (B, C), (C, A)] * 3:
        story.wait(MINUTE).move(debtor, creditor, 700)
    return story


def one_instant() -> Story:
    story = Story().report("T1", ("Nordbank", "V"), A, 1000)
    return story.move(A, B, 1000).move(B, C, 1000).move(C, ("Ostbank", "cash"), 600, "exit")


def to_itself() -> Story:
    return Story().report("T1", ("Nordbank", "V"), A, 1000).wait(HOUR).move(A, A, 1000).move(A, A, 10)


def many_claims() -> Story:
    story = Story()
    for number in range(40):
        victim = (f"Agent {number % 6}", f"V{number}")
        story.wait(MINUTE).report(f"T{number}", victim, A, 100 + number, f"Victim {number}")
    return story.move(A, B, 2000)


def many_agents() -> Story:
    return fan_out(60, agents=40)


def largest_amounts() -> Story:
    return Story().report("T1", ("", ""), A, 2**63 - 5).wait(DAY).move(A, B, 2**62).move(B, C, 9, "exit")


def odd_names() -> Story:
    odd = ("<b>&\"'\x00\x1b\u202e" + "x" * 300, "]]>\ud800\ufffe" + "é́" * 200)
    story = Story().report("T<1>", ("", ""), odd, 1000, "R&D <i>\x07")
    return story.wait(HOUR).move(odd, (LONG, LONG), 500).move(odd, ("", "\n\t"), 100, "exit")


STORIES: dict[str, Callable[[], Story]] = {
    "five accounts": five_accounts,
    "500 accounts": lambda: fan_out(500),
    "a circle": circle,
    "all in one instant": one_instant,
    "to itself": to_itself,
    "40 claims": many_claims,
    "40 agents": many_agents,
    "the largest amounts": largest_amounts,
    "odd names": odd_names,
    "one transfer": lambda: Story().report("T1", A, B, 5),
    "nothing": Story,
}


@pytest.fixture(params=STORIES)
def flow(request: pytest.FixtureRequest) -> MoneyFlow:
    return STORIES[request.param]().flow()


@pytest.mark.parametrize("width", [800, 1200, 2000])
@pytest.mark.parametrize("texts", [ENGLISH, CHINESE], ids=["English", "Chinese"])
def test_no_text_meets_another_or_the_edge(flow: MoneyFlow, width: int, texts: Texts) -> None:
    svg = draw_money_flow(replace(flow, texts=texts), width=width)
    assert overlaps(svg) == []
    assert outside(svg) == []


def test_no_text_meets_another_with_18_decimals() -> None:
    svg = draw_money_flow(largest_amounts().flow(currency=Currency("ETH", 18)), width=800)
    assert overlaps(svg) == []
    assert outside(svg) == []
    assert "4.611686018427387895" in texts_of(svg)


def test_the_same_rows_give_the_same_bytes(flow: MoneyFlow) -> None:
    assert draw_money_flow(flow).encode() == draw_money_flow(replace(flow)).encode()


def test_nothing_is_fetched_run_or_rastered(flow: MoneyFlow) -> None:
    names = {element.tag.rpartition("}")[2] for element in tree_of(draw_money_flow(flow)).iter()}
    assert names <= {"svg", "title", "desc", "defs", "pattern", "rect", "path", "g", "text", "circle"}


def test_a_picture_says_what_it_was_drawn_from() -> None:
    flow = five_accounts().flow(title="Case 7", rule="own-first")
    said = "\n".join(texts_of(draw_money_flow(flow)))
    for part in ("Case 7", "Rule: own-first", flow.snapshot, "as of 2026-03-04 11:49 UTC", "3 claims", "EUR"):
        assert part in said


def test_the_sums_shown_are_the_sums_given() -> None:
    texts = texts_of(draw_money_flow(five_accounts().flow()))
    head = texts[: texts.index("Nordbank")]
    shown = {text: head[i + 2] for i, text in enumerate(head) if text in ENGLISH.kinds.values()}
    assert texts[texts.index("traced") + 1] == "1,800.00"
    assert shown == {
        "standing now": "1,280.00",
        "exit": "400.00",
        "returned": "50.00",
        "overdraft": "40.00",
        "unfollowed": "30.00",
    }


def test_what_stands_is_written_at_the_right_edge_with_its_bounds() -> None:
    texts = texts_of(draw_money_flow(five_accounts().flow()))
    for amount, bounds in (("600.00", "300.00"), ("500.00", "250.00"), ("180.00", "90.00")):
        assert (amount, f"low {bounds} – high {amount}") in pairwise(texts)
    assert any("not limits over every mixture of rules" in text for text in texts)


def test_ends_are_told_by_their_word() -> None:
    texts = texts_of(draw_money_flow(five_accounts().flow()))
    assert {
        "exit 400.00 · hot",
        "returned 50.00 · V3",
        "overdraft 40.00 · red",
        "unfollowed 30.00 · 99",
    } <= set(texts)


def test_the_description_says_the_same_in_words() -> None:
    svg = draw_money_flow(five_accounts().flow(title="Case 7"))
    said = told(svg, "desc")
    assert told(svg, "title") == "Case 7"
    assert said.startswith(
        "1,800.00 EUR of 3 claims were traced under the rule pro-rata, as of 2026-03-04 11:49"
    )
    for part in (
        "Claim Anna: 1,000.00.",
        "standing now: 600.00 at Nordbank / 11.",
        "exit: 400.00 at Exchange / hot.",
        "unfollowed: 30.00 at Ostbank / 99.",
    ):
        assert part in said


def test_a_picture_of_nothing_says_so() -> None:
    svg = draw_money_flow(Story().flow(title="Empty"))
    assert told(svg, "desc") == "No money of a claim moved."
    assert "0.00" in texts_of(svg)


def test_small_accounts_are_gathered_and_counted() -> None:
    flow = fan_out(500).flow()
    texts = texts_of(draw_money_flow(flow))
    gathered = [text for text in texts if " accounts, " in text and " · " not in text]
    ended = [text for text in texts if text.startswith("exit") and " accounts, " in text]
    alone = [text for text in texts if len(text) == 4 and text.isdigit()]
    cash_alone = [
        text for text in texts if text.startswith("exit") and " accounts, " not in text and "·" in text
    ]
    counts = [int(text.split(" accounts")[0].rpartition(" ")[2]) for text in gathered + ended]
    assert len(gathered) == len(ended) == 5
    assert sum(counts) + len(alone) + len(cash_alone) == 500


def test_a_lane_counts_all_its_accounts() -> None:
    texts = texts_of(draw_money_flow(fan_out(500).flow()))
    assert texts.count("100 accounts") == 5


def test_the_smallest_of_many_agents_share_a_lane() -> None:
    texts = texts_of(draw_money_flow(fan_out(60, agents=40).flow()))
    assert "28 other agents" in texts


def test_forty_claims_share_seven_shades() -> None:
    texts = texts_of(draw_money_flow(many_claims().flow()))
    assert [text for text in texts if text.startswith("34 other claims")] == ["34 other claims 39.61"]
    assert "Victim 39 1.39" in texts


def test_a_lane_without_a_name_has_one() -> None:
    assert "accounts" in texts_of(draw_money_flow(Story().report("T1", ("", "1"), ("", "2"), 5).flow()))


def test_names_are_shown_as_text_and_without_controls() -> None:
    svg = draw_money_flow(odd_names().flow(title="a<b>&amp;\x00\u202ec"))
    assert told(svg, "title") == "a<b>&amp; c"
    assert "R&D <i> 10.00" in texts_of(svg)
    assert not set(svg) & {"\x00", "\x1b", "\u202e", "\ufffe", "\x07"}


def test_ids_differ_between_pictures() -> None:
    first, second = (draw_money_flow(five_accounts().flow(title=title)) for title in ("a", "b"))
    ids = [
        {each.attrib["id"] for each in tree_of(svg).iter() if "id" in each.attrib} for svg in (first, second)
    ]
    assert ids[0]
    assert not ids[0] & ids[1]


def test_500_accounts_stay_under_600_kilobytes() -> None:
    assert len(draw_money_flow(fan_out(500).flow()).encode()) < 600_000


def test_long_stretches_are_torn_and_named() -> None:
    story = Story(START).report("T1", ("Nordbank", "V"), A, 1000).wait(2 * MINUTE).move(A, B, 500)
    texts = texts_of(draw_money_flow(story.flow(until=60 * DAY)))
    assert "60 d" in texts
    assert any("not to scale" in text and "torn edge" in text for text in texts)
