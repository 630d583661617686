"""Text that every format, and every file system, can hold."""

from __future__ import annotations

import re
import unicodedata

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FORBIDDEN_IN_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_RESERVED = re.compile(r"con|prn|aux|nul|(?:com|lpt)[0-9¹²³]|conin\$|conout\$", re.IGNORECASE)
_LONGEST_NAME = 120  # bytes without the ending; file systems take 255, some encrypted ones 143


def clean(text: str) -> str:
    """Without what XML 1.0 cannot hold: control characters and halves of pairs."""
    return _NOT_IN_XML.sub("", text)


def one_line(text: str) -> str:
    """Clean, with line breaks and other runs of space as one space."""
    return " ".join(clean(text).split())


def file_name(name: str, ending: str) -> str:
    """A name for Windows, macOS, Linux and phones alike, in any script; ``playlist`` for nothing.

    Forbidden characters become ``-``; no outer dots and spaces, no name of a Windows device.
    """
    safe = _FORBIDDEN_IN_NAMES.sub("-", one_line(unicodedata.normalize("NFC", name)))
    safe = "".join(c for c in safe if unicodedata.category(c) not in {"Cf", "Cc", "Co", "Cn"})
    safe = safe.encode()[:_LONGEST_NAME].decode(errors="ignore").strip(" .-")
    if _RESERVED.fullmatch(safe.partition(".")[0].strip()):
        safe = f"{safe} playlist" if "." not in safe else f"playlist {safe}"
    return f"{safe or 'playlist'}.{ending}"
