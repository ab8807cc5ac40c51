"""Compiles the kernels of this package into their cache: `python -m clawback.linking.compile`."""

from __future__ import annotations

from clawback.linking.alike import Texts

__all__ = ["warm"]

_TEXT = (
    "A text of which the kernels make shingles, bands and families, and that is long enough for all of them."
)


def warm() -> None:
    """Reads two texts that are alike, and adds a third."""
    texts = Texts([(1, _TEXT), (2, _TEXT)])
    assert texts.add(3, _TEXT) == [[1, 2]]


if __name__ == "__main__":
    warm()
