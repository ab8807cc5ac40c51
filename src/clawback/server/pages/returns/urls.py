"""Which address is which page of plans, recalls and what is due."""

from __future__ import annotations

from django.urls import path

from clawback.server.pages.returns import account_change, closing, drafting, due_lines, plan, recall

__all__ = ["urlpatterns"]

urlpatterns = [
    path("plans/<int:number>/", plan.plan, name="plan"),
    path("plans/<int:number>/orders/<int:agent>/<str:form>/", plan.orders, name="plan-orders"),
    path("cases/<int:number>/plans/", drafting.draft, name="plan-draft"),
    path("cases/<int:number>/close/", closing.close, name="case-close"),
    path("cases/<int:number>/dismiss/", closing.dismiss, name="case-dismiss"),
    path("claims/<int:number>/recalls/", drafting.draft_a_recall, name="recall-draft"),
    path("claims/<int:number>/account-changes/", drafting.ask_for_account, name="account-change-ask"),
    path("due-lines/", due_lines.due_lines, name="due-lines"),
    path("recalls/<int:number>/", recall.recall, name="recall"),
    path("recalls/<int:number>/camt-056/", recall.camt_056, name="recall-file"),
    path("account-changes/<int:number>/", account_change.account_change, name="account-change"),
]
