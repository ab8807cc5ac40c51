"""Opens one file of a stranger: bytes come in by a pipe, and go out checked and written anew. Exit status 3: refused.

Once the bytes are read, this process can open nothing any more: no file, no socket (no descriptor is left to it), no
other process; where the kernel lets it, it stands in a network of its own that has nothing. It has 15 seconds of
processor and 768 MiB of memory. It sees the file system's names, and keeps the rights of the server's user: what would
have to be opened to use them cannot be.
"""

from __future__ import annotations

import ctypes
import io
import re
import resource
import signal
import sys
import warnings

from PIL import Image, ImageOps, JpegImagePlugin, PngImagePlugin

_MOST_BYTES = 10 * 1024 * 1024
_MOST_PIXELS = 50_000_000
_MOST_PAGES = 500
_MEMORY = 768 * 1024 * 1024
_SECONDS = 15
_NEW_USER, _NEW_NETWORK, _DIES_WITH_PARENT = 0x10000000, 0x40000000, 1
_CODECS = {"png": PngImagePlugin.PngImageFile.format, "jpeg": JpegImagePlugin.JpegImageFile.format}
_PAGE = re.compile(rb"/Type\s*/Page(?![A-Za-z])")
_COUNT = re.compile(rb"/Count\s+(\d{1,9})")

_TURNED = b"Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00\x06\x00\x00\x00\x00\x00\x00"


class Refused(Exception):
    """Why the file is not taken."""


def alone() -> None:
    """From here on there is no network, where the kernel lets it; and no life without whoever started this."""
    system = ctypes.CDLL(None, use_errno=True)
    system.unshare(_NEW_USER | _NEW_NETWORK)
    system.prctl(_DIES_WITH_PARENT, signal.SIGKILL)


def shut_in(memory: int = _MEMORY, seconds: int = _SECONDS, *, reads: bool = False) -> None:
    """From here on: nothing can be written, connected or started; nor opened, unless it `reads` what is ours."""
    alone()
    limits = {
        resource.RLIMIT_AS: memory,
        resource.RLIMIT_CPU: seconds,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_NPROC: 0,
        resource.RLIMIT_NOFILE: 64 if reads else 0,
    }
    for limit, value in limits.items():
        resource.setrlimit(limit, (value, value))


def image(kind: str, data: bytes) -> bytes:
    """The picture alone: no metadata, nothing after its end, turned as it was meant to be seen."""
    Image.MAX_IMAGE_PIXELS = _MOST_PIXELS
    warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # we look ourselves, below
    try:
        with Image.open(io.BytesIO(data), formats=[str(_CODECS[kind])]) as found:
            if found.width * found.height > _MOST_PIXELS:
                raise Refused("the picture has more than 50 million pixels")
            found.load()
            turned = ImageOps.exif_transpose(found)
    except Image.DecompressionBombError:
        raise Refused("the picture has more than 50 million pixels") from None
    except (OSError, ValueError, SyntaxError, MemoryError, EOFError):
        raise Refused("this is not a picture that can be opened") from None
    bare = turned.convert("RGB" if kind == "jpeg" else "RGBA" if "A" in turned.getbands() else "RGB")
    out = io.BytesIO()
    bare.save(out, str(_CODECS[kind]), **({"quality": 90} if kind == "jpeg" else {}))
    return out.getvalue()


def document(data: bytes) -> bytes:
    """A PDF as it is; it is not rendered here. Pages are counted where it writes them in the open."""
    if b"%%EOF" not in data[-2048:]:
        raise Refused("this PDF is cut off")
    counts = [int(each) for each in _COUNT.findall(data)]
    if max([len(_PAGE.findall(data)), *counts]) > _MOST_PAGES:
        raise Refused("the PDF has more than 500 pages")
    return data


def text(data: bytes) -> bytes:
    """A text, as UTF-8."""
    for coding in ("utf-8-sig", "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "gb18030"):
        try:
            found = data.decode(coding)
        except UnicodeError:
            continue
        if any(each < " " and each not in "\t\r\n\f" for each in found):
            break
        return found.encode("utf-8")
    raise Refused("this is none of: PDF, PNG, JPEG, text")


def warm_up() -> None:
    """Does everything once with bytes of our own: what is loaded only when it is needed could not be loaded later."""
    for kind, name in _CODECS.items():
        small = io.BytesIO()
        Image.new("RGB", (2, 2)).save(small, str(name), exif=_TURNED)
        image(kind, small.getvalue())
    text("\u4f60".encode("gb18030"))
    text("a".encode("utf-16"))


def main() -> int:
    """Opens standard input as what the one argument says."""
    warm_up()
    data = sys.stdin.buffer.read(_MOST_BYTES + 1)
    shut_in()
    try:
        if len(data) > _MOST_BYTES:
            raise Refused("the file has more than 10 MiB")
        kind = sys.argv[1]
        out = image(kind, data) if kind in _CODECS else document(data) if kind == "pdf" else text(data)
    except Refused as why:
        sys.stderr.write(str(why))
        return 3
    sys.stdout.buffer.write(out)
    sys.stdout.buffer.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
