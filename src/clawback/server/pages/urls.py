"""Which address is which page of members. A record's page is named by its kind: `hold request` is at `hold-request`."""

from __future__ import annotations

from django.urls import path

from clawback.server.pages import health, home, set_up, signing_in
from clawback.server.pages.redress import notices, objections, silent

urlpatterns = [
    path("", home.home, name="home"),
    path("healthz", health.healthz, name="healthz"),
    path("set-up/", set_up.set_up, name="set-up"),
    path("sign-in/", signing_in.choose_person, name="sign-in"),
    # redress
    path("objections/", objections.objections, name="objections"),
    path("objections/<int:number>/", objections.objection, name="objection"),
    path("holds/<int:number>/notice/", notices.hold_notice, name="hold-notice"),
    path("holds/<int:number>/value-given/", notices.hold_notice, name="value-given"),
    path("holds/<int:number>/release-request/", notices.hold_notice, name="release-request"),
    path("regulator/silent/", silent.silent_agents_page, name="silent-agents"),
]
