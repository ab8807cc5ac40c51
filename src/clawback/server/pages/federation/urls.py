"""Addresses of the federation."""

from __future__ import annotations

from django.urls import path

from clawback.server.pages.federation import asking, door, overview

urlpatterns = [
    path("federation/", overview.federation, name="federation"),
    path("federation/in/<slug:folder>/", door.letters_in, name="federation-in"),
    path("cases/<int:number>/peers/", asking.draft, name="peers-draft"),
    path("peer-questions/<int:number>/", asking.question, name="peer-question"),
    path("peer-questions/<int:number>/approve/", asking.approve, name="peers-approve"),
    path("peer-holds/<int:number>/", asking.hold, name="peer-hold"),
    path("peer-holds/<int:number>/confirm/", asking.confirm, name="peer-hold-confirm"),
    path("peer-holds/<int:number>/release/", asking.release, name="peer-hold-release"),
]
