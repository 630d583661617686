"""The commands of ``run.py``: set up and start, set up and test."""

from __future__ import annotations

import argparse
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from bootstrap import browser, checks
from bootstrap.artifacts import Artifacts
from bootstrap.console import SetupError, prepare_output, step, warn
from bootstrap.environment import OWN_MUSIC_LOCK, RUN_LOCK, TEST_LOCK, Environment
from bootstrap.machine import Machine
from bootstrap.program import surroundings
from bootstrap.pytorch import PyTorch
from bootstrap.simulator import simulating

ROOT = Path(__file__).resolve().parent.parent

INTERRUPTED = 130  # the shell's exit code for Ctrl-C

_DESCRIPTION = """\
Sets Humoresque up and starts it. Everything is installed into this folder (.venv); nothing but
Python is needed, not even Node.js. A later start only does what has changed since.

  python3 run.py            set up and start on http://127.0.0.1:8000
  python3 run.py --with-spotify-simulator   the same, with a simulated Spotify to log in to
  python3 run.py test       set up and run every check and test (see: run.py test --help)
"""
_TEST_DESCRIPTION = """\
Sets Humoresque up with the test tools and runs everything: lint, format, types and import
contracts, Python tests, the page's lint, types and unit tests, and browser tests in a Chromium
that is found or installed. All of it runs even if an early part fails; a table and pytest's
closing line come last.

  python3 run.py test --only python         without the page and the browser
  python3 run.py test -- tests/web -k genre  only pytest, with these arguments
"""


