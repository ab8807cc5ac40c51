"""A report's text as its near-duplicates have it too: without what is the report's own."""

from __future__ import annotations

import re
import unicodedata

import numpy as np

from clawback.linking.minhash import Codes

__all__ = ["codes_of"]

_MOST = 2000
_RUN = re.compile(r"[!-~]+|[^\x00-\x7f\s]+")  # a sentence without spaces does not go with the number in it
_OWN = re.compile(r"[\d@/]")
_SIGN = re.compile(r"[^\w\s]|_")


def codes_of(text: str) -> Codes:
    """The characters, folded; numbers, addresses and signs left out: those link by themselves, or are the victim's."""
    folded = unicodedata.normalize("NFKC", text[:_MOST]).casefold()
    kept = " ".join([run for run in _RUN.findall(folded) if run.isalpha() or not _OWN.search(run)])
    plain = " ".join(_SIGN.sub(" ", kept).split())
    return np.frombuffer(plain.encode("utf-32-le", "replace"), np.uint32)
