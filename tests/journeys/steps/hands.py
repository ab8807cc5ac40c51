"""What hands do on a page, with a mouse or with the keyboard alone: both are told the same."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import FileChooser, Locator, Page

__all__ = ["Hands", "Keyboard", "Mouse"]

_MOST = 400
"""So many times Tab is pressed before something counts as not to be reached."""


class Hands:
    """On `page`. Where a selector finds several, the first is meant."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def found(self, selector: str) -> Locator:
        return self.page.locator(f"{selector} >> visible=true").first

    def fill(self, selector: str, text: str) -> None:
        raise NotImplementedError

    def choose(self, selector: str, value: str) -> None:
        """Of a select."""
        raise NotImplementedError

    def pick(self, selector: str) -> None:
        """A radio button or a box to tick."""
        raise NotImplementedError

    def press(self, selector: str) -> None:
        """A button, a link or a summary; waits for the page that follows."""
        raise NotImplementedError

    def upload(self, selector: str, file: Path) -> None:
        raise NotImplementedError


class Mouse(Hands):
    """Clicks."""

    def fill(self, selector: str, text: str) -> None:
        self.found(selector).fill(text)

    def choose(self, selector: str, value: str) -> None:
        self.found(selector).select_option(value)

    def pick(self, selector: str) -> None:
        self.found(selector).check()

    def press(self, selector: str) -> None:
        self.found(selector).click()
        self.page.wait_for_load_state()

    def upload(self, selector: str, file: Path) -> None:
        self.found(selector).set_input_files(file)


class Keyboard(Hands):
    """Tab to it, then type, Space, arrows or Enter: whoever cannot reach something this way finds no other."""

    def reach(self, selector: str) -> Locator:
        there = self.found(selector)
        there.wait_for()
        target = there.element_handle()
        for _ in range(_MOST):
            if self.page.evaluate("each => document.activeElement === each", target):
                return there
            self.page.keyboard.press("Tab")
        raise AssertionError(f"the keyboard does not reach {selector}")

    def fill(self, selector: str, text: str) -> None:
        kind = self.reach(selector).get_attribute("type")
        if kind in ("date", "time"):
            text = _as_typed(kind, text)
        else:
            self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def choose(self, selector: str, value: str) -> None:
        there = self.reach(selector)
        label = there.locator(f"option[value='{value}']").inner_text()
        self.page.keyboard.type(label)
        assert there.input_value() == value

    def pick(self, selector: str) -> None:
        there = self.found(selector)
        group = there.get_attribute("name")
        if there.get_attribute("type") == "radio":
            self._focus_group(f"input[name='{group}']")
            for _ in range(_MOST):
                if there.evaluate("each => document.activeElement === each"):
                    break
                self.page.keyboard.press("ArrowDown")
        else:
            self.reach(selector)
        if not there.is_checked():
            self.page.keyboard.press("Space")
        assert there.is_checked()

    def _focus_group(self, members: str) -> None:
        """A group of radio buttons is one stop of Tab: at the one that is chosen, or at its first."""
        for _ in range(_MOST):
            if self.page.evaluate("members => document.activeElement.matches(members)", members):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"the keyboard does not reach {members}")

    def press(self, selector: str) -> None:
        self.reach(selector)
        self.page.keyboard.press("Enter")
        self.page.wait_for_timeout(60)
        self.page.wait_for_load_state()

    def upload(self, selector: str, file: Path) -> None:
        self.reach(selector)
        with self.page.expect_file_chooser() as chosen:
            self.page.keyboard.press("Enter")
        chooser: FileChooser = chosen.value
        chooser.set_files(file)


def _as_typed(kind: str, text: str) -> str:
    """2026-11-25 and 17:05 as an English (United States) browser has them typed: month, day, year; hours, AM or PM."""
    if kind == "date":
        year, month, day = text.split("-")
        return f"{month}{day}{year}"
    hour, minute = (int(part) for part in text.split(":"))
    return f"{hour % 12 or 12:02}{minute:02}{'PM' if hour >= 12 else 'AM'}"
