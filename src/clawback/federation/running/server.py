"""HTTP in: POST a signed message; 202 when it is kept, else a status and a named refusal as JSON.

TLS stands before it. A node that reveals account numbers listens on loopback, and nowhere else.
"""

from __future__ import annotations

import socket
import sys
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from typing import Any

import msgspec

from clawback.errors import FederationError
from clawback.federation.refusals import Refusal, RefusedError
from clawback.federation.running.posting import Answer
from clawback.federation.wire.envelope import LONGEST, is_later_type, is_our_type

__all__ = ["Door", "check_reveal"]

_PATIENCE = 30


def check_reveal(reveal: bool, host: str) -> None:
    """Raises FederationError where account numbers would be told to other machines."""
    try:
        loopback = host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        loopback = False
    if reveal and not loopback:
        raise FederationError(
            f"a node with reveal = true does not listen on {host}",
            remedy="listen on 127.0.0.1, or leave reveal away: accounts are then tokens",
        )


class Door:
    """A listening address. `take(text)` keeps a message or raises RefusedError; what it raises else is answered 500."""

    def __init__(self, take: Callable[[str], None], host: str = "127.0.0.1", port: int = 0) -> None:
        self._server = _Server((host, port), _handler(take))
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)
        self.address = f"http://{host}:{self._server.server_address[1]}/"

    def open(self) -> None:
        """Listens, from the address on which the constructor has bound it."""
        self._thread.start()

    def close(self) -> None:
        """Stops listening and ends every connection."""
        if self._thread.is_alive():
            self._server.shutdown()
            self._thread.join()
        self._server.server_close()
        self._server.hang_up()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 128

    def __init__(self, address: tuple[str, int], handler: type[BaseHTTPRequestHandler]) -> None:
        self._open: set[socket.socket] = set()
        super().__init__(address, handler)

    def process_request(self, request: Any, client_address: Any) -> None:
        self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        self._open.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Whoever hangs up before the answer sends again; anything else is a bug of ours, and is shown."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)

    def hang_up(self) -> None:
        """Connections that are kept alive would go on though nobody listens."""
        for each in list(self._open):
            try:
                each.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue


def _handler(take: Callable[[str], None]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True
        timeout = _PATIENCE

        def do_POST(self) -> None:
            try:
                take(self._text())
            except RefusedError as error:
                self._answer(error.refusal.status, Answer(refusal=error.refusal.text, words=error.words))
                return
            self._answer(202, None)

        def _text(self) -> str:
            kind, size = self.headers.get("Content-Type", ""), self.headers.get("Content-Length", "")
            if is_later_type(kind):
                raise self._hopeless(Refusal.FUTURE_VERSION)
            if not is_our_type(kind) or not size.isdecimal():
                raise self._hopeless(Refusal.NOT_A_MESSAGE)
            if int(size) > LONGEST:
                raise self._hopeless(Refusal.OVERSIZED)
            try:
                return self.rfile.read(int(size)).decode("ascii")
            except UnicodeDecodeError:
                raise RefusedError(Refusal.NOT_A_MESSAGE) from None

        def _hopeless(self, refusal: Refusal) -> RefusedError:
            """What follows on the connection is not read."""
            self.close_connection = True
            return RefusedError(refusal)

        def _answer(self, status: int, answer: Answer | None) -> None:
            data = msgspec.json.encode(answer) if answer else b""
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            if data:
                self.wfile.write(data)

        def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - the library's name
            return

    return Handler
