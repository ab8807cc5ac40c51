"""One word for one thing, and no word that is about one machine alone.

The words are the glossary's. Only names that our own code gives are looked at (functions, classes, arguments,
variables, attributes it sets): what a file format calls its columns stands in strings, what a library calls its
things is the library's.
"""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

import pytest

from tests.tidy.tree import python_files, short, text_files

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# The glossary's "not" column, less the words that have another plain meaning in code (value, date, source, target,
# method, graph, flag, user, campaign and the like).
INSTEAD = {
    "complaint": "report",
    "incident": "case",
    "ioc": "identifier",
    "lien": "hold",
    "node": "account",
    "nodes": "accounts",
    "payee": "creditor",
    "payer": "debtor",
    "payment": "transfer",
    "payments": "transfers",
    "receiver": "creditor",
    "receivers": "creditors",
    "refund": "return",
    "refunds": "returns",
    "sender": "debtor",
    "senders": "debtors",
    "suspect": "holder",
    "suspects": "holders",
    "taint": "trace",
    "tainted": "traced",
    "tenant": "organisation",
    "timestamp": "settled_at",
    "timestamps": "settled_at",
    "transaction": "transfer",
    "transactions": "transfers",
    "tx": "transfer",
    "txn": "transfer",
    "txs": "transfers",
    "wallet": "account",
    "wallets": "accounts",
}
# Folder under src/clawback -> words that are right there, each with its reason.
RIGHT_THERE = {
    # Of a message, not of money: the agent that sent it; the payments message is pacs.008.
    "ledgers/statements": {"payments", "sender"},
    # An institution's machine in a federation is a node; what moves there are messages.
    "federation": {"node", "nodes"},
    "cli/federation": {"nodes"},
    "server/federated": {"node"},
}

# A dot or letter is put in brackets where it would make this file a find of its own.
MACHINE = {
    "a machine's path": r"(?<![\w.~/)-])/(?:work|root|home|Users|opt)/\w",
    "a package index": r"pypi[.]org|pythonhosted[.]org|npmjs[.]|deb[.]debian",
    "unfinished work": r"\b(?:TO[D]O|FIX[M]E|HA[C]K)\b",
}


@pytest.mark.parametrize("what", MACHINE)
def test_no_text_names(what: str) -> None:
    found = [
        f"{short(path)}:{number}: {line.strip()[:100]}"
        for path in text_files()
        for number, line in enumerate(path.read_text("utf-8", errors="replace").splitlines(), 1)
        if re.search(MACHINE[what], line)
    ]
    assert found == []


def test_names_in_code_are_the_glossary_s() -> None:
    found = [
        f"{short(path)}:{line} {name}: say {INSTEAD[word]}"
        for path in python_files("src")
        for line, name in names_given(path)
        for word in words(name) & INSTEAD.keys() - right_in(path)
    ]
    assert found == []


def names_given(path: Path) -> Iterator[tuple[int, str]]:
    for part in ast.walk(ast.parse(path.read_bytes(), path)):
        match part:
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                yield part.lineno, part.name
            case ast.arg():
                yield part.lineno, part.arg
            case ast.Name(ctx=ast.Store()):
                yield part.lineno, part.id
            case ast.Attribute(ctx=ast.Store()):
                yield part.lineno, part.attr


def words(name: str) -> set[str]:
    """The words of a name in snake_case or CamelCase, in lower case."""
    return {word.lower() for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", name)}


def right_in(path: Path) -> set[str]:
    return {
        word
        for folder, right in RIGHT_THERE.items()
        if f"/clawback/{folder}/" in path.as_posix()
        for word in right
    }


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("sender_id", {"sender", "id"}),
        ("TxGraph", {"tx", "graph"}),
        ("context", {"context"}),
        ("IOC", {"ioc"}),
    ],
)
def test_a_name_falls_into_its_words(name: str, said: set[str]) -> None:
    assert words(name) == said
