"""Addresses of the API; what is not there is a problem too."""

from __future__ import annotations

import json

from django.http import HttpRequest, HttpResponse
from django.urls import path, re_path
from django.views.decorators.csrf import csrf_exempt

from clawback.server.api.problems import MEDIA, NotFound, of_refusal
from clawback.server.api.v1 import api

__all__ = ["nothing"]


@csrf_exempt
def nothing(request: HttpRequest) -> HttpResponse:
    """404."""
    status, found = of_refusal(NotFound("nothing has this address", remedy="see /api/v1/openapi.json"))
    return HttpResponse(json.dumps(found), status=status, content_type=MEDIA)


urlpatterns = [path("v1/", api.urls), re_path("^", nothing)]
