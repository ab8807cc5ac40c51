"""The commands by name, each loaded when it is called, and what every one of them does with errors."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from difflib import get_close_matches

from cyclopts import App, CycloptsError, MissingArgumentError, UnknownCommandError

from clawback.errors import Bug, InputError

__all__ = ["COMMANDS", "make_app", "run"]

_ABOUT = """Find where stolen money went, to the last minor unit.

Given a ledger (a bank's statements, a spreadsheet's transfers, a chain's) and the ids of the stolen transfers,
`clawback trace` says where that money is now, under five allocation rules of the law, with bounds.

Example: `clawback trace tests/data/formats/csv/sample.csv --claim T3`
"""

COMMANDS = {
    "trace": ("trace:trace", "Where the money of claims stands now."),
    "explain": ("explain:explain", "The arithmetic of one account, line by line."),
    "extract": ("extract:extract", "Facts out of a report's text: who, how much, when."),
    "link": ("link:link", "Which reports are one operation's work, and why."),
    "return": ("return_:return_", "Who gets what back, under each method."),
    "convert": ("convert:convert", "Any ledger format to CSV or Parquet."),
    "ledger": ("ledger:app", "Build, append to, show and check a ledger folder."),
    "journal": ("journal:app", "Check and show a downloaded journal, offline."),
    "federation": ("federation:app", "Trace with other institutions, each keeping its ledger."),
    "sample": ("sample:sample", "Trace the packaged sample ledger."),
    "serve": ("serve:serve", "Start the whole server: database, pages, worker."),
    "web": ("web:web", "Run the web server alone."),
    "agent-sim": ("agent_sim:agent_sim", "Play a bank over the API, for tests and demos."),
    "agent-kit": ("agent_kit:agent_kit", "A page, a CSV and a form for a bank without software."),
    "keys": ("keys:app", "A new master key for people's data."),
    "worker": ("worker:worker", "Run a worker alone: clocks and the journal."),
    "witness": ("witness:witness", "Watch a journal from elsewhere."),
}
"""name -> where its function is, and its line in the list of commands."""


def make_app(listing: bool) -> App:
    """The commands. For `listing` they carry one line each, so that none of them is loaded to be listed."""
    app = App(
        name="clawback",
        help=_ABOUT,
        help_format="markdown",
        version_flags=["--version"],
        result_action="return_value",
    )
    for name, (place, line) in COMMANDS.items():
        app.command(f"clawback.cli.{place}", name=name, help=line if listing else None)
    return app


def run(arguments: Sequence[str]) -> int:
    """Runs one command and returns the exit status."""
    try:
        listing = not arguments or arguments[0].startswith("-")
        make_app(listing)(list(arguments), exit_on_error=False, print_error=False)
        if sys.stdout is not None:
            sys.stdout.flush()
        return 0
    except CycloptsError as error:
        return _refuse(_of_the_line(error, arguments))
    except InputError as error:
        return _refuse(str(error))
    except UnicodeError as error:
        return _refuse(f"a name or text is not UTF-8: {error.reason if hasattr(error, 'reason') else error}")
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return _refuse("stopped", 130)
    except (OSError, MemoryError) as error:
        return _refuse(_of_the_machine(error))
    except Bug as error:
        return _refuse(f"a bug of ours, please report it: {error}", 1)


def _of_the_line(error: CycloptsError, arguments: Sequence[str]) -> str:
    if isinstance(error, UnknownCommandError) and arguments[0] not in COMMANDS:
        near = get_close_matches(arguments[0], COMMANDS, 1)
        return f"there is no command {arguments[0]!r}; " + (
            f"did you mean {near[0]}?" if near else "see clawback --help"
        )
    if isinstance(error, MissingArgumentError) and error.argument is not None:
        return f"{error.argument.name} is missing; see clawback {arguments[0]} --help"
    return " ".join(str(error).split())


def _refuse(text: str, status: int = 2) -> int:
    print(f"clawback: {text}", file=sys.stderr)
    return status


def _of_the_machine(error: OSError | MemoryError) -> str:
    if isinstance(error, MemoryError):
        return (
            "the machine has not enough memory for this ledger; build a ledger folder (clawback ledger build)"
        )
    where = f"{error.filename}: " if error.filename else ""
    return f"{where}{error.strerror or error}"
