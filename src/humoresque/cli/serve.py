"""``humoresque serve``: settings, database, server, address, in this order."""

from __future__ import annotations

import errno
import http.client
import os
import signal
import socket
import threading
import time
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

_WILDCARDS = ("0.0.0.0", "::")  # noqa: S104 - named to be recognised, not to be bound
_START_SECONDS = 60.0


class StartError(Exception):
    """The server cannot start; the message says what to do."""


def serve(
    *,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.", min=1, max=65535)] = 8000,
    data_folder: Annotated[
        Path | None,
        typer.Option(
            help="Folder for catalog, playlists and key, instead of the user's data folder.",
            file_okay=False,
        ),
    ] = None,
    catalog: Annotated[
        Path | None,
        typer.Option(help="Catalog file, instead of the data folder's.", dir_okay=False),
    ] = None,
    music_folder: Annotated[
        Path | None,
        typer.Option(
            help="Your own music, after `humoresque catalog scan`: played on this machine only.",
            file_okay=False,
        ),
    ] = None,
    workers: Annotated[int, typer.Option(help="Processes.", min=1, max=64)] = 1,
    threads: Annotated[int, typer.Option(help="Threads in each process.", min=1, max=64)] = 16,
    open_browser: Annotated[
        bool, typer.Option("--open/--no-open", help="Open the page in the browser.")
    ] = False,
) -> None:
    """Start the app and print its address; Ctrl-C stops it."""
    from django.core.exceptions import ImproperlyConfigured  # noqa: PLC0415 - a fast --help

    try:
        _export_settings(host, data_folder, catalog, music_folder)
        _check_port(host, port)
        _check_parts()
        _prepare_data()
    except (StartError, ImproperlyConfigured) as error:
        typer.echo(f"humoresque: {error}", err=True)
        raise typer.Exit(2) from None
    _run(host, port, workers=workers, threads=threads, open_browser=open_browser)
    typer.echo("Stopped.")


def _export_settings(
    host: str, data_folder: Path | None, catalog: Path | None, music_folder: Path | None
) -> None:
    """Pass the options on as variables, which the server's processes inherit."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "humoresque.web.settings"
    if data_folder is not None:
        os.environ["HUMORESQUE_HOME"] = str(data_folder.absolute())
    if catalog is not None:
        if not catalog.is_file():
            msg = f"There is no catalog at {catalog}; see `humoresque catalog --help`."
            raise StartError(msg)
        os.environ["HUMORESQUE_CATALOG"] = str(catalog.absolute())
    if music_folder is not None:
        if not music_folder.is_dir():
            msg = f"There is no folder {music_folder}."
            raise StartError(msg)
        os.environ["HUMORESQUE_MUSIC_FOLDER"] = str(music_folder.absolute())
    if not _is_set("HUMORESQUE_ALLOWED_HOSTS") and host not in _WILDCARDS:
        names = dict.fromkeys(("localhost", "127.0.0.1", "[::1]", _in_url(host)))
        os.environ["HUMORESQUE_ALLOWED_HOSTS"] = ",".join(names)


def _is_set(*names: str) -> bool:
    """Whether one of the variables holds more than blanks."""
    from humoresque.web.env import Environment  # noqa: PLC0415 - a fast --help

    return any(Environment(os.environ).text(name) for name in names)


def _check_port(host: str, port: int) -> None:
    """Find out before anything is loaded whether the address can be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        if os.name == "posix":
            # Connections that were just closed do not count; on Windows it means another thing.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise StartError(_bind_advice(host, port, error)) from None


def _bind_advice(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"Port {port} on {host} is in use, perhaps by another Humoresque. Stop that program, "
            f"or choose another port: --port {port + 1 if port < 65535 else port - 1}"  # noqa: PLR2004
        )
    if error.errno == errno.EACCES:
        return f"Port {port} may not be used by this user. Choose one above 1023: --port 8000"
    return f"{host} is not an address of this machine. Use --host 127.0.0.1 ({error.strerror})"


def _check_parts() -> None:
    """Refuse a catalog, targets or a model that a variable names and that cannot be used."""
    from humoresque.cli.serve_check import check_parts  # noqa: PLC0415 - a fast --help

    problem = check_parts()
    if problem is not None:
        raise StartError(problem)


