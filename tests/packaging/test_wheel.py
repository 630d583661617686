"""The wheel and the source distribution bring everything that a running app needs."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tarfile
import time
import tomllib
import urllib.error
import urllib.request
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from bootstrap.artifacts import Artifacts
from bootstrap.checks import is_ci

ROOT = Path(__file__).resolve().parents[2]
VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
START_SECONDS = 60


def hatchling(target: str, folder: Path) -> Path:
    stale = Artifacts(ROOT).stale()
    if stale and not is_ci():
        pytest.skip(f"not built yet: {', '.join(stale)} (python3 run.py --setup-only)")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", target, "-d", folder],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (built,) = folder.iterdir()
    return built


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return hatchling("wheel", tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return hatchling("sdist", tmp_path_factory.mktemp("sdist"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel unpacked by pip into a folder of its own, away from the repository."""
    folder = tmp_path_factory.mktemp("installed")
    pip = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--no-index"]
    subprocess.run([*pip, "--target", folder, wheel], check=True, capture_output=True)
    return folder


def variables(installed: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if "HUMORESQUE" not in name}
    kept.pop("DJANGO_SETTINGS_MODULE", None)
    return {**kept, "PYTHONPATH": str(installed)}


def run_installed(installed: Path, *arguments: str, folder: Path) -> str:
    command = [sys.executable, "-c", "from humoresque.cli import main; main()", *arguments]
    return subprocess.run(
        command, cwd=folder, env=variables(installed), check=True, capture_output=True, text=True
    ).stdout


def tracked_sources() -> set[str]:
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("not a git checkout: nobody can say which files are tracked")
    command = [git, "ls-files", "src/humoresque"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    names = {name.removeprefix("src/") for name in listed.stdout.splitlines()}
    return {name for name in names if (ROOT / "src" / name).exists()}


def test_the_wheel_holds_every_tracked_source_and_data_file(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    assert tracked_sources() - names == set()


def test_the_wheel_holds_the_built_page_and_the_face_detectors(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert "humoresque/web/page/index.html" in names
    assert any(name.startswith("humoresque/web/page/assets/") for name in names)
    for detector in ("short_range", "full_range"):
        assert f"humoresque/emotion/models/face_detection/{detector}.onnx" in names


def test_the_wheel_holds_nothing_but_the_package(wheel: Path) -> None:
    tops = {name.partition("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert tops == {"humoresque", f"humoresque-{VERSION}.dist-info"}
    assert not any("__pycache__" in name for name in zipfile.ZipFile(wheel).namelist())


def test_the_source_distribution_builds_without_node(sdist: Path, tmp_path: Path) -> None:
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
        archive.extractall(tmp_path, filter="data")
    assert {"frontend/package.json", "hatch_build.py", "run.py", "LICENSE"} <= names
    assert not any("node_modules" in name or ".venv" in name for name in names)
    (unpacked,) = tmp_path.iterdir()
    assert Artifacts(unpacked).stale() == []


def test_the_installed_command_tells_its_version(installed: Path, tmp_path: Path) -> None:
    assert run_installed(installed, "--version", folder=tmp_path).split() == ["humoresque", VERSION]


@pytest.fixture(scope="module")
def address(installed: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """``humoresque serve`` from the wheel, on a free port, until the tests are through."""
    folder = tmp_path_factory.mktemp("data")
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    command = [sys.executable, "-c", "from humoresque.cli import main; main()", "serve"]
    log = folder / "log.txt"
    with (
        log.open("w") as output,
        subprocess.Popen(
            [*command, "--port", str(port), "--data-folder", folder / "home"],
            cwd=folder,
            env=variables(installed),
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        ) as process,
    ):
        address = f"http://127.0.0.1:{port}"
        deadline = time.monotonic() + START_SECONDS
        while process.poll() is None and time.monotonic() < deadline and not answers(address):
            time.sleep(0.1)
        if not answers(address):
            process.kill()
            pytest.fail(f"the installed app does not answer:\n{log.read_text()}")
        yield address
        press_ctrl_c(process)
        assert process.wait(timeout=20) == 0


def press_ctrl_c(process: subprocess.Popen[bytes]) -> None:
    """As a terminal does it: to the server and its workers at once."""
    if sys.platform == "win32":
        process.terminate()
    else:
        os.killpg(process.pid, signal.SIGINT)


def answers(address: str) -> bool:
    try:
        return bool(read(f"{address}/api/health/live"))
    except (urllib.error.URLError, OSError):
        return False


def read(address: str) -> bytes:
    with urllib.request.urlopen(address, timeout=20) as answer:  # noqa: S310 - our own loopback address
        body: bytes = answer.read()
        return body


def test_the_installed_app_serves_its_page(address: str) -> None:
    page = read(address).decode()
    script = page.partition('src="')[2].partition('"')[0]
    assert "<title>" in page
    assert len(read(f"{address}{script}")) > 10_000


def test_the_installed_app_knows_songs_and_its_model(address: str) -> None:
    assert json.loads(read(f"{address}/api/genres"))["genres"]
    status = json.loads(read(f"{address}/api/status"))
    assert status["version"] == VERSION
    assert status["catalog"]["size"] > 0
    assert status["model"]["sha256"]
