"""What hands do on a page, with a mouse or with the keyboard alone: both are told the same."""

from __future__ import annotations

from abc import ABC, abstractmethod
from pathlib import Path

from playwright.sync_api import ElementHandle, Locator, Page

__all__ = ["Hands", "Keyboard", "Mouse"]

_MOST = 150
"""So many times Tab is pressed before something counts as not to be reached."""

_WATCH = """goal => {
  const told = (one) => {
    const box = one.getBoundingClientRect(), look = getComputedStyle(one);
    return {
      outside: one === document.body,
      ring: look.outlineStyle !== "none" && parseFloat(look.outlineWidth) >= 2,
      seen: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
      jumps: document.querySelectorAll("[tabindex]:not([tabindex='0'], [tabindex='-1'])").length > 0,
      what: one.outerHTML.slice(0, 200),
    };
  };
  if (!window.stops) {
    window.stops = [];
    addEventListener("keyup", () => stops.push(told(document.activeElement)), true);
  }
  const passed = stops.splice(0), now = document.activeElement;
  const group = (one) => one.type === "radio" ? one.form?.id + " " + one.name : one;
  const all = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")]
    .filter((one) => !one.disabled && one.tabIndex === 0 && one.checkVisibility({ visibilityProperty: true }));
  const between = all.slice(all.indexOf(now) + 1, all.indexOf(goal));
  return {
    there: now === goal,
    passed,
    ahead: all.includes(now) && all.includes(goal) ? new Set(between.map(group)).size : 0,
  };
}"""
"""Since the page was last asked: what each key came to. And how many stops the goal is ahead at least, by the order of
the page; 0 where that is not known."""

_LEADS_ON = """each => each.matches("a[href]:not([href^='#'])")
  || (each.matches("button") && each.type === "submit" && each.form !== null)"""


class Hands(ABC):
    """On `page`. Where a selector finds several, the first that is to be seen is meant."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def found(self, selector: str) -> Locator:
        return self.page.locator(f"{selector} >> visible=true").first

    @abstractmethod
    def fill(self, selector: str, text: str) -> None:
        """What stood there is gone."""

    @abstractmethod
    def choose(self, selector: str, value: str) -> None:
        """Of a select."""

    @abstractmethod
    def pick(self, selector: str) -> None:
        """A radio button or a box to tick."""

    @abstractmethod
    def attach(self, selector: str, file: Path) -> None:
        """A file, by the field's own window."""

    @abstractmethod
    def press(self, selector: str) -> None:
        """A button, a link or a summary; waits for the page that follows."""

    @abstractmethod
    def open_row(self, selector: str) -> None:
        """The page that this link of a table's row leads to."""

    @abstractmethod
    def lands(self, selector: str) -> None:
        """Where one is after a step, for whom that matters."""


class Mouse(Hands):
    """Clicks."""

    def fill(self, selector: str, text: str) -> None:
        self.found(selector).fill(text)

    def choose(self, selector: str, value: str) -> None:
        self.found(selector).select_option(value)

    def pick(self, selector: str) -> None:
        self.found(selector).check()

    def attach(self, selector: str, file: Path) -> None:
        self.found(selector).set_input_files(file)

    def press(self, selector: str) -> None:
        self.found(selector).click()
        self.page.wait_for_load_state()

    def open_row(self, selector: str) -> None:
        self.press(selector)

    def lands(self, selector: str) -> None:
        self.found(selector).wait_for()


class Keyboard(Hands):
    """Tab to it, then type, Space, arrows or Enter: whoever cannot reach something this way finds no other. Wherever
    the focus stops on the way it is seen, with a ring around it, and no tabindex leads it out of the page's order."""

    def reach(self, selector: str) -> Locator:
        there = self.found(selector)
        there.wait_for()
        self._go("Tab", there, there.element_handle())
        return there

    def _go(self, key: str, there: Locator, goal: ElementHandle) -> None:
        """Presses it until the focus is at `goal`: without asking the page where it is at each stop, for that takes
        as long as the key, but every stop is looked at."""
        pressed = 0
        while True:
            found = self.page.evaluate(_WATCH, goal)
            for stop in found["passed"]:
                # Outside is the browser's own frame, between the last stop and the first.
                right = (stop["ring"], stop["seen"], stop["jumps"]) == (True, True, False)
                assert stop["outside"] or right, stop
            if found["there"]:
                return
            assert pressed < _MOST, f"{key} does not reach {there}"
            for _ in range(found["ahead"] + 1 if key == "Tab" else 1):
                self.page.keyboard.press(key)
                pressed += 1

    def fill(self, selector: str, text: str) -> None:
        kind = self.reach(selector).get_attribute("type")
        if kind in ("date", "time"):
            text = _as_typed(kind, text)
        else:
            self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def choose(self, selector: str, value: str) -> None:
        there = self.reach(selector)
        self.page.keyboard.type(there.locator(f"option[value='{value}']").inner_text())
        assert there.input_value() == value

    def pick(self, selector: str) -> None:
        there = self.found(selector)
        if there.get_attribute("type") == "radio":
            # A group is one stop of Tab: at the button that is chosen, or at its first.
            self.reach(self._stop_of(there))
            for _ in range(_MOST):
                if there.evaluate("each => document.activeElement === each"):
                    break
                self.page.keyboard.press("ArrowDown")
        else:
            self.reach(selector)
        if not there.is_checked():
            self.page.keyboard.press("Space")
        assert there.is_checked()

    def attach(self, selector: str, file: Path) -> None:
        with self.page.expect_file_chooser() as asked:
            # The browser is told that somebody waits for its window, but does not say when it heard it: a way there
            # and back gives it time.
            self.reach(selector)
            self.page.keyboard.press("Enter")
        asked.value.set_files(file)

    def _stop_of(self, button: Locator) -> str:
        group = f"[type=radio][name='{button.get_attribute('name')}']"
        chosen = f"{group}:checked"
        return chosen if self.page.locator(chosen).count() else group

    def press(self, selector: str) -> None:
        there = self.reach(selector)
        self._enter(leads_on=there.evaluate(_LEADS_ON))

    def open_row(self, selector: str) -> None:
        there = self.found(selector)
        self._go("j", there, there.element_handle())
        self._enter(leads_on=True)

    def _enter(self, *, leads_on: bool) -> None:
        if not leads_on:
            self.page.keyboard.press("Enter")
            return
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def lands(self, selector: str) -> None:
        at = self.page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
        assert self.page.locator(f":is({selector}):focus").count() == 1, at


def _as_typed(kind: str, text: str) -> str:
    """2026-11-25 and 17:05 as an English (United States) browser has them typed: month, day, year; hours, AM or PM."""
    if kind == "date":
        year, month, day = text.split("-")
        return f"{month}{day}{year}"
    hour, minute = (int(part) for part in text.split(":"))
    return f"{hour % 12 or 12:02}{minute:02}{'PM' if hour >= 12 else 'AM'}"
