"""Whatever happened, the picture can be read and its figures are the rows' figures."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from clawback.drawing import CHINESE, ENDS, ENGLISH, Texts, draw_money_flow
from clawback.drawing.amounts import grouped
from clawback.money import Currency
from tests.unit.drawing.build import DAY, EUR, Account, Story
from tests.unit.drawing.reading import outside, overlaps, texts_of, told

NAMES = st.one_of(
    st.sampled_from(["", "A", "Nordbank", "中国建设银行股份有限公司上海市浦东分行", "x" * 80]),
    st.text(max_size=30),
)
ACCOUNTS = st.tuples(NAMES, st.one_of(st.integers(0, 99).map(str), st.text(max_size=20)))
PAUSES = st.one_of(st.sampled_from([0, 1, 1_000_000, 60_000_000]), st.integers(0, 40 * DAY))


@st.composite
def stories(draw: st.DrawFn) -> Story:
    accounts = draw(st.lists(ACCOUNTS, min_size=2, max_size=30, unique=True))
    account: st.SearchStrategy[Account] = st.sampled_from(accounts)
    story = Story()
    for number in range(draw(st.integers(1, 60))):
        story.wait(draw(PAUSES))
        units = draw(st.one_of(st.integers(1, 50), st.integers(1, 2**50)))
        if number == 0 or draw(st.integers(0, 5)) == 0:
            story.report(f"T{number}", draw(account), draw(account), units, draw(NAMES))
        else:
            story.move(draw(account), draw(account), units, draw(st.sampled_from(["", "", "", *ENDS])))
    return story


@given(stories(), st.sampled_from([ENGLISH, CHINESE]), st.sampled_from([800, 1200]), st.integers(0, 90 * DAY))
@settings(max_examples=60)
def test_labels_never_overlap_and_stay_inside(story: Story, texts: Texts, width: int, until: int) -> None:
    svg = draw_money_flow(story.flow(texts=texts, until=until, title="Any"), width=width)
    assert overlaps(svg) == []
    assert outside(svg) == []


@given(stories(), st.sampled_from([EUR, Currency("JPY", 0), Currency("ETH", 18)]))
@settings(max_examples=60)
def test_sums_shown_are_the_sums_given(story: Story, currency: Currency) -> None:
    flow = story.flow(currency=currency)
    texts = texts_of(draw_money_flow(flow))
    sums = dict.fromkeys(ENGLISH.kinds, 0)
    for position in flow.positions:
        sums[position.kind] += sum(position.parts.values())
    assert texts[texts.index("traced") + 1] == grouped(sum(sums.values()), currency)
    for kind, units in sums.items():
        if units:
            assert texts[texts.index(ENGLISH.kinds[kind]) + 2] == grouped(units, currency)


@given(stories())
@settings(max_examples=40)
def test_the_same_rows_give_the_same_bytes_and_words(story: Story) -> None:
    svg = draw_money_flow(story.flow(title="Any"))
    assert svg == draw_money_flow(story.flow(title="Any"))
    assert told(svg, "title") == "Any"
    assert told(svg, "desc")
