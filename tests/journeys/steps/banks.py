"""What agents do: place holds, confirm transfers, answer with statements, tell holders, pay returns."""

from __future__ import annotations

from pathlib import Path

from tests.journeys.steps.walk import Walk

__all__ = [
    "answers_with_statement",
    "confirms_releases",
    "confirms_transfer",
    "gives_notice",
    "pays",
    "places",
    "vouches",
]


def places(walk: Walk, role: str, account: str, amount: str = "", title: str = "") -> None:
    """What stands there, from home; without an amount all that is asked for."""
    hands = walk.take(role, "/hold-requests/", account)
    if amount:
        hands.fill("[name=amount]", amount)
    if title:
        walk.look(title)
    hands.press("form[action$='/place/'] button")
    walk.said()


def confirms_transfer(walk: Walk, role: str, account: str) -> None:
    """A customer's, from the inbox."""
    walk.be(role)
    hands = walk.way("/inbox/")
    walk.look(f"inbox-{role}")
    number = walk.story.number(account)
    hands.press(f"tr:has-text('{number}') form[action$='/evidence/'] button")
    walk.said()


def vouches(walk: Walk, role: str, account: str) -> None:
    """For a customer who lost money."""
    hands = walk.take(role, "/due-lines/", account)
    number = walk.story.number(account)
    hands.press(f"tr:has-text('{number}') button[value=vouch]")
    walk.said()


def answers_with_statement(
    walk: Walk, role: str, account: str, folder: Path, balances: tuple[str, str]
) -> None:
    """A CSV, with the balance before and after."""
    file = folder / f"{role}.csv"
    file.write_bytes(walk.story.statement(role))
    hands = walk.take(role, "/statement-requests/", account)
    hands.attach("[name=file]", file)
    hands.fill("[name=opening]", balances[0])
    hands.fill("[name=closing]", balances[1])
    walk.look("statement" if role == "north" else f"statement-{role}")
    hands.press("form[action$='/answer/'] button")
    walk.said()


def gives_notice(walk: Walk, role: str, account: str, balance: str = "") -> None:
    """Makes the letter with the code, hands it over, and notes that it was given."""
    hands = walk.take(role, "/holds/", account)
    if balance:
        hands.fill("[name=balance]", balance)
    hands.press("form:has([value=codes]) button")
    walk.codes[f"holder {account}"] = hands.page.locator(".paper .secret b").first.inner_text()
    if balance:
        walk.look("letters")
    hands.press("a.main")
    hands.press("form:has([value=given]) button")
    walk.said()


def confirms_releases(walk: Walk, role: str, account: str) -> None:
    """The money is free."""
    hands = walk.take(role, "/holds/", account)
    hands.press("form[action*='/releases/'] button")
    walk.said()


def pays(walk: Walk, role: str) -> None:
    """Every line that is due: sent, and a while later it arrived."""
    walk.be(role)
    walk.way("/due-lines/")
    if role == "river":
        walk.look("lines")
    for verb in ("send", "confirm"):
        while walk.desk.page.locator(f"button[value={verb}]").count():
            walk.desk.press(f"button[value={verb}]")
            walk.said()
