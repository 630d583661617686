"""Starting other programs: quiet while all is well, telling when it is not."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from bootstrap.console import SetupError

Command = Sequence[str | Path]

LAST_LINES = 25

_COLOR = re.compile(r"\x1b\[[0-9;]*m")

# What would lead a program of the virtual environment astray.
_FOREIGN_SETTINGS = ("PYTHONHOME", "PYTHONPATH", "VIRTUAL_ENV", "CONDA_PREFIX", "PIP_TARGET")

# (what a failing program says, what to do about it), first match wins.
_ADVICE: tuple[tuple[tuple[str, ...], str], ...] = (
    (
        ("No space left on device", "ENOSPC", "not enough space on the disk"),
        "The disk is full. The set-up needs about 1.5 GB.",
    ),
    (
        ("CERTIFICATE_VERIFY_FAILED", "SELF_SIGNED_CERT", "UnknownIssuer", "invalid peer certif"),
        (
            "A proxy with its own certificate stands between this machine and the package"
            " registries. Name its certificate in SSL_CERT_FILE, PIP_CERT and NODE_EXTRA_CA_CERTS."
        ),
    ),
    (
        (
            "Temporary failure in name resolution",
            "nodename nor servname",
            "getaddrinfo",
            "dns error",
            "EAI_AGAIN",
            "ENOTFOUND",
            "ECONNREFUSED",
            "ETIMEDOUT",
            "Network is unreachable",
            "NewConnectionError",
            "Could not connect",
            "error sending request",
            "Failed to fetch",
        ),
        (
            "The package registries can't be reached. Check the network connection; behind a proxy,"
            " set HTTPS_PROXY."
        ),
    ),
    (
        ("No matching distribution", "has no wheels", "no version of", "not a supported wheel"),
        (
            "A package has no build for this Python or this machine. Python 3.11 to 3.14 on Linux"
            " (glibc), Windows and Apple-silicon Macs are known to work."
        ),
    ),
    (
        ("EACCES", "Permission denied", "PermissionError"),
        "A file may not be written. Check who owns this folder and its .venv.",
    ),
)


class ProgramError(SetupError):
    """A program ended with an exit code other than zero."""

    def __init__(self, command: Sequence[str], code: int, output: str) -> None:
        last = "\n".join(f"    {line}" for line in output.rstrip().splitlines()[-LAST_LINES:])
        super().__init__(
            f"{command_name(command)} ended with code {code}:\n{last}",
            f"{advice_for(output)}\nThen run the same command again: it goes on where it stopped.",
        )
        self.code = code
        self.output = output
        self.last_words = f"{command_name(command)}: {last.strip().rpartition(chr(10))[2].strip()}"


def command_name(command: Sequence[str]) -> str:
    """The beginning of a command, short enough for a message."""
    return " ".join([Path(command[0]).name, *command[1:]])[:60].split("\n", 1)[0]


def advice_for(output: str) -> str:
    """What to do about a failure, judged by what the program said."""
    for signs, advice in _ADVICE:
        if any(sign in output for sign in signs):
            return advice
    return "The lines above tell what went wrong."


def surroundings(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment variables for a program of ours: without foreign Python settings."""
    variables = {name: value for name, value in os.environ.items() if name not in _FOREIGN_SETTINGS}
    variables.update(
        NODE_USE_SYSTEM_CA="1", PIP_DISABLE_PIP_VERSION_CHECK="1", PIP_USER="0", **(extra or {})
    )
    return variables


def run(
    command: Command,
    *,
    folder: Path,
    extra: Mapping[str, str] | None = None,
    timeout_s: float | None = None,
) -> str:
    """Run a program to its end and give what it printed (both streams, in order).

    Raises ProgramError when it fails, can't be started or takes longer than ``timeout_s``.
    """
    words = [str(word) for word in command]
    try:
        finished = subprocess.run(
            words,
            cwd=folder,
            env=surroundings({"NO_COLOR": "1", **(extra or {})}),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            timeout=timeout_s,
            check=False,
        )
    except OSError as error:
        raise ProgramError(words, 127, str(error)) from error
    except subprocess.TimeoutExpired as error:
        raise ProgramError(words, 124, f"it took longer than {timeout_s:.0f} s") from error
    output = without_colors(finished.stdout)
    if finished.returncode != 0:
        raise ProgramError(words, finished.returncode, output)
    return output


def without_colors(text: str) -> str:
    """Text as a file wants it; some programs print colours even where nobody sees them."""
    return _COLOR.sub("", text)
