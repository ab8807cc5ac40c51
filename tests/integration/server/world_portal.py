"""A victim at the public report: what they type, and a browser that types it."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from clawback import clock

if TYPE_CHECKING:
    from django.test import Client

    from clawback.server.casework.models import Report
    from tests.integration.server.world import World

CODE = re.compile(r"\d{4} \d{4} \d{4} \d{4}")
WORD = "blue kettle"


def browser() -> Client:
    """One that checks forms as a real one does, and keeps cookies."""
    from django.test import Client

    return Client(enforce_csrf_checks=False, headers={"host": "localhost"})


def typed(**changes: dict[str, str]) -> dict[str, dict[str, str]]:
    """What is typed, by question, for one transfer."""
    day = (clock.now() - timedelta(days=2)).date().isoformat()
    said = {
        "safe": {"leaving": "no", "safe": "yes", "forced": "no"},
        "story": {"story": "They said it was a sure gain, 一定赚钱."},
        "kind": {"scam_type": "investment"},
        "from-1": {"agent": "south", "other": "", "number": "D 1"},
        "to-1": {"agent": "north", "other": "", "number": "C-1", "named": "Golden Gains Ltd"},
        "amount-1": {"amount": "1,234.50", "currency": "EUR", "came_back": ""},
        "when-1": {"day": day, "time": "14:30", "reference": "INV 77"},
        "more": {"more": "no"},
        "back": {"reimbursed": ""},
        "traces": {"telephone": "+44 20 7946 0000", "address": "gains.example, win.example", "handle": ""},
        "you": {"name": "A. Victim", "contact": "a.victim@example.org", "helper": ""},
        "word": {"word": WORD},
        "check": {"true": "on"},
    }
    return {**said, **changes}


def begun(world: World) -> Client:
    """A browser that has begun a report."""
    client = browser()
    client.post("/report/", {"organisation": world.centre.pk})
    return client


def sent(client: Client, said: dict[str, dict[str, str]]) -> str:
    """Answers every question in order; the code of the receipt."""
    for slug, answers in said.items():
        client.post(f"/report/{slug}/", answers)
    found = CODE.search(client.get("/report/receipt/").content.decode())
    assert found, "the receipt shows a code"
    return found[0]


def reported_by_web(world: World, **changes: dict[str, str]) -> tuple[Client, str, Report]:
    """A browser, the code, and the report."""
    from clawback.server.casework.models import Report

    client = begun(world)
    code = sent(client, typed(**changes))
    return client, code, Report.objects.latest("pk")


def let_in(client: Client, code: str, word: str = "") -> str:
    """The status page, with the second factor where it is given."""
    client.post("/status/", {"code": code})
    if word:
        client.post("/status/word/", {"word": word})
    return client.get("/status/").content.decode()
