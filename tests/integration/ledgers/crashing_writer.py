"""A writer that dies: run as `python crashing_writer.py FOLDER HOW`, prints one line of JSON for each death.

FOLDER holds a ledger; each death is that of a process that copies it and appends to the copy. HOW is `steps` (at
the first file operation, at the second, ... until one comes through), `moments` (ended by an alarm at random
moments) or `sizes` (no file may grow beyond a limit, as on a full disk; the limits rise). A line says whether the
writer came through, what a reader then sees, what it sees after a further append, and which names stand in the folder.
"""

from __future__ import annotations

import json
import os
import random
import resource
import shutil
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path

from clawback.errors import LedgerError
from clawback.ledgers.check import check
from clawback.ledgers.compile import warm
from clawback.ledgers.reading import ReadOptions
from clawback.ledgers.store import append
from tests.unit.ledgers.transfers import table

FILE_OPERATIONS = {"open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "shutil.rmtree", "mmap.__new__"}
WRITTEN, REFUSED, BROKEN = 0, 3, 1


def main(folder: Path, how: str) -> None:
    """Every death, one after the other; each works on a copy of the folder."""
    warm()  # what is loaded once is not what a writer does
    for number, prepare in enumerate({"steps": at_steps, "moments": at_moments, "sizes": at_sizes}[how](), 1):
        copy = folder.with_name(f"copy{number}")
        shutil.copytree(folder, copy)
        status = in_a_child(lambda copy=copy: append(copy, table(101, 103), ReadOptions()), prepare)
        seen = check(copy).snapshot
        again = append(copy, table(901, 901), ReadOptions()).snapshot
        names = sorted(path.name for path in copy.iterdir())
        print(
            json.dumps(
                {"written": status == WRITTEN, "status": status, "seen": seen, "again": again, "names": names}
            )
        )
        shutil.rmtree(copy)
        if how == "steps" and status == WRITTEN:
            return


def at_steps() -> Iterator[Callable[[], None]]:
    """Dies at the first file operation, at the second, ..."""
    for step in range(1, 1000):
        yield lambda step=step: die_at(step)


def die_at(step: int) -> None:
    """From now on the file operations are counted; this process dies at the one of that number."""
    count = 0

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal count
        if event in FILE_OPERATIONS:
            count += 1
            if count == step:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)


def at_moments() -> Iterator[Callable[[], None]]:
    """Dies some milliseconds after it began."""
    for seed in range(30):
        yield lambda seed=seed: die_after(random.Random(seed).uniform(0.001, 0.06))


def die_after(seconds: float) -> None:
    """The machine ends this process, wherever it is by then: nothing in it hears of an alarm."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, seconds)


def at_sizes() -> Iterator[Callable[[], None]]:
    """Files may have so many bytes and no more."""
    for most in [*range(0, 2000, 150), *range(2000, 9000, 700), 100_000]:
        yield lambda most=most: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))


def in_a_child(act: Callable[[], object], prepare: Callable[[], None]) -> int:
    """How a forked process ends that does this: its exit status, or minus the signal."""
    child = os.fork()
    if child == 0:
        try:
            prepare()
            act()
            os._exit(WRITTEN)
        except LedgerError as error:
            print(error, file=sys.stderr)
            os._exit(REFUSED)
        except BaseException:
            traceback.print_exc()
            raise
        finally:
            os._exit(BROKEN)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
