"""The console blocks of the manual: what they say is typed, and what they say is shown.

    ```console
    $ clawback trace ledger.csv --claim T1 \\
        --rule fifo
    1,000.00 EUR was taken ...
    ...
    ```

A line `...` stands for any lines. A command that shows nothing is only run, as is one in a block without a
language whose lines begin with `clawback`. A page that shows an error shows it as the program prints it, and then the
exit status is 2.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

__all__ = ["BLOCK", "ROOT", "Shown", "matches", "pages", "shown_in", "split_block"]

ROOT = Path(__file__).parents[3]
FENCED = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
BLOCK = re.compile(r"(?<=^```console\n)(.*?)(?=^```$)", re.MULTILINE | re.DOTALL)
FOLDERS = ("tutorial", "how-to", "explanation")


@dataclass(frozen=True, kw_only=True, slots=True)
class Shown:
    """A command as typed, continued lines joined, and the lines shown below it."""

    typed: str
    command: str
    output: str

    @property
    def refused(self) -> bool:
        return any(line.startswith("clawback: ") for line in self.output.splitlines())


def pages() -> list[Path]:
    """The pages with commands to run."""
    found = (page for folder in FOLDERS for page in (ROOT / "docs" / folder).rglob("*.md"))
    return [*sorted(ROOT.glob("README*.md")), *sorted(found)]


def shown_in(page: Path) -> list[Shown]:
    """The commands of a page in order."""
    found: list[Shown] = []
    for language, block in FENCED.findall(page.read_text("utf-8")):
        if language == "console":
            found += split_block(block)
        elif not language and block.startswith("clawback "):
            lines = re.sub(r"\\\n *", "", block).splitlines()
            found += [Shown(typed=f"{line}\n", command=line, output="") for line in lines]
    return found


def split_block(block: str) -> list[Shown]:
    """The commands of one block, each with what is shown below it."""
    found = []
    for part in re.split(r"^(?=\$ )", block, flags=re.MULTILINE):
        typed = re.match(r"\$ .*(?:(?<=\\)\n    .*)*\n", part)
        if typed:
            command = re.sub(r"\\\n *", "", typed[0][2:].rstrip("\n"))
            found.append(Shown(typed=typed[0], command=command, output=part[typed.end() :]))
    return found


def matches(shown: str, printed: str) -> bool:
    """Whether `printed` is what is shown, but for blanks at the end of lines and lines left out with `...`."""
    lines = [line.rstrip() for line in shown.strip().splitlines()]
    pattern = "".join(r"(?:.*\n)*" if line == "..." else re.escape(line) + r"\n" for line in lines)
    text = "".join(line.rstrip() + "\n" for line in printed.strip().splitlines())
    return re.fullmatch(pattern, text) is not None
