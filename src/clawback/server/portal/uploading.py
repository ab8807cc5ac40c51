"""What comes in as a file: its size is looked at before it is read, and no disk has it unsealed."""

from __future__ import annotations

from typing import Final

from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import HttpRequest

from clawback.server.casework.stored_files import LARGEST

__all__ = ["may_be_read"]

_ROUND_IT: Final = 64 * 1024


class InMemory(MemoryFileUploadHandler):
    """A stranger's file never touches a disk unsealed. Its size was looked at before."""

    def handle_raw_input(self, *args: object, **kwargs: object) -> None:
        self.activated = True


def may_be_read(request: HttpRequest) -> bool:
    """Whether the form is small enough; if so it will be read into memory. To be asked before anything reads it."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal() or int(length) > LARGEST + _ROUND_IT:
        return False
    request.upload_handlers = [InMemory(request)]
    return True
