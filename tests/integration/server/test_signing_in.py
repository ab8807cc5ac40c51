"""Signing in as a person does, in a real Chromium: first administrator, app, passkey, wrong codes, lock-out."""

from __future__ import annotations

import base64
import hmac
import re
import signal
import struct
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.integration.server.served import fresh_folder, saying
from tests.ports import free_port

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

PASSWORD = "long enough, and odd"


@dataclass
class Running:
    """The server, and the code that its terminal showed."""

    address: str
    code: str


@pytest.fixture(scope="module")
def running() -> Iterator[Running]:
    with fresh_folder() as folder:
        yield from _running(folder)


def _running(folder: Path) -> Iterator[Running]:
    port = free_port()
    with saying(folder, port) as (process, said):
        found = re.search(r"One-time code: (\S+)", said)
        assert found, said
        yield Running(f"http://localhost:{port}", found[1])
        process.send_signal(signal.SIGTERM)


def fresh(chromium: Browser, running: Running) -> BrowserContext:
    """A browser that was never there."""
    context = chromium.new_context(base_url=running.address, locale="en")
    context.set_default_timeout(120_000)  # a machine may be busy
    return context


@pytest.fixture
def page(chromium: Browser, running: Running) -> Iterator[Page]:
    context = fresh(chromium, running)
    opened = context.new_page()
    errors: list[str] = []
    opened.on("console", lambda said: errors.append(said.text) if "Content Security" in said.text else None)
    yield opened
    context.close()
    assert errors == []


def six_digits(secret: str, ahead: int = 0) -> str:
    """What an authenticator app shows (RFC 6238)."""
    step = struct.pack(">Q", int(time.time()) // 30 + ahead)
    hashed = hmac.digest(base64.b32decode(secret + "=" * (-len(secret) % 8)), step, "sha1")
    start = hashed[-1] & 15
    return f"{(struct.unpack('>I', hashed[start : start + 4])[0] & 0x7FFFFFFF) % 10**6:06}"


def press(page: Page, name: str) -> None:
    page.get_by_role("main").get_by_role("button", name=name, exact=True).click()


def enter(page: Page, user: str, password: str) -> None:
    page.goto("/accounts/login/")
    page.locator("#id_login").fill(user)
    page.locator("#id_password").fill(password)
    press(page, "Sign in")


def set_up_app(page: Page) -> str:
    """Sets up the app from the page on signing in, and returns its secret."""
    page.get_by_role("link", name="Set up an app").click()
    assert page.locator("img.qr").evaluate("picture => picture.decode().then(() => picture.naturalWidth > 0)")
    secret = page.locator("#authenticator_secret").inner_text()
    page.locator("#id_code").fill("000000" if six_digits(secret) != "000000" else "000001")
    press(page, "Set it up")
    assert page.locator(".errorlist").count() == 1
    page.locator("#id_code").fill(six_digits(page.locator("#authenticator_secret").inner_text()))
    press(page, "Set it up")
    return secret


def test_from_the_terminals_code_to_a_member_with_an_app_and_one_with_a_passkey(
    page: Page, chromium: Browser, running: Running
) -> None:
    page.goto("/")
    assert page.url.endswith("/set-up/")
    said = {"one_time_code": running.code, "organisation": "Centre", "code": "centre", "name": "First Person"}
    for name, each in {**said, "username": "first", "password": PASSWORD}.items():
        page.locator(f"#id_{name}").fill(each)
    page.locator("#id_jurisdiction").select_option("gb")
    press(page, "Set up")
    assert page.url.endswith("/accounts/2fa/")
    secret = set_up_app(page)
    page.goto("/organisation/")
    page.locator("#id_name").fill("Second Person")
    page.locator("#id_username").fill("second")
    press(page, "Add a member")
    code = page.locator(".secret").inner_text()

    sign_in_with_app(page, secret)
    lock_out(chromium, running)
    passkey(chromium, running, code)


def sign_in_with_app(page: Page, secret: str) -> None:
    """A wrong code is refused, the right one lets in."""
    page.get_by_role("button", name="Sign out").click()
    enter(page, "first", PASSWORD)
    assert page.url.endswith("/authenticate/")
    page.locator("#id_code").fill("123")
    press(page, "Sign in")
    assert page.locator(".errorlist").count() >= 1
    page.locator("#id_code").fill(six_digits(secret, 1))  # the one of now was used: no code counts twice
    press(page, "Sign in")
    assert page.get_by_role("heading", level=1).inner_text() == "Home"


def passkey(chromium: Browser, running: Running, code: str) -> None:
    """An invited member sets a password and a passkey, and signs in by that alone."""
    context = fresh(chromium, running)
    page = context.new_page()
    devices = context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    kept = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True}
    able = {"hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True}
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": {**kept, **able}})
    page.goto("/invitation/")
    for name, each in {"code": code, "password": PASSWORD, "again": PASSWORD}.items():
        page.locator(f"#id_{name}").fill(each)
    press(page, "Set the password")
    page.get_by_role("link", name="Add a passkey").click()
    page.locator("#id_name").fill("Laptop")
    page.locator("#id_passwordless").check()
    press(page, "Add a passkey")
    # The device answers first, and only then the form is sent.
    page.wait_for_url(lambda url: "/webauthn/add" not in url)
    page.goto("/accounts/2fa/webauthn/")
    assert page.get_by_text("Laptop").count() == 1
    page.goto("/sessions/")
    assert page.get_by_text("this one").count() == 1
    page.get_by_role("button", name="Sign out", exact=True).click()
    page.goto("/accounts/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url(lambda url: "/login" not in url)
    page.get_by_role("heading", name="Home").wait_for()
    assert page.locator(".who b").inner_text() == "Second Person"
    context.close()


def lock_out(chromium: Browser, running: Running) -> None:
    """Five wrong passwords, then not even the right one; the page says so in both languages."""
    context = fresh(chromium, running)
    page = context.new_page()
    for _ in range(5):
        enter(page, "second", "wrong, wrong, wrong")
    assert page.get_by_role("heading", level=1).inner_text() == "Locked out for a while"
    enter(page, "second", PASSWORD)
    assert page.get_by_role("heading", level=1).inner_text() == "Locked out for a while"
    page.goto("/accounts/login/")
    page.get_by_role("button", name="简体中文").click()
    page.locator("#id_login").fill("second")
    page.locator("#id_password").fill(PASSWORD)
    page.get_by_role("button", name="登录", exact=True).click()
    assert page.get_by_role("heading", level=1).inner_text() == "暂时锁定"
    context.close()
