from __future__ import annotations

import ast
import re
import subprocess
from pathlib import Path

import pytest

from bootstrap import command_line
from bootstrap.console import SetupError
from bootstrap.environment import Environment
from bootstrap.simulator import settings_for

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = Path("humoresque")


def test_the_plain_command_serves_on_loopback_port_8000() -> None:
    options = command_line.parser().parse_args([])
    command = command_line.serve_command(PROGRAM, options)
    assert " ".join(command) == "humoresque serve --host 127.0.0.1 --port 8000 --no-open"


def test_paths_are_meant_from_where_the_person_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    options = command_line.parser().parse_args(
        ["--data-folder", "data", "--catalog", "songs.parquet", "--open"]
    )
    command = command_line.serve_command(PROGRAM, options)
    assert command[command.index("--data-folder") + 1] == str(tmp_path / "data")
    assert command[command.index("--catalog") + 1] == str(tmp_path / "songs.parquet")
    assert command[-1] == "--open"


def test_own_music_is_scanned_before_it_is_served(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    music = tmp_path / "music"
    music.mkdir()
    done: list[list[str]] = []

    def note(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        done.append(command)
        return subprocess.CompletedProcess(command, 0)

    def set_up(lock: str) -> Environment:
        done.append([lock])
        return Environment(tmp_path)

    monkeypatch.setattr(command_line, "set_up", set_up)
    monkeypatch.setattr(subprocess, "run", note)
    arguments = ["--own-music", str(music), "--data-folder", str(tmp_path / "data"), "--setup-only"]
    assert command_line.main(arguments) == 0
    lock, scan = done
    assert lock == ["requirements-own-music.txt"]
    assert scan[1:] == ["catalog", "scan", str(music), "--data-folder", str(tmp_path / "data")]
    served = command_line.serve_command(PROGRAM, command_line.parser().parse_args(arguments))
    assert served[served.index("--music-folder") + 1] == str(music)


def test_a_music_folder_that_is_none_is_refused_before_anything_is_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(command_line, "set_up", lambda _: pytest.fail("set up"))
    assert command_line.main(["--own-music", str(tmp_path / "nowhere")]) == 1
    assert "is no folder" in capsys.readouterr().err


def test_the_simulator_s_settings_take_the_place_of_all_that_name_spotify() -> None:
    reader = (ROOT / "src/humoresque/web/settings.py").read_text(encoding="utf-8")
    of_app = {"HUMORESQUE_SPOTIFY_MODE", "HUMORESQUE_SPOTIFY_RECOMMENDATIONS"}
    read = set(re.findall(r"HUMORESQUE_SPOTIFY_[A-Z_]+", reader)) - of_app
    named = {name for name in read if not name.endswith("_PER_MINUTE")}
    settings = settings_for("http://127.0.0.1:8101")
    assert named == set(settings) - {"HUMORESQUE_SPOTIFY_CLIENT_SECRET_FILE"}


@pytest.mark.parametrize("port", ["0", "65536", "-1", "http", ""])
def test_a_port_that_is_none_is_refused(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        command_line.parser().parse_args([f"--port={port}"])
    assert "not a port" in capsys.readouterr().err


def test_what_stands_behind_two_dashes_is_for_pytest() -> None:
    split = command_line.split_arguments
    assert split(["--only", "python"]) == (["--only", "python"], [])
    assert split(["--with-training", "--", "-k", "face", "--", "x"]) == (
        ["--with-training"],
        ["-k", "face", "--", "x"],
    )


@pytest.mark.parametrize("command", [["--help"], ["test", "--help"]])
def test_help_explains_the_options(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        command_line.main(command)
    assert caught.value.code == 0
    said = capsys.readouterr().out
    expected = ["--only", "--with-training"] if "test" in command else ["--host", "--port"]
    assert all(option in said for option in expected)


def test_a_failed_set_up_tells_what_and_what_to_do(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(lock: str) -> None:
        message = "The disk is full."
        raise SetupError(message, f"Make room. {lock}")

    monkeypatch.setattr(command_line, "set_up", fail)
    assert command_line.main([]) == 1
    assert "The disk is full.\n\nMake room. requirements.txt" in capsys.readouterr().err


def test_ctrl_c_during_the_set_up_ends_without_a_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(lock: str) -> None:
        raise KeyboardInterrupt(lock)

    monkeypatch.setattr(command_line, "set_up", interrupt)
    assert command_line.main([]) == 130
    assert "goes on where this one ended" in capsys.readouterr().err


def test_old_pythons_can_read_run_py_far_enough_to_be_told() -> None:
    source = (ROOT / "run.py").read_text(encoding="utf-8")
    tree = ast.parse(source, feature_version=(3, 4))
    imported = {
        name.name for node in tree.body if isinstance(node, ast.Import) for name in node.names
    }
    assert imported == {"sys"}
    assert not any(isinstance(node, ast.JoinedStr) for node in ast.walk(tree))


def test_the_set_up_needs_the_standard_library_only() -> None:
    import sys  # noqa: PLC0415

    for file in [ROOT / "run.py", *(ROOT / "bootstrap").glob("*.py")]:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            names = [name.name for name in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.module:
                names.append(node.module)
            for name in names:
                assert name.partition(".")[0] in {*sys.stdlib_module_names, "bootstrap"}, file
