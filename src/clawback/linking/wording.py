"""A report's text as its near-duplicates have it too: without what is the report's own."""

from __future__ import annotations

import re
import unicodedata

import numpy as np

from clawback.linking.minhash import Codes

__all__ = ["codes_of"]

_MOST = 2000
_OWN = re.compile(r"\S*(?:[@/]|\d)\S*|[^\w\s]|_")


def codes_of(text: str) -> Codes:
    """The characters, folded; numbers, addresses and signs left out: those link by themselves, or are the victim's."""
    folded = unicodedata.normalize("NFKC", text[:_MOST]).casefold()
    plain = " ".join(_OWN.sub(" ", _apart(folded)).split())
    return np.frombuffer(plain.encode("utf-32-le", "replace"), np.uint32)


def _apart(text: str) -> str:
    """Scripts without spaces get them around what is left out, so that no sentence goes with its number."""
    return re.sub(r"(?<=[^\x00-\x7f])(?=[\x21-\x7e])|(?<=[\x21-\x7e])(?=[^\x00-\x7f])", " ", text)
