"""Runs one function of the bench in a fresh process, so that no part warms, burdens or outlives another.

The process reads its arguments as JSON on standard input and prints its answer as the last line.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

__all__ = ["Failed", "memory_of_this_process", "run_alone"]


class Failed(Exception):
    """A part did not come to its end; the text says why."""


def run_alone(function: str, **arguments: Any) -> dict[str, Any]:
    """What `module:function` of the bench answers to the arguments, and `peak_rss` in bytes. Raises Failed."""
    print(f"  {function} {_short(arguments)}", file=sys.stderr, flush=True)
    done = subprocess.run(
        [sys.executable, "-m", "bench.child", function],
        input=json.dumps(arguments),
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[1],
    )
    if done.returncode != 0:
        raise Failed(f"{function}: {(done.stderr.strip().splitlines() or ['no reason'])[-1][:200]}")
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answer


def _short(arguments: dict[str, Any]) -> str:
    return " ".join(str(value) for value in arguments.values() if isinstance(value, int | str))[:100]


def memory_of_this_process() -> dict[str, int]:
    """VmHWM (the most that was resident), RssAnon (resident and of no file) and the like, in bytes."""
    found = re.findall(r"^(\w+):\s+(\d+) kB$", Path("/proc/self/status").read_text("utf-8"), re.MULTILINE)
    return {name: 1024 * int(size) for name, size in found}


def _main() -> None:
    module, name = sys.argv[1].split(":")
    answer = getattr(import_module(f"bench.{module}"), name)(**json.load(sys.stdin))
    print(json.dumps({**answer, "peak_rss": memory_of_this_process()["VmHWM"]}))


if __name__ == "__main__":
    _main()
