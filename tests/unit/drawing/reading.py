"""Reading a picture back: its texts with the boxes that they take."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from itertools import combinations
from xml.etree import ElementTree as ET

_SVG = "{http://www.w3.org/2000/svg}"
# Of DejaVu Sans, the widest of the usual fonts, measured apart from clawback.drawing.widths.
_NARROW, _MIDDLE = set("ijlI.,:;'|!fJ/\\ -"), set('rt()[]sz*_`c"')
_BROAD = set("mwMWOQDGHNU%@&#<>+=~^")


@dataclass(frozen=True, kw_only=True, slots=True)
class Box:
    text: str
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


def tree_of(svg: str) -> ET.Element:
    return ET.fromstring(svg)


def texts_of(svg: str) -> list[str]:
    """Every text of a picture, its title and description left aside."""
    return [element.text or "" for element in tree_of(svg).iter(f"{_SVG}text")]


def told(svg: str, name: str) -> str:
    """The picture's own `title` or `desc`."""
    return tree_of(svg).findtext(f"{_SVG}{name}") or ""


def boxes_of(svg: str) -> list[Box]:
    return [_box(element) for element in tree_of(svg).iter(f"{_SVG}text")]


def overlaps(svg: str) -> list[tuple[str, str]]:
    """Pairs of texts of which the boxes meet."""
    return [(a.text, b.text) for a, b in combinations(boxes_of(svg), 2) if a.meets(b)]


def outside(svg: str) -> list[str]:
    """Texts that reach beyond the picture's edge."""
    width, height = map(float, tree_of(svg).attrib["viewBox"].split()[2:])
    return [
        box.text
        for box in boxes_of(svg)
        if box.left < 0 or box.top < 0 or box.right > width or box.bottom > height
    ]


def _box(element: ET.Element) -> Box:
    text, size = element.text or "", float(element.attrib["font-size"])
    width = sum(map(_letter, text)) * size
    if "font-weight" in element.attrib:
        width *= 1.1
    if "font-family" in element.attrib:
        width = sum(1.0 if _letter(letter) == 1.0 else 0.605 for letter in text) * size
    left = float(element.attrib["x"])
    if element.get("text-anchor") == "middle":
        left -= width / 2
    base = float(element.attrib["y"])
    return Box(text=text, left=left, top=base - 0.78 * size, right=left + width, bottom=base + 0.22 * size)


def _letter(letter: str) -> float:
    if unicodedata.combining(letter):
        return 0.0
    if letter in _NARROW:
        return 0.33
    if letter in _MIDDLE:
        return 0.47
    if letter in _BROAD:
        return 0.83
    if letter in "·–":
        return 0.4
    return 0.63 if ord(unicodedata.normalize("NFD", letter)[0]) < 0x250 else 1.0
