"""Which address is which page of the portal: none has a code in it."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
