"""Tables of work sort by their heads, by mouse and by keyboard; without script they are as they came."""

from __future__ import annotations

from playwright.sync_api import Browser

from tests.tidy.tree import ROOT

SCRIPT = ROOT / "src/clawback/server/shown/static/clawback.js"


def _money(number: str, code: str) -> str:
    return f'<span class="money">{number} <abbr>{code}</abbr></span>'


def _row(name: str, amount: str, due: str) -> str:
    clock = f'▲ <time datetime="{due}">soon</time>' if due else '<span class="dim">no clock</span>'
    cells = "".join(f"<td>{each}</td>" for each in (amount, clock, "<button>do</button>"))
    return f'<tr><th><a href="/{name}">{name}</a></th>{cells}</tr>'


PAGE = (
    '<table class="sortable"><thead><tr><th>Case</th><th>Held</th><th>Clock</th>'
    '<th><span class="only-read">Do</span></th></tr></thead><tbody>'
    + _row("C-10", _money("9,000.00", "EUR"), "2026-11-02T10:00:00+00:00")
    + _row("C-9", _money("10,000.50", "EUR"), "")
    + _row("C-2", _money("1,200", "JPY"), "2026-11-01T10:00:00+00:00")
    + _row("C-1", '<span class="dim">nothing</span>', "2026-11-03T10:00:00+00:00")
    + "</tbody></table>"
)


def test_heads_sort_by_number_amount_and_time(chromium: Browser) -> None:
    page = chromium.new_page()
    page.set_content(PAGE)

    def order() -> list[str]:
        return page.locator("tbody th").all_inner_texts()

    came = ["C-10", "C-9", "C-2", "C-1"]
    assert (order(), page.locator("thead button").count()) == (came, 0), "whole without script"
    page.add_script_tag(path=SCRIPT)
    assert page.locator("thead button").all_inner_texts() == ["Case", "Held", "Clock"], "none where one does"
    case, held, clock = page.locator("thead button").all()
    case.click()
    assert order() == ["C-1", "C-2", "C-9", "C-10"]
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert order() == ["C-10", "C-9", "C-2", "C-1"], "within its currency, what holds nothing last"
    page.keyboard.press("Enter")
    assert order() == ["C-2", "C-9", "C-10", "C-1"]
    assert page.locator("thead th[aria-sort]").count() == 1
    assert held.locator("..").get_attribute("aria-sort") == "descending"
    clock.click()
    assert order() == ["C-2", "C-10", "C-1", "C-9"]
    page.close()
