"""Whoever runs clawback may run, change and hand on every part of it: what it needs is under permissive terms."""

from __future__ import annotations

import re
from importlib.metadata import distribution

import pytest

from tests.tidy.test_lock import pins
from tests.tidy.tree import ROOT

PERMISSIVE = {
    *(
        "0BSD",
        "Apache-2.0",
        "BSD-2-Clause",
        "BSD-3-Clause",
        "CC0-1.0",
        "MIT",
        "MIT-0",
        "PSF-2.0",
        "Zlib",
        "LLVM-exception",
    ),
    *("Apache Software License", "BSD License", "MIT License"),
}
# Used unmodified, each a package of its own that whoever runs clawback can put another version of in place.
BY_NAME = {
    "certifi": {"Mozilla Public License 2.0 (MPL 2.0)"},
    "pycountry": {"LGPL-2.1-only"},
    "python-stdnum": {"GNU Lesser General Public License v2 or later (LGPLv2+)"},
}
NEEDED = sorted(pins(ROOT / "requirements/run.txt"))


def terms(name: str) -> set[str]:
    """The licences a package's own metadata names; all of them where it is under several parts' terms."""
    for expression in said(name, "License-Expression"):
        return set(re.split(r" (?:AND|OR|WITH) ", re.sub(r"[()]", "", expression)))
    by_class = {each.split(" :: ")[-1] for each in said(name, "Classifier") if each.startswith("License :: ")}
    return by_class - {"OSI Approved"} or set(said(name, "License")) or {"nothing said"}


def said(name: str, field: str) -> list[str]:
    return distribution(name).metadata.get_all(field) or []


@pytest.mark.parametrize("name", NEEDED)
def test_what_clawback_needs_is_permissive(name: str) -> None:
    assert terms(name) - PERMISSIVE - BY_NAME.get(name, set()) == set()


def test_our_own_licence_stands_in_full() -> None:
    text = (ROOT / "LICENSE").read_text("utf-8")
    assert "Version 2.0, January 2004" in text
    assert "END OF TERMS AND CONDITIONS" in text
    assert "The Clawback authors" in text
