"""Languages that a person may ask to be answered in, each by its own name."""

from __future__ import annotations

from typing import Final

from django.utils.translation import get_language_info

__all__ = ["languages"]

_CODES: Final = (
    *("en", "zh-hans", "zh-hant", "ar", "bn", "de", "es", "fr", "hi", "id"),
    *("ja", "ko", "ms", "pl", "pt", "ru", "sw", "ta", "th", "tr", "uk", "ur", "vi"),
)


def languages() -> list[tuple[str, str]]:
    """(code, own name) of each."""
    return [(code, str(get_language_info(code)["name_local"])) for code in _CODES]
