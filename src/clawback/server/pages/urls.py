"""Which address is which page of members. A record's page is named by its kind: `hold request` is at `hold-request`."""

from __future__ import annotations

from django.urls import path

from clawback.server.pages import health, home, set_up, signing_in
from clawback.server.pages.statements import requests as statements
from clawback.server.pages.statements import tracing

urlpatterns = [
    path("", home.home, name="home"),
    path("healthz", health.healthz, name="healthz"),
    path("set-up/", set_up.set_up, name="set-up"),
    path("sign-in/", signing_in.choose_person, name="sign-in"),
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
