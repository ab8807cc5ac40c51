"""Circles in an order: the strongly connected components of a graph (Tarjan 1972), without recursion."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

__all__ = ["circles"]


def circles(points: Iterable[int], after: Mapping[int, Sequence[int]]) -> list[list[int]]:
    """The groups of two or more points that lie on circles with one another. `after` gives each point's
    successors; those outside `points` do not count."""
    search = _Search(set(points), after)
    for point in sorted(search.points):
        if point not in search.index:
            search.run(point)
    return search.found


class _Search:
    def __init__(self, points: set[int], after: Mapping[int, Sequence[int]]) -> None:
        self.points, self.after = points, after
        self.index: dict[int, int] = {}
        self.low: dict[int, int] = {}
        self.found: list[list[int]] = []
        self._stack: list[int] = []
        self._on_stack: set[int] = set()

    def run(self, root: int) -> None:
        work = [(root, 0)]
        self._enter(root)
        while work:
            point, at = work.pop()
            successors = self.after.get(point, ())
            if at < len(successors):
                work.append((point, at + 1))
                self._look(point, successors[at], work)
            else:
                self._leave(point)
                if work:
                    parent = work[-1][0]
                    self.low[parent] = min(self.low[parent], self.low[point])

    def _enter(self, point: int) -> None:
        self.index[point] = self.low[point] = len(self.index)
        self._stack.append(point)
        self._on_stack.add(point)

    def _look(self, point: int, successor: int, work: list[tuple[int, int]]) -> None:
        if successor not in self.points:
            return
        if successor not in self.index:
            self._enter(successor)
            work.append((successor, 0))
        elif successor in self._on_stack:
            self.low[point] = min(self.low[point], self.index[successor])

    def _leave(self, point: int) -> None:
        if self.low[point] != self.index[point]:
            return
        group: list[int] = []
        while not group or group[-1] != point:
            group.append(self._stack.pop())
            self._on_stack.discard(group[-1])
        if len(group) > 1:
            self.found.append(group)
