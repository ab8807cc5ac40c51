"""Which address is which page of members. A record's page is named by its kind: `hold request` is at `hold-request`."""

from __future__ import annotations

from django.urls import path

from clawback.server.pages import health, home, set_up, signing_in

urlpatterns = [
    path("", home.home, name="home"),
    path("healthz", health.healthz, name="healthz"),
    path("set-up/", set_up.set_up, name="set-up"),
    path("sign-in/", signing_in.choose_person, name="sign-in"),
]
