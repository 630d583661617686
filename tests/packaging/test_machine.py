from __future__ import annotations

import pytest

from bootstrap.console import SetupError
from bootstrap.machine import Machine

SUPPORTED = [
    Machine("linux", "x86_64"),
    Machine("linux", "aarch64"),
    Machine("darwin", "arm64"),
    Machine("win32", "AMD64"),
    Machine("win32", "ARM64"),
]


@pytest.mark.parametrize("machine", SUPPORTED, ids=str)
def test_a_machine_with_builds_of_onnx_runtime_is_accepted(machine: Machine) -> None:
    machine.require_supported()


@pytest.mark.parametrize(
    ("machine", "said"),
    [
        (Machine("darwin", "x86_64"), "Intel Macs"),
        (Machine("linux", "x86_64", musl=True), "musl"),
        (Machine("linux", "armv7l"), "armv7l"),
        (Machine("win32", "AMD64", bits=32), "32-bit"),
        (Machine("freebsd14", "amd64"), "freebsd14"),
    ],
    ids=str,
)
def test_a_machine_without_one_is_told_so_and_what_to_do(machine: Machine, said: str) -> None:
    with pytest.raises(SetupError, match=said) as caught:
        machine.require_supported()
    assert caught.value.advice


def test_the_machine_that_runs_this_test_is_accepted() -> None:
    Machine.this().require_supported()
