from __future__ import annotations

from pathlib import Path

import pytest

from bootstrap import checks
from bootstrap.checks import Check, CheckRun, Result, browser_result, report, run_lane
from bootstrap.program import ProgramError


def plan(*areas: str, pytest_arguments: tuple[str, ...] = ()) -> CheckRun:
    return CheckRun(Path(), areas, pytest_arguments, None)


def test_everything_is_wanted_unless_a_part_is_named() -> None:
    assert all(plan().wants(area) for area in checks.AREAS)
    assert [area for area in checks.AREAS if plan("frontend").wants(area)] == ["frontend"]


def test_arguments_for_pytest_leave_the_page_alone() -> None:
    chosen = plan(pytest_arguments=("-k", "face"))
    assert not chosen.wants("frontend")
    assert chosen.wants("python")


def test_a_failed_check_does_not_stop_the_next(capsys: pytest.CaptureFixture[str]) -> None:
    def fail() -> str:
        raise ProgramError(["ruff"], 1, "E501 line too long")

    results = run_lane([Check("first", fail), Check("second", lambda: "")])
    assert [result.passed for result in results] == [False, True]
    assert "E501 line too long" in capsys.readouterr().out


def test_the_closing_line_of_pytest_comes_last(capsys: pytest.CaptureFixture[str]) -> None:
    closing = "===== 3 passed, 1 skipped in 2.10s ====="
    assert report([Result("pytest", passed=True, seconds=2.1)], closing) == 0
    assert capsys.readouterr().out.splitlines()[-1] == closing


def test_one_failure_fails_the_run_and_a_skip_does_not(capsys: pytest.CaptureFixture[str]) -> None:
    passed, skipped = Result("mypy", passed=True), Result("training tests", passed=None)
    assert report([passed, skipped], "") == 0
    assert report([passed, Result("ruff", passed=False), skipped], "") == 1
    said = capsys.readouterr().out
    assert "FAILED  ruff" in said
    assert said.splitlines()[-1] == "checks: 1 passed, 1 failed"


@pytest.mark.parametrize(
    "line",
    [
        "=================== 12 passed in 3.21s ===================",
        "1 failed, 2 passed, 3 warnings in 0.10s",
        "===== 312 passed, 4 skipped, 1 xfailed in 181.02s (0:03:01) =====",
        "no tests ran in 0.01s",
        "=== 1 error in 0.35s ===",
    ],
)
def test_closing_lines_are_known(line: str) -> None:
    assert checks.CLOSING_LINE.search(line)


@pytest.mark.parametrize(
    "line", ["tests/web/test_api.py ....   [ 50%]", "SKIPPED [2] tests/x.py:3: needs a browser"]
)
def test_other_lines_are_not_taken_for_one(line: str) -> None:
    assert not checks.CLOSING_LINE.search(line)


def test_no_browser_fails_under_ci_and_is_said_loudly_elsewhere(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CI", "true")
    under_ci = browser_result(None, "no network")
    monkeypatch.delenv("CI")
    elsewhere = browser_result(None, "no network")
    assert under_ci is not None
    assert under_ci.passed is False
    assert elsewhere is not None
    assert elsewhere.passed is None
    assert "THE BROWSER TESTS ARE LEFT OUT" in capsys.readouterr().out
    assert browser_result(Path("chromium"), "") is None


def test_pytest_is_told_which_part_to_run() -> None:
    side_by_side = list(checks.SIDE_BY_SIDE)
    assert plan().pytest_choice() == side_by_side
    assert plan("python").pytest_choice() == ["-m", "not browser", *side_by_side]
    assert plan("browser").pytest_choice() == ["-m", "browser", *side_by_side]
