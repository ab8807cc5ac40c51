"""Which address is which page of redress."""

from __future__ import annotations

from django.urls import path

from clawback.server.pages.redress import notices, objections, silent

__all__ = ["urlpatterns"]

urlpatterns = [
    path("objections/", objections.objections, name="objections"),
    path("objections/<int:number>/", objections.objection, name="objection"),
    path("objections/<int:number>/files/<int:place>/", objections.objection_file, name="objection-file"),
    path("holds/<int:number>/notice/", notices.hold_notice, name="hold-notice"),
    path("holds/<int:number>/value-given/", notices.hold_notice, name="value-given"),
    path("holds/<int:number>/release-request/", notices.hold_notice, name="release-request"),
    path("regulator/silent/", silent.silent_agents_page, name="silent-agents"),
]
