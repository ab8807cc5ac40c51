"""What the server refused."""

from __future__ import annotations

from typing import Any

from clawback.errors import InputError

__all__ = ["Refused"]


class Refused(InputError):
    """A problem that the server answered; `kind` is its type's last word, such as request-answered."""

    def __init__(self, status: int, problem: dict[str, Any]) -> None:
        self.status = status
        self.kind = str(problem.get("type", "")).rpartition(":")[2]
        super().__init__(f"the server refused ({status} {self.kind}): {problem.get('detail', '')}")
