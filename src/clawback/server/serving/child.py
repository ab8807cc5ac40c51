"""One child process of the supervisor: ended with it, begun again when it ends by itself."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress

from clawback.server.embedded import end_with_parent
from clawback.server.errors import ServerError

__all__ = ["Child"]

_MOST_BEGINS = 5
_WITHIN = 60.0
_PATIENCE = 20.0


class Child:
    """`clawback ARGUMENTS`, with further environment."""

    def __init__(self, arguments: Sequence[str], environment: Mapping[str, str]) -> None:
        self._arguments = list(arguments)
        self._environment = {**os.environ, **environment}
        self._began: list[float] = []
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self._began = [*self._began[-_MOST_BEGINS:], time.monotonic()]
        self._process = subprocess.Popen(  # noqa: S603 - ourselves
            [sys.executable, "-c", "from clawback.cli import main; main()", *self._arguments],
            env=self._environment,
            stdin=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C is for the supervisor, which stops us in order
            preexec_fn=lambda: end_with_parent(signal.SIGTERM),
        )

    def keep(self) -> None:
        """Begins it again where it has ended. Raises ServerError where that happens over and over."""
        if self._process is None or self._process.poll() is None:
            return
        recent = [each for each in self._began if time.monotonic() - each < _WITHIN]
        if len(recent) >= _MOST_BEGINS:
            raise ServerError(f"clawback {self._arguments[0]} ends again and again; see what it said above")
        self.start()

    def stop(self) -> None:
        """Tells it to stop and waits; kills it where it does not, or where we are told again meanwhile: nothing of it
        stays behind."""
        if self._process is None or self._process.poll() is not None:
            return
        self._process.terminate()
        with suppress(subprocess.TimeoutExpired):
            try:
                self._process.wait(_PATIENCE)
            finally:
                if self._process.poll() is None:
                    os.killpg(self._process.pid, signal.SIGKILL)
                    self._process.wait()
