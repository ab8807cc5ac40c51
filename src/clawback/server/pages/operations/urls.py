"""Which address is which page of operations."""

from __future__ import annotations

from django.urls import path

from clawback.server.pages.operations import views

__all__ = ["urlpatterns"]

urlpatterns = [
    path("operations/", views.operations, name="operations"),
    path("operations/<int:number>/", views.operation, name="operation"),
    path("operations/<int:number>/part/", views.part, name="operation-part"),
    path("operations/<int:number>/rejoin/", views.rejoin, name="operation-rejoin"),
    path("operations/<int:number>/note/", views.note, name="operation-note"),
    path("operations/<int:number>/take-up/", views.take, name="operation-take-up"),
]
