"""Prints the reference pages from the code: `make docs`. A test compares what stands in docs/ with it."""

from __future__ import annotations

import inspect
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import clawback
from clawback.cli.app import COMMANDS
from clawback.law import printed
from clawback.server.people.printed import printed as permissions

ROOT = Path(__file__).parents[1]
REFERENCE = ROOT / "docs" / "reference"
SUBCOMMANDS = {
    "ledger": ("build", "append", "info", "check"),
    "journal": ("verify", "show"),
    "federation": ("trace", "demo", "keys", "members"),
    "keys": ("rotate",),
}


def pages() -> dict[str, str]:
    """File name in docs/reference -> its text."""
    return {
        "api.md": api(),
        "commands.md": commands(),
        "law.md": printed(),
        "permissions.md": permissions(),
        "python.md": python(),
        "result.md": result(),
    }


def commands() -> str:
    """Every command's help, as a terminal of 100 columns shows it."""
    parts = ["# Commands\n", "Printed from the commands themselves by `make docs`.\n", _help()]
    for name in COMMANDS:
        parts += [f"\n## `clawback {name}`\n", _help(name)]
        for sub in SUBCOMMANDS.get(name, ()):
            parts += [f"\n### `clawback {name} {sub}`\n", _help(name, sub)]
    parts.append("\nExit status: 0 done, 2 bad input (one message on stderr), 1 a bug of ours.\n")
    return "\n".join(parts)


def _help(*command: str) -> str:
    env = {**os.environ, "COLUMNS": "100", "NO_COLOR": "1", "TERM": "dumb"}
    run = subprocess.run(
        [sys.executable, "-c", "from clawback.cli import main; main()", *command, "--help"],
        capture_output=True,
        text=True,
        env=env,
        check=True,
    )
    lines = (line.rstrip() for line in run.stdout.strip().splitlines())
    return "\n".join(["```text", *lines, "```"])


def python() -> str:
    """The public names, with their signatures and docstrings."""
    parts = [
        "# Python\n",
        "What `import clawback` offers: these names and no others. Printed by `make docs`.\n",
    ]
    parts += [f"### `{name}`\n\n{_described(name, getattr(clawback, name))}" for name in clawback.__all__]
    return "\n".join(parts)


def _described(name: str, thing: Any) -> str:
    if inspect.isclass(thing):
        return _class(name, thing)
    return f"```python\nclawback.{name}{inspect.signature(thing)}\n```\n\n{inspect.getdoc(thing)}\n"


def _class(name: str, thing: type) -> str:
    bases = ", ".join(base.__name__ for base in thing.__bases__ if base is not object)
    head = f"class clawback.{name}" + (f"({bases})" if bases else "")
    parts = [f"```python\n{head}\n```\n\n{inspect.getdoc(thing)}\n"]
    if is_dataclass(thing):
        shown = [field for field in fields(thing) if not field.name.startswith("_")]
        parts.append("\n".join(f"- `{field.name}`: `{field.type}`" for field in shown) + "\n")
    parts.extend(_members(thing))
    return "\n".join(parts)


def _members(thing: type) -> Iterator[str]:
    for member in () if issubclass(thing, Exception) else vars(thing):
        value = inspect.getattr_static(thing, member)
        function = getattr(value, "func", value)
        if not member.startswith("_") and callable(function) and inspect.getdoc(function):
            call = str(inspect.signature(function)) if inspect.isfunction(value) else ""
            yield f"- `{member}{call}`: {' '.join((inspect.getdoc(function) or '').split())}"


def result() -> str:
    """The JSON schemas of what `trace` and `return` answer."""
    parts = [
        "# Results as JSON\n",
        "The schemas that are shipped with the package. Printed by `make docs`.\n",
    ]
    for title, place in (("trace", "tracing/answer.schema.json"), ("return", "returning/schema.json")):
        schema = json.loads((ROOT / "src" / "clawback" / place).read_text("utf-8"))
        parts.append(f"## `clawback {title} --output json`\n\n```json\n{json.dumps(schema, indent=1)}\n```\n")
    return "\n".join(parts)


def api() -> str:
    """The API's operations and problems. Django wants settings: those that mypy's plugin reads."""
    program = "import django; django.setup(); from clawback.server.api.printed import printed; print(printed(), end='')"
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "tools.typed_settings", "PYTHONPATH": f"src{os.pathsep}."}
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, env=env, check=True, cwd=ROOT
    )
    return run.stdout


def main() -> None:
    """Writes the pages."""
    REFERENCE.mkdir(parents=True, exist_ok=True)
    for name, text in pages().items():
        (REFERENCE / name).write_text(text, "utf-8")
        print(f"docs/reference/{name}")


if __name__ == "__main__":
    main()