def parser() -> argparse.ArgumentParser:
    """The options of both commands."""
    start = argparse.ArgumentParser(
        prog="run.py",
        description=_DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    start.add_argument("--host", default="127.0.0.1", help="address to listen on (%(default)s)")
    start.add_argument("--port", type=port_number, default=8000, help="port (%(default)s)")
    start.add_argument(
        "--data-folder",
        type=Path,
        metavar="FOLDER",
        help="where the database and imported catalogs live"
        " (default: HUMORESQUE_HOME, else the usual place for user data on this system)",
    )
    start.add_argument(
        "--catalog",
        type=Path,
        metavar="FILE",
        help="a catalog made with 'humoresque catalog import'"
        " (default: the one in the data folder, else the starter catalog)",
    )
    start.add_argument(
        "--own-music",
        type=Path,
        metavar="FOLDER",
        help="analyse the music files in this folder, then recommend and play them too;"
        " the first time takes seconds a song, later only for new ones",
    )
    start.add_argument(
        "--with-spotify-simulator",
        action="store_true",
        help="use a simulated Spotify on this machine: log in, save and play without an account",
    )
    start.add_argument(
        "--open",
        action=argparse.BooleanOptionalAction,
        default=False,
        help="open the page in the web browser once it answers",
    )
    start.add_argument("--setup-only", action="store_true", help="set up, but don't start")
    return start


def test_parser() -> argparse.ArgumentParser:
    """The options of ``run.py test``."""
    test = argparse.ArgumentParser(
        prog="run.py test",
        description=_TEST_DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    test.add_argument(
        "--only",
        action="append",
        choices=checks.AREAS,
        default=[],
        help="run a part; may be given more than once",
    )
    test.add_argument(
        "--with-training",
        action="store_true",
        help="install PyTorch for the training tests even if it is the large CUDA build",
    )
    return test


def port_number(text: str) -> int:
    """A TCP port, 1 to 65535."""
    if not text.isdecimal() or not 1 <= int(text) <= 65535:  # noqa: PLR2004
        message = f"{text} is not a port from 1 to 65535"
        raise argparse.ArgumentTypeError(message)
    return int(text)


def main(arguments: Sequence[str]) -> int:
    """Run one command; gives the exit code."""
    prepare_output()
    try:
        if arguments[:1] == ["test"]:
            return test(arguments[1:])
        options = parser().parse_args(arguments)
        require_folder(options.own_music)
        environment = set_up(OWN_MUSIC_LOCK if options.own_music else RUN_LOCK)
        if options.own_music:
            scan(environment, options)
        return 0 if options.setup_only else start(environment, options)
    except SetupError as error:
        print(f"\n{error.message}\n\n{error.advice}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped. The same command goes on where this one ended.", file=sys.stderr)
        return INTERRUPTED


def set_up(lock: str) -> Environment:
    """Make the environment and the built files current; quick when nothing changed."""
    Machine.this().require_supported()
    environment = Environment(ROOT)
    environment.prepare(lock)
    Artifacts(ROOT).build(environment.python, step)
    return environment


def serve_command(program: Path, options: argparse.Namespace) -> list[str]:
    """The ``humoresque serve`` that the options of ``run.py`` ask for."""
    command = [str(program), "serve", "--host", options.host, "--port", str(options.port)]
    if options.data_folder:
        command += ["--data-folder", str(options.data_folder.expanduser().resolve())]
    if options.catalog:
        command += ["--catalog", str(options.catalog.expanduser().resolve())]
    if options.own_music:
        command += ["--music-folder", str(options.own_music.expanduser().resolve())]
    return [*command, "--open" if options.open else "--no-open"]


def require_folder(folder: Path | None) -> None:
    """Raises SetupError for a folder that was named and is none."""
    if folder is not None and not folder.expanduser().is_dir():
        raise SetupError(f"{folder} is no folder.", "Name the one that holds your music.")


def scan(environment: Environment, options: argparse.Namespace) -> None:
    """Analyse the listener's own files. Raises SetupError; Ctrl-C keeps what was done."""
    folder = options.own_music.expanduser().resolve()
    command = [str(environment.program("humoresque")), "catalog", "scan", str(folder)]
    if options.data_folder:
        command += ["--data-folder", str(options.data_folder.expanduser().resolve())]
    if subprocess.run(command, cwd=ROOT, env=surroundings(), check=False).returncode:
        raise SetupError("The music files could not be analysed.", "The reason stands above.")


def start(environment: Environment, options: argparse.Namespace) -> int:
    """Start the app, and the Spotify simulator before it if it is wanted."""
    if not options.with_spotify_simulator:
        return serve(environment, options, {})
    with simulating(environment.python, ROOT, options.port) as settings:
        return serve(environment, options, settings)


def serve(
    environment: Environment, options: argparse.Namespace, settings: Mapping[str, str]
) -> int:
    """Start the app and wait for its end; Ctrl-C and SIGTERM reach it."""
    command = serve_command(environment.program("humoresque"), options)
    with subprocess.Popen(command, cwd=ROOT, env=surroundings(settings)) as process:
        # Ctrl-C reaches the app by itself; this process only waits for it to end.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, lambda *_: process.terminate())
        code = process.wait()
    return 0 if code in {-signal.SIGINT, INTERRUPTED} else code


def test(arguments: Sequence[str]) -> int:
    """Set up with the test tools and run the checks."""
    mine, pytest_arguments = split_arguments(arguments)
    options = test_parser().parse_args(mine)
    environment = set_up(TEST_LOCK)
    notes: list[checks.Result] = []
    found: Path | None = None
    plan = checks.CheckRun(ROOT, options.only, pytest_arguments, None)
    if plan.wants("python"):
        forced = options.with_training or checks.is_ci()
        left_out = PyTorch(ROOT, environment.python).install(forced=forced)
        if left_out:
            warn(
                "THE TRAINING TESTS ARE LEFT OUT:",
                left_out,
                "To run them all the same: python3 run.py test --with-training",
            )
            notes.append(checks.Result("training tests", passed=None, note=left_out))
    if plan.wants("browser"):
        found, reason = browser.find_or_install(environment.python, ROOT)
        missing = checks.browser_result(found, reason)
        notes += [missing] if missing else []
    return checks.CheckRun(ROOT, options.only, pytest_arguments, found).run(notes)


def split_arguments(arguments: Sequence[str]) -> tuple[list[str], list[str]]:
    """What stands before ``--`` is ours, what stands behind it pytest's."""
    if "--" not in arguments:
        return list(arguments), []
    place = list(arguments).index("--")
    return list(arguments[:place]), list(arguments[place + 1 :])
