"""Parts of forms that a page has many of: written without a template for each line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

__all__ = ["PlainSelect"]


class PlainSelect(forms.Select):
    """One of a list without groups."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        chosen = "" if value is None else str(value)
        known = self.build_attrs({**self.attrs, "name": name}, attrs)
        options = format_html_join("", '<option value="{}"{}>{}</option>', self._options(chosen))
        return format_html("<select{}>{}</select>", flatatt(known), options)

    def _options(self, chosen: str) -> Iterator[tuple[str, SafeString, str]]:
        for value, label in self.choices:
            yield str(value), SafeString(" selected" if str(value) == chosen else ""), str(label)
