"""Which address is which page of the portal: none has a code in it."""

from __future__ import annotations

from django.urls import URLPattern, path

from clawback.server.portal.redress import holder

urlpatterns: list[URLPattern] = [
    # redress
    path("notice/", holder.notice, name="holder-notice"),
    path("notice/objection/", holder.objection, name="holder-objection"),
    path("notice/withdraw/", holder.withdraw, name="holder-withdraw"),
    path("notice/leave/", holder.leave, name="holder-leave"),
]
