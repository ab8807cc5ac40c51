"""Writing SVG: numbers, texts and the few elements that a picture is made of.

Only presentation attributes are used, no style sheet: a page's content security policy cannot blank them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

__all__ = ["FONT", "MONO", "attributes", "clean", "element", "label", "number", "plate", "shape"]

FONT = (
    "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, 'Noto Sans', 'PingFang SC', "
    "'Microsoft YaHei', 'Noto Sans CJK SC', 'Source Han Sans SC', 'WenQuanYi Micro Hei', sans-serif"
)
MONO = "ui-monospace, 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace"

# Controls, bidirectional overrides and isolates, zero-width letters, line separators, lone surrogates and
# non-characters: none may reach a document that a court reads, for they are invalid or reorder the text.
_UNWANTED = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff\ud800-\udfff]+"
)


def clean(text: str) -> str:
    """`text` without what XML forbids or what would hide or reorder letters; runs of space become one."""
    return " ".join(_UNWANTED.sub(" ", text).split())


def number(value: float) -> str:
    """At most one decimal, and no more letters than needed: 12, 12.5, -0.3."""
    text = f"{value:.1f}"
    text = text.removesuffix(".0")
    return "0" if text == "-0" else text


def attributes(values: Mapping[str, str | float]) -> str:
    """Attributes in the order given; an underscore in a name stands for a hyphen."""
    return "".join(
        f" {name.rstrip('_').replace('_', '-')}={quoteattr(v if isinstance(v, str) else number(v))}"
        for name, v in values.items()
    )


def element(name: str, content: str = "", /, **values: str | float) -> str:
    """One element around `content`, which is SVG already."""
    opened = f"<{name}{attributes(values)}"
    return f"{opened}>{content}</{name}>" if content else f"{opened}/>"


def shape(path: str, title: str = "", /, **values: str | float) -> str:
    """A path; `title` is shown when it is pointed at and read out."""
    return element("path", element("title", escape(title)) if title else "", d=path, **values)


def label(text: str, x: float, y: float, size: float, /, **values: str | float) -> str:
    """One line of text with its baseline at `y`."""
    return element("text", escape(text), x=x, y=y, font_size=size, **values)


def plate(x: float, y: float, width: float, height: float, /, **values: str | float) -> str:
    """A rectangle."""
    return element("rect", x=x, y=y, width=width, height=height, **values)
