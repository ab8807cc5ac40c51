"""Whatever is typed into any form that anybody can reach: never a fault of ours, and what is wrong decides nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import pytest

from tests.integration.server.conftest import a_database
from tests.integration.server.crawling import Form, crawled, name_of
from tests.integration.server.test_bad_input import HOSTILE, faults
from tests.integration.server.world_attack import Stage, make_stage

if TYPE_CHECKING:
    from django.test import Client

WRONG = {
    "amount": ("-1", "1e9", "0.001", "9" * 5_000, "NaN", "٣", "1.2.3"),
    "number": ("-1", "1e400", "x", "٣", "9" * 5_000),
    "date": ("0000-01-01", "2026-02-30", "99999-01-01", "today", "2026-13-01"),
    "time": ("25:00", "noon", "12:60"),
    "datetime-local": ("0000-01-01T00:00", "2026-02-30T12:00", "99999-12-31T23:59", "noon"),
    "select": ("no such choice", "999999999", "-1"),
    "radio": ("no such choice", "999999999"),
    "hidden": ("no such choice", "999999999", "-1"),
}
"""By the kind of a field what is never right in it."""

ANYTHING = (*HOSTILE, "", "x" * 1_000_000, "\ud800", "2026-02-30")
SAME = ("second analyst", "second approver", "second administrator", "newcomer")
"""Who sees what somebody else of the stage sees."""

HARMLESS = ("next",)
TRIES = 3
"""Of what is tried so much comes to one form."""


@pytest.fixture(scope="module")
def stage(server: Any) -> Iterator[Stage]:
    with a_database(server):
        yield make_stage()


def test_no_form_breaks_and_what_is_wrong_decides_nothing(stage: Stage) -> None:
    known, opened, wrong = list[object](), set[str](), list[str]()
    with faults() as found:
        for person, (client, begin) in stage.browsers.items():
            if person in SAME:
                continue
            client.raise_request_exception = False
            for path, answer, forms in crawled(client, begin, like=1):
                opened.add(name_of(path))
                assert "<svg onload" not in answer.content.decode(errors="replace"), path
                for form in forms:
                    if form.method in ("get", "post") and form.name not in known:
                        known.append(form.name)
                        wrong += attacked(client, form, len(known))
    assert found == [], "\n".join(found)
    assert wrong == [], "\n".join(wrong)
    assert len(known) > 50, "forms are found"
    assert len(opened) > 40, "pages are found"


def attacked(client: Client, form: Form, place: int) -> Iterator[str]:
    """What was decided though it was wrong, and what was refused without a word. Each form gets other tries than the
    one before it: all of them come to every field of a kind, on one form or another."""
    for value in taken(ANYTHING, place):
        sent(client, form, list(dict.fromkeys(form.fields, value).items()))
    sent(client, form, [(name, value) for name in form.fields for value in ("1", "2")])
    if form.method != "post":
        return
    for further, (name, kind) in enumerate(form.kinds.items()):
        values = () if name in HARMLESS else WRONG.get(kind, ())
        for value in taken(values, place + further)[:1]:
            made, told = sent(client, form, list({**form.fields, name: value}.items()))
            if made or not told:
                yield f"{form.name} {name} ({kind}) {value[:20]!r}: decided {made}, told {told}"


def taken(values: tuple[str, ...], place: int) -> tuple[str, ...]:
    """So many of them as TRIES, from a place on."""
    begin = place * TRIES % max(1, len(values))
    return (values[begin:] + values[:begin])[:TRIES]


def sent(client: Client, form: Form, said: list[tuple[str, str]]) -> tuple[bool, bool]:
    """Whether anything was decided, and whether the answer says what is wrong. Nothing that is decided here stays."""
    from django.db import transaction

    body = urlencode(said, errors="surrogatepass")
    with transaction.atomic():
        before = entries()
        if form.method == "get":
            answer = client.get(form.action.partition("?")[0], QUERY_STRING=body[:8_000])
        else:
            answer = client.post(form.action, body, content_type="application/x-www-form-urlencoded")
        made = entries() != before
        if "Location" in answer:
            answer = client.get(answer["Location"])
        transaction.set_rollback(True)
    words = answer.content.decode(errors="replace") if not answer.streaming else ""
    told = answer.status_code in (400, 404) or re.search(
        r'role="alert"|class="(why|wrong|wrong-all|errorlist|error)\b', words
    )
    return made, bool(told)


def entries() -> int:
    from clawback.server.record.models import Head

    return Head.objects.get(pk=1).size
