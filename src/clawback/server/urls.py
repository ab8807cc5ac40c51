"""Which address is whose: the portal's are for people with a code, all others for members."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("clawback.server.pages.urls")),
    path("", include("clawback.server.portal.urls")),
    path("language/", include("django.conf.urls.i18n")),
    path("accounts/", include("clawback.server.pages.accounts")),
]
