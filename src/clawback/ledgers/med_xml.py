"""The XML of a tracking graph as the same lists and objects that its JSON has."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from lxml import etree

from clawback.errors import LedgerError
from clawback.ledgers.lines import read_whole

__all__ = ["XML_BYTES", "read_xml"]

XML_BYTES = 1 << 23
"""A graph holds some hundred transfers: its XML is at most 8 MiB long, unpacked, and so is its JSON."""

_LISTS = ("accounts", "persons", "transactions")
_DEPTH = 32


def read_xml(path: Path) -> Any:
    """The document's root, as objects, lists and texts.

    Raises LedgerError for what is not XML, for a document type (entities are not expanded, nothing is fetched),
    for an element that stands twice where one may, and for more than 64 MiB.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        root = etree.fromstring(read_whole(path, XML_BYTES), parser)
    except etree.XMLSyntaxError as error:
        reason = " ".join(error.msg.split())
        raise LedgerError(f"the text is not XML ({reason})", file=str(path), line=error.lineno) from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise LedgerError(
            "the XML declares a document type", file=str(path), remedy="send it without <!DOCTYPE>"
        )
    return _value(root, path, 0)


def _value(element: Any, path: Path, depth: int) -> Any:
    children = [child for child in element if isinstance(child.tag, str)]
    if depth > _DEPTH:
        raise LedgerError(
            "the XML is nested too deeply to be a graph", file=str(path), line=element.sourceline
        )
    if _name(element) in _LISTS:
        return [_value(child, path, depth + 1) for child in children]
    if not children:
        return (element.text or "").strip()
    found: dict[str, Any] = {}
    for child in children:
        name = _name(child)
        if name in found:
            raise LedgerError(
                f"the element {name} stands twice", file=str(path), line=child.sourceline, field=name
            )
        found[name] = _value(child, path, depth + 1)
    return found


def _name(element: Any) -> str:
    return str(etree.QName(element).localname).replace("_", "").lower()
