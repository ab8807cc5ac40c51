"""What allauth's script for passkeys reads from a page: which form, by the ids of its parts. It is data, not script."""

from __future__ import annotations

import json

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

__all__ = ["passkey", "register"]

register = template.Library()


@register.simple_tag
def passkey(form: str, **ids: str) -> SafeString:
    """`form` is one of allauth.webauthn.forms."""
    said = json.dumps({"ids": ids}).replace("<", "\\u003c")
    return format_html(
        '<script data-allauth-onload="allauth.webauthn.forms.{}" type="application/json">{}</script>',
        form,
        mark_safe(said),  # noqa: S308 - JSON in which no tag can begin
    )
