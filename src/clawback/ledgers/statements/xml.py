"""ISO 20022 documents read piece by piece, in bounded memory.

A document that declares entities (any DOCTYPE) is refused, nothing is fetched, and libxml2's own limits (10 MB
for one text, depth 256) stay on. Elements are dropped as soon as they have been read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from lxml import etree

from clawback.errors import LedgerError
from clawback.ledgers.streams import open_stream

__all__ = ["Piece", "drop", "pieces", "raw"]

Piece = tuple[str, str, Any]
"""Event (`start` or `end`), local name, and the element."""

_CHUNK = 1 << 16
_MOST_BETWEEN = 4 << 20
_NAMESPACE = re.compile(r"urn:iso:std:iso:20022:tech:xsd:([a-z]{4}\.[0-9]{3})\.001\.([0-9]{2})")


def pieces(path: Path, message: str, names: Sequence[str]) -> Iterator[Piece]:
    """The starts and ends of the elements called `names` in a document of `message` (such as `camt.053`).

    Raises LedgerError for what is not well-formed, declares entities, is cut short, is of another message,
    or has more than 4 MiB between two of the elements.
    """
    parser = _parser(["Document", *names])
    space = ""
    with open_stream(path) as stream:
        fed = 0
        for chunk in _chunks(stream):
            fed += len(chunk)
            for event, element in _events(parser, chunk, path):
                fed = 0
                namespace, _, name = element.tag.rpartition("}")
                if name == "Document" and event == "start":
                    _check_start(element, message, path)
                    space = namespace
                elif namespace == space != "" and name != "Document":
                    yield event, name, element
            if fed > _MOST_BETWEEN:
                raise LedgerError("more than 4 MiB without an entry", file=str(path))
    if not space:
        raise LedgerError("the XML holds no ISO 20022 document", file=str(path))


def _parser(names: Sequence[str]) -> Any:
    return etree.XMLPullParser(
        events=("start", "end"),
        tag=[f"{{*}}{name}" for name in names],
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )


def _chunks(stream: Any) -> Iterator[bytes]:
    while chunk := stream.read(_CHUNK):
        yield chunk
    yield b""


def _events(parser: Any, chunk: bytes, path: Path) -> Iterator[Any]:
    """Feeds a chunk; the empty one ends the document."""
    try:
        if chunk:
            parser.feed(chunk)
        else:
            parser.close()
    except etree.XMLSyntaxError as error:
        raise _syntax(error, parser, path) from None
    yield from parser.read_events()


def _syntax(error: etree.XMLSyntaxError, parser: Any, path: Path) -> LedgerError:
    """What the parser says went wrong first: its exception may only tell what followed from that."""
    fatal = [one for one in parser.feed_error_log if one.level_name == "FATAL"]
    said, line = (fatal[0].message, fatal[0].line) if fatal else (error.msg or "it is empty", error.lineno)
    reason = " ".join(said.split())
    if "Premature end" in reason:
        return LedgerError(
            f"the XML ends too early ({reason})", file=str(path), remedy="fetch the file again"
        )
    return LedgerError(f"the XML cannot be read: {reason}", file=str(path), line=line or None)


def _check_start(element: Any, message: str, path: Path) -> None:
    if element.getroottree().docinfo.internalDTD is not None:
        raise LedgerError(
            "the document declares a DOCTYPE, which ISO 20022 does not have",
            file=str(path),
            remedy="ask its sender for one without entities",
        )
    namespace = etree.QName(element).namespace or "(none)"
    found = _NAMESPACE.fullmatch(namespace)
    if found is None or found[1] != message:
        raise LedgerError(
            f"the document's namespace is {namespace}, not that of {message}",
            file=str(path),
            line=element.sourceline,
            field="xmlns",
            remedy=f"it should be urn:iso:std:iso:20022:tech:xsd:{message}.001.NN",
        )
    if int(found[2]) < 2:
        raise LedgerError(
            f"{message}.001.{found[2]} is older than what is read",
            file=str(path),
            remedy=f"ask for {message}.001.02 or newer",
        )


def drop(element: Any) -> None:
    """Frees an element that has been read, and those before it. It stays as an empty one itself, for the
    parser may still be at it."""
    element.clear(keep_tail=True)
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def raw(element: Any) -> str:
    """At most 2,000 characters of the element as it stands, for the file of bad rows."""
    return str(etree.tostring(element, encoding="unicode", with_tail=False))[:2000]
