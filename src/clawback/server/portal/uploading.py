"""What comes in as a file: its size is looked at before it is read, and no disk has it unsealed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.contrib import messages
from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import HttpRequest
from django.utils.translation import gettext as _

from clawback.server.casework.stored_files import LARGEST
from clawback.server.people.refusals import Refusal
from clawback.server.portal.refused import in_words

__all__ = ["may_be_read", "taken"]

_ROUND_IT: Final = 64 * 1024


class InMemory(MemoryFileUploadHandler):
    """A stranger's file never touches a disk unsealed. Its size was looked at before."""

    def handle_raw_input(self, *args: object, **kwargs: object) -> None:
        self.activated = True


def may_be_read(request: HttpRequest) -> bool:
    """Whether the form is small enough, which is said where it is not; if so it will be read into memory. To be asked
    before anything reads it."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal() or int(length) > LARGEST + _ROUND_IT:
        messages.error(request, _("A file has at most 10 MiB."))
        return False
    request.upload_handlers = [InMemory(request)]
    return True


def taken(request: HttpRequest, keep: Callable[[str, bytes], object], done: str) -> None:
    """Keeps the form's file, by its name and bytes, and says what became of it."""
    sent = request.FILES.get("file")
    if sent is None:
        messages.error(request, _("Choose a file first."))
        return
    try:
        keep(sent.name or "", sent.read())
    except Refusal as refusal:
        messages.error(request, in_words(refusal))
    else:
        messages.success(request, done)
