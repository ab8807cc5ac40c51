"""Every address times nobody, every role, and a stranger's: what is not public shows nothing to nobody."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client, override_settings

from tests.integration.server.world import make_world

PUBLIC = {"healthz", "set-up/", "sign-in/"}
SOME_ROLES = {"reports/new/", "outbox/"}  # to other roles there is no such page
OTHERS_OWN = ("accounts/", "language/")  # their packages' own pages; who is nobody gets the way to sign in


def addresses() -> Iterator[str]:
    """Every address of ours that needs no number."""
    from clawback.server.pages.urls import urlpatterns

    for each in urlpatterns:
        address = str(each.pattern)
        if not address.startswith(OTHERS_OWN) and "<" not in address:
            yield address


@pytest.mark.usefixtures("database")
@override_settings(CLAWBACK_DEMO=False, LOGIN_URL="/accounts/login/")
def test_nobody_is_sent_to_sign_in() -> None:
    make_world()
    browser = Client(headers={"host": "localhost"})
    answers = {address: browser.get(f"/{address}") for address in addresses() if address not in PUBLIC}
    assert answers
    for address, answer in answers.items():
        assert (address, answer.headers.get("location")) == (address, "/accounts/login/")


@pytest.mark.usefixtures("database")
def test_every_role_gets_every_page_of_its_own() -> None:
    world = make_world()
    for person in world.people.values():
        browser = Client(headers={"host": "localhost"})
        browser.post("/sign-in/", {"member": person.pk})
        for address in addresses():
            if address != "healthz":
                status = browser.get(f"/{address}", follow=True).status_code
                assert status in ((200, 404) if address in SOME_ROLES else (200,)), address


@pytest.mark.usefixtures("database")
def test_another_host_name_is_refused() -> None:
    assert Client(headers={"host": "evil.example"}).get("/").status_code == 400
