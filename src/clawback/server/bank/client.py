"""The API, spoken by a bank: tokens, signatures, keys of writes, pages. No redirect is followed."""

from __future__ import annotations

import http.client
import json
import secrets
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from clawback import clock
from clawback.errors import InputError
from clawback.server.bank.refusing import Refused
from clawback.server.casework.machines.signing import COVERED, Message, sign
from clawback.server.serving.address import is_loopback

__all__ = ["Client", "read_key"]

_PATIENCE: Final = 30.0


def read_key(path: Path) -> Ed25519PrivateKey:
    """An Ed25519 private key as `openssl genpkey -algorithm ed25519` writes it. Raises InputError."""
    try:
        found = load_pem_private_key(path.read_bytes(), None)
    except (ValueError, TypeError):
        found = None
    if not isinstance(found, Ed25519PrivateKey):
        raise InputError(
            "this is no Ed25519 private key", file=str(path), remedy="openssl genpkey -algorithm ed25519"
        )
    return found


class Client:
    """Speaks to one server. Raises Refused for a problem, InputError for a server that is none."""

    def __init__(self, url: str, token: str, key: Ed25519PrivateKey | None = None) -> None:
        parts = urlsplit(url)
        host = parts.hostname or ""
        if parts.scheme not in ("https", "http") or not host:
            raise InputError(f"{url} is no address", remedy="write https://HOST")
        if parts.scheme == "http" and not is_loopback(host):
            raise InputError("a token does not go over plain HTTP", remedy="write https://")
        self._parts, self._token, self._key = parts, token, key
        self.at = clock.now()

    def items(self, path: str) -> Iterator[dict[str, Any]]:
        """Every item of a list, page by page."""
        more = ""
        while True:
            found = self._ask("GET", path + more, None)
            yield from found["items"]
            if not found["next"]:
                return
            more = f"{'&' if '?' in path else '?'}cursor={found['next']}"

    def decide(self, path: str, body: dict[str, object]) -> dict[str, Any]:
        """A write. The network's failure is tried once more under the same key: it is done once."""
        key = secrets.token_urlsafe(18)
        try:
            return self._ask("POST", path, body, key)
        except (OSError, http.client.HTTPException):
            return self._ask("POST", path, body, key)

    def _ask(self, method: str, path: str, body: object, key: str = "") -> dict[str, Any]:
        target = f"{self._parts.path.rstrip('/')}/api/v1{path}"
        data = json.dumps(body).encode() if body is not None else None
        headers = {"Authorization": f"Bearer {self._token}"}
        if data is not None:
            headers |= {"Content-Type": "application/json", "Idempotency-Key": key}
        self._sign(method, target, headers, data)
        status, told, said = self._send(method, target, headers, data)
        self.at = _time(told) or clock.now()
        try:
            found = json.loads(said)
        except ValueError:
            found = None
        if not isinstance(found, dict):
            raise InputError(f"{self._parts.netloc} does not speak this API: it answered {status}")
        if status >= 400:
            raise Refused(status, found)
        return found

    def _sign(self, method: str, target: str, headers: dict[str, str], data: bytes | None) -> None:
        if self._key is None:
            return
        url = f"{self._parts.scheme}://{self._parts.netloc}{target}"
        covered = (*COVERED, "idempotency-key") if data is not None else COVERED
        nonce = secrets.token_urlsafe(18)
        message = Message(method=method, url=url, headers=headers)
        sign(self._key, message, data, covered=covered, created=clock.now(), nonce=nonce)

    def _send(
        self, method: str, target: str, headers: dict[str, str], data: bytes | None
    ) -> tuple[int, http.client.HTTPMessage, bytes]:
        secure = self._parts.scheme == "https"
        kind = http.client.HTTPSConnection if secure else http.client.HTTPConnection
        peer = kind(self._parts.hostname or "", self._parts.port, timeout=_PATIENCE)
        try:
            peer.request(method, target, data, headers)
            answer = peer.getresponse()
            return answer.status, answer.headers, answer.read()
        finally:
            peer.close()


def _time(told: http.client.HTTPMessage) -> datetime | None:
    """A demo's own time."""
    said = told.get("Clawback-Time")
    return datetime.fromisoformat(said).astimezone(UTC) if said else None
