from __future__ import annotations

import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from humoresque.web.wiring import Once


def test_a_part_is_built_once_even_when_many_threads_ask_at_once() -> None:
    built: list[object] = []
    barrier = threading.Barrier(8)

    def build() -> object:
        time.sleep(0.02)
        built.append(object())
        return built[-1]

    part = Once(build)

    def ask() -> object:
        barrier.wait(timeout=10)
        return part()

    with ThreadPoolExecutor(8) as pool:
        answers = [future.result() for future in [pool.submit(ask) for _ in range(8)]]
    assert len(built) == 1
    assert set(map(id, answers)) == {id(built[0])}


def test_a_failed_build_is_tried_again() -> None:
    outcomes: list[str | None] = [None, "built"]

    def build() -> str:
        outcome = outcomes.pop(0)
        if outcome is None:
            raise OSError
        return outcome

    part = Once(build)
    with pytest.raises(OSError):  # noqa: PT011 - it has no text
        part()
    assert part() == "built"


def test_importing_the_application_loads_neither_model_nor_catalog() -> None:
    code = (
        "import sys, humoresque.web.wsgi; from django.urls import get_resolver; "
        "get_resolver().url_patterns; "
        "print(*sorted({'onnxruntime', 'pyarrow', 'cv2', 'numpy', 'torch'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == ""
