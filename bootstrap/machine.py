"""Which machines can run Humoresque, and what to say on the others."""

from __future__ import annotations

import platform
import sys
import sysconfig
from dataclasses import dataclass

from bootstrap.console import SetupError

_PROCESSORS = {
    "linux": {"x86_64", "aarch64"},
    "darwin": {"arm64"},
    "win32": {"AMD64", "ARM64"},
}


@dataclass(frozen=True, slots=True)
class Machine:
    """What decides whether the compiled packages have builds for a machine."""

    system: str  # as sys.platform: "linux", "darwin", "win32"
    processor: str  # as platform.machine()
    musl: bool = False  # Alpine Linux and relatives
    bits: int = 64

    @classmethod
    def this(cls) -> Machine:
        """The machine and the Python that run this."""
        host = sysconfig.get_config_var("HOST_GNU_TYPE") or ""
        return cls(
            system=sys.platform,
            processor=platform.machine(),
            musl="musl" in host or "musl" in (sysconfig.get_config_var("SOABI") or ""),
            bits=64 if sys.maxsize > 2**32 else 32,
        )

    def require_supported(self) -> None:
        """Raise SetupError, with a way out, where ONNX Runtime has no build."""
        reason = self._reason()
        if reason:
            raise SetupError(*reason)

    def _reason(self) -> tuple[str, str] | None:
        if self.bits != 64:  # noqa: PLR2004 - bits of a pointer
            return (
                "This Python is a 32-bit build, and ONNX Runtime has none.",
                "Install the 64-bit Python and start with it.",
            )
        if self.system == "darwin" and self.processor == "x86_64":
            return (
                "ONNX Runtime has no build for Intel Macs any more.",
                (
                    "On an Apple-silicon Mac, start with an arm64 Python (this one runs under"
                    " Rosetta). On an Intel Mac, use a Linux container or virtual machine."
                ),
            )
        if self.musl:
            return (
                "ONNX Runtime has no build for musl, the C library of this Linux (Alpine?).",
                (
                    "Use a Linux with glibc, for example Debian, Ubuntu or Fedora; in a container,"
                    " the image python:3.13-slim."
                ),
            )
        known = _PROCESSORS.get(self.system)
        if known is None or self.processor not in known:
            return (
                f"ONNX Runtime has no build for {self.system} on {self.processor}.",
                "Linux (x86_64 and aarch64, glibc), Windows and Apple-silicon Macs work.",
            )
        return None
