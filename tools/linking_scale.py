"""Time and memory of linking many reports from scratch, and of placing one more."""

from __future__ import annotations

import gc
import resource
import time
from random import Random

from clawback.linking.book import Book
from clawback.linking.facts import ReportFacts
from clawback.simulate.reported import reported
from tools.linking_peers import scores

__all__ = ["HEAD", "scale"]

HEAD = "## Scale"
_LATER = 500
_SHARES = (("median", 0.5), ("95th percentile", 0.95), ("99th percentile", 0.99), ("worst", 1.0))


def scale(number: int, seed: int, machine: str) -> str:
    """The page's section."""
    world = reported(number, seed)
    later = {each.facts.number: each.facts for each in Random(1).sample(world, _LATER)}
    truth = {each.facts.number: each.operation for each in world}
    before = _memory()
    begun, used = time.perf_counter(), time.process_time()
    book = Book(each.facts for each in world if each.facts.number not in later)
    gc.collect()  # what was put off while it was made is a part of making it
    taken, busy, most = time.perf_counter() - begun, time.process_time() - used, _memory()
    placed = _placed(book, list(later.values()))
    precision, recall = scores(truth, book.operations())
    parts = ", ".join(f"{name} {placed[int(share * (_LATER - 1))]:.1f} ms" for name, share in _SHARES)
    return f"""{HEAD}

{machine}

- from scratch: {number:,} reports in {busy:.0f} s of one processor's time ({taken / 60:.1f} minutes on this machine)
- memory: {most:.1f} GiB at most, of which the world itself {before:.1f}
- placing one more, in a processor's time, over {_LATER}: {parts}
- pairs: precision {precision:.3f}, recall {recall:.3f}
"""


def _placed(book: Book, later: list[ReportFacts]) -> list[float]:
    taken = []
    for each in later:
        begun = time.process_time()
        book.place(each)
        taken.append(1000 * (time.process_time() - begun))
    return sorted(taken)


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
