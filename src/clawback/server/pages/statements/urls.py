"""Which address is which page of statements and the trace."""

from __future__ import annotations

from django.urls import path

from clawback.server.pages.statements import requests as statements
from clawback.server.pages.statements import tracing

__all__ = ["urlpatterns"]

urlpatterns = [
    path("statement-requests/<int:number>/", statements.statement_request, name="statement-request"),
    path("statement-requests/<int:number>/approve/", statements.approve, name="statement-approve"),
    path("statement-requests/<int:number>/answer/", statements.answer, name="statement-answer"),
    path("statement-requests/<int:number>/refuse/", statements.refuse, name="statement-refuse"),
    path("statement-requests/<int:number>/template.csv", statements.template, name="statement-template"),
    path("statement-requests/<int:number>/camt.060/", statements.camt_060, name="statement-camt-060"),
    path("cases/<int:number>/trace/", tracing.case_trace, name="case-trace"),
    path("cases/<int:number>/trace/draft/", tracing.draft, name="trace-draft"),
    path("surpluses/<int:number>/", tracing.surplus, name="surplus"),
    path("surpluses/<int:number>/decide/", tracing.decide_surplus, name="surplus-decide"),
    path("proposals/<int:number>/", tracing.proposal, name="proposal"),
]
