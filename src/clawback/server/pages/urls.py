"""Which address is which page of members. A record's page is named by its kind: `hold request` is at `hold-request`."""

from __future__ import annotations

from django.urls import path

from clawback.server.pages import endpoints, health, home, set_up, signing_in, tokens
from clawback.server.pages.redress import notices, objections, silent
from clawback.server.pages.statements import requests as statements
from clawback.server.pages.statements import tracing

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
    # statements and the trace
    path("statement-requests/<int:number>/", statements.statement_request, name="statement-request"),
    path("statement-requests/<int:number>/approve/", statements.approve, name="statement-approve"),
    path("statement-requests/<int:number>/answer/", statements.answer, name="statement-answer"),
    path("statement-requests/<int:number>/refuse/", statements.refuse, name="statement-refuse"),
    path("statement-requests/<int:number>/template.csv", statements.template, name="statement-template"),
    path("cases/<int:number>/trace/", tracing.case_trace, name="case-trace"),
    path("cases/<int:number>/trace/draft/", tracing.draft, name="trace-draft"),
    path("surpluses/<int:number>/", tracing.surplus, name="surplus"),
    path("surpluses/<int:number>/decide/", tracing.decide_surplus, name="surplus-decide"),
    path("proposals/<int:number>/", tracing.proposal, name="proposal"),
]
