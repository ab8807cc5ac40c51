"""Which address is which page of members. A record's page is named by its kind: `hold request` is at `hold-request`."""

from __future__ import annotations

from django.urls import path

from clawback.server.pages import endpoints, health, home, set_up, signing_in, tokens
from clawback.server.pages.redress import notices, objections, silent

urlpatterns = [
    path("", home.home, name="home"),
    path("healthz", health.healthz, name="healthz"),
    path("set-up/", set_up.set_up, name="set-up"),
    path("sign-in/", signing_in.choose_person, name="sign-in"),
    path("tokens/", tokens.tokens, name="tokens"),
    path("tokens/<int:number>/end/", tokens.end, name="token-end"),
    path("endpoints/", endpoints.endpoints, name="endpoints"),
    path("endpoints/<int:number>/end/", endpoints.end, name="endpoint-end"),
    path("events/<int:number>/send/", endpoints.send, name="event-again"),
    # redress
    path("objections/", objections.objections, name="objections"),
    path("objections/<int:number>/", objections.objection, name="objection"),
    path("holds/<int:number>/notice/", notices.hold_notice, name="hold-notice"),
    path("holds/<int:number>/value-given/", notices.hold_notice, name="value-given"),
    path("holds/<int:number>/release-request/", notices.hold_notice, name="release-request"),
    path("regulator/silent/", silent.silent_agents_page, name="silent-agents"),
]
