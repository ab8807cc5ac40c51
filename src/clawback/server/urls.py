"""Which address is whose: the API's is for machines, the portal's for people with a code, all others for members."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("api/", include("clawback.server.api.urls")),
    path("", include("clawback.server.pages.urls")),
    path("", include("clawback.server.portal.urls")),
    path("language/", include("django.conf.urls.i18n")),
    path("accounts/", include("clawback.server.pages.accounts")),
]

handler403 = "clawback.server.pages.errors.no_permission"
handler404 = "clawback.server.pages.errors.no_page"
handler500 = "clawback.server.pages.errors.our_fault"