def _prepare_data() -> None:
    """Make folder, keys and database ready for the settings and the server.

    From here on new files are for their owner alone, whatever the folder lets others do.
    """
    from humoresque.web.env import Environment, data_folder  # noqa: PLC0415
    from humoresque.web.secret_key import ensure_secret_key, ensure_token_keys  # noqa: PLC0415

    if os.name == "posix":
        os.umask(0o077)
    folder = data_folder(Environment(os.environ))
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not _is_set("HUMORESQUE_SECRET_KEY", "HUMORESQUE_SECRET_KEY_FILE"):
            os.environ["HUMORESQUE_SECRET_KEY_FILE"] = str(ensure_secret_key(folder))
        if not _is_set("HUMORESQUE_TOKEN_KEYS", "HUMORESQUE_TOKEN_KEYS_FILE"):
            os.environ["HUMORESQUE_TOKEN_KEYS_FILE"] = str(ensure_token_keys(folder))
    except OSError as error:
        msg = (
            f"The data folder {folder} cannot be written: {error.strerror}. "
            "Choose another one: --data-folder FOLDER"
        )
        raise StartError(msg) from None
    _migrate(folder)


def _migrate(folder: Path) -> None:
    """Bring the database up to date and delete what has been kept long enough."""
    import django  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import DatabaseError, connections  # noqa: PLC0415

    django.setup()
    from humoresque.web.listening.retention import forget_expired  # noqa: PLC0415

    try:
        call_command("migrate", verbosity=0, interactive=False)
        forget_expired(datetime.now(UTC))
    except DatabaseError as error:
        msg = f"The database in {folder} cannot be used: {error}"
        raise StartError(msg) from None
    finally:
        # The server's processes must not inherit an open database.
        connections.close_all()


def _run(host: str, port: int, *, workers: int, threads: int, open_browser: bool) -> None:
    from granian.constants import HTTPModes, Interfaces  # noqa: PLC0415
    from granian.log import LogLevels  # noqa: PLC0415
    from granian.server import Server  # noqa: PLC0415

    from humoresque.web.listening.retention import forget_daily  # noqa: PLC0415

    class QuietServer(Server):  # type: ignore[misc, valid-type] # one of two classes, by build
        """Announces the address, deletes what is old, and keeps Ctrl-C for the main process.

        A terminal sends Ctrl-C to the workers as well, and a Granian worker that is told to
        stop twice hangs. The threads start after the workers, which may be forks.
        """

        def startup(self, *args: Any) -> None:
            with _ctrl_c_blocked():
                super().startup(*args)
            options = {"open_browser": open_browser}
            threading.Thread(
                target=_announce, args=(host, port), kwargs=options, daemon=True
            ).start()
            threading.Thread(target=forget_daily, args=(threading.Event(),), daemon=True).start()

    QuietServer(
        "humoresque.web.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=threads,
        # Over HTTP/2 bodies need no Content-Length, and the limits go by it.
        http=HTTPModes.http1,
        websockets=False,
        log_level=LogLevels.error,
    ).serve()


@contextmanager
def _ctrl_c_blocked() -> Iterator[None]:
    """Child processes started in here inherit the block for good; Windows has no such thing."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _announce(host: str, port: int, *, open_browser: bool) -> None:
    """Print the address once it answers; open it if asked to."""
    wildcard = host in _WILDCARDS
    reachable = ("[::1]" if host == "::" else "127.0.0.1") if wildcard else _in_url(host)
    address = f"http://{reachable}:{port}"
    if not _answers(reachable.strip("[]"), port):
        return
    typer.echo(f"Humoresque is at {address} (Ctrl-C stops it)")
    if wildcard and not _is_set("HUMORESQUE_ALLOWED_HOSTS"):
        typer.echo(
            "It listens on every network, but answers only to this machine's own names. "
            "HUMORESQUE_ALLOWED_HOSTS lists further ones; over plain http browsers give a page "
            "from another machine no camera."
        )
    if open_browser:
        webbrowser.open(address)


def _answers(host: str, port: int) -> bool:
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline:
        time.sleep(0.05)
        connection = http.client.HTTPConnection(host, port, timeout=_START_SECONDS)
        try:
            connection.request("GET", "/api/health/live")
            connection.getresponse().read()
        except OSError:
            continue
        else:
            return True
        finally:
            connection.close()
    return False


def _in_url(host: str) -> str:
    return f"[{host}]" if ":" in host else host
