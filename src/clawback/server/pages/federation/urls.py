"""Addresses of the federation."""

from __future__ import annotations

from django.urls import path

from clawback.server.pages.federation import abroad, asking, door, here, overview

urlpatterns = [
    path("federation/", overview.federation, name="federation"),
    path("federation/in/<slug:folder>/", door.letters_in, name="federation-in"),
    path("cases/<int:number>/peers/", asking.draft, name="peers-draft"),
    path("peer-questions/<int:number>/", asking.question, name="peer-question"),
    path("peer-questions/<int:number>/approve/", asking.approve, name="peers-approve"),
    path("peer-questions/<int:number>/carry/", asking.carry, name="peers-carry"),
    path("peer-questions/<int:number>/free/", asking.free, name="peers-free"),
    path("peer-holds/<int:number>/", asking.hold, name="peer-hold"),
    path("peer-holds/<int:number>/confirm/", asking.confirm, name="peer-hold-confirm"),
    path("peer-holds/<int:number>/release/", asking.release, name="peer-hold-release"),
    path("letters-abroad/<int:number>/", abroad.letter_abroad, name="letter-abroad"),
    *(
        path(
            f"letters-abroad/<int:number>/{deed}/",
            abroad.decide,
            {"deed": deed},
            name=f"letter-abroad-{deed}",
        )
        for deed in ("approve", "send", "answer", "withdraw")
    ),
    path("holds-for-peers/", here.holds_for_peers, name="holds-for-peers"),
    path("holds-for-peers/<int:number>/", here.hold_for_a_peer, name="hold-for-a-peer"),
    *(
        path(
            f"holds-for-peers/<int:number>/{deed}/",
            here.decide,
            {"deed": deed},
            name=f"hold-for-a-peer-{deed}",
        )
        for deed in ("place", "refuse", "release", "tell")
    ),
]
