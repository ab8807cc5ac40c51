"""Which address is which page."""

from __future__ import annotations

from django.urls import include, path

from clawback.server.pages import health, home, set_up, signing_in

urlpatterns = [
    path("", home.home, name="home"),
    path("healthz", health.healthz, name="healthz"),
    path("set-up/", set_up.set_up, name="set-up"),
    path("sign-in/", signing_in.choose_person, name="sign-in"),
    path("language/", include("django.conf.urls.i18n")),
    path("accounts/", include("allauth.urls")),
]
