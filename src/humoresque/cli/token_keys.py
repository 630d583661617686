"""``humoresque rotate-token-keys``: other keys for the tokens that Spotify gave."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from humoresque.cli.catalog import DataFolder

if TYPE_CHECKING:
    from humoresque.web.accounts.sealing import Resealed

_KEYS, _KEYS_FILE = "HUMORESQUE_TOKEN_KEYS", "HUMORESQUE_TOKEN_KEYS_FILE"


def rotate_token_keys(
    *,
    data_folder: DataFolder = None,
    new_key: Annotated[
        bool,
        typer.Option("--new-key", help="Only put a new key before those in the file; seal later."),
    ] = False,
) -> None:
    """Seal all tokens of Spotify's with the newest key, so that the older ones can go.

    A running server opens nothing that is sealed with a key of after its start: it has to start
    anew between the two steps.
    """
    from django.core.exceptions import ImproperlyConfigured  # noqa: PLC0415 - a fast --help
    from django.db import DatabaseError  # noqa: PLC0415

    if data_folder is not None:
        os.environ["HUMORESQUE_HOME"] = str(data_folder.absolute())
    try:
        file = _keys_file()
        if new_key:
            _add_key(file)
            return
        resealed = _seal_anew()
    except (ImproperlyConfigured, OSError, UnicodeDecodeError) as error:
        _fail(str(error))
    except DatabaseError as error:
        _fail(f"The database cannot be used: {error}. Start `humoresque serve` once.")
    typer.echo(f"Sealed with the newest key: the tokens of {resealed.accounts} accounts.")
    if resealed.unreadable:
        typer.echo(
            f"Opened by no key: {resealed.unreadable}. These listeners have to log in again."
        )
    typer.echo(f"All keys but the first may go from {file or _KEYS}.")


def _keys_file() -> Path | None:
    """Return the file that the keys are in, which is named or lies in the data folder.

    None when they are in the variable itself.
    """
    from humoresque.web.env import Environment, data_folder  # noqa: PLC0415
    from humoresque.web.secret_key import TOKEN_KEYS_FILE_NAME  # noqa: PLC0415

    environment = Environment(os.environ)
    if environment.text(_KEYS) is not None:
        return None
    file = environment.path(_KEYS_FILE) or data_folder(environment) / TOKEN_KEYS_FILE_NAME
    if not file.is_file():
        _fail(f"There are no keys at {file}. `humoresque serve` makes them.")
    os.environ[_KEYS_FILE] = str(file)
    return file


def _add_key(file: Path | None) -> None:
    from humoresque.web.secret_key import new_token_key, replace_private  # noqa: PLC0415

    if file is None:
        _fail(f"The keys are in {_KEYS}; put a new one first there: {new_token_key()}")
    replace_private(file, f"{new_token_key()}\n{file.read_text('ascii').strip()}")
    typer.echo(
        f"A new key is the first in {file}. Start the server anew, which knows only the keys of "
        "its start, and run this again without --new-key."
    )


def _seal_anew() -> Resealed:
    import django  # noqa: PLC0415

    os.environ["DJANGO_SETTINGS_MODULE"] = "humoresque.web.settings"
    if not any(os.environ.get(f"HUMORESQUE_SECRET_KEY{end}", "").strip() for end in ("", "_FILE")):
        os.environ["HUMORESQUE_SECRET_KEY"] = secrets.token_urlsafe(48)  # no cookie is read here
    django.setup()
    from django.conf import settings  # noqa: PLC0415

    from humoresque.web.accounts.sealing import seal_all_anew  # noqa: PLC0415
    from humoresque.web.accounts.vault import Vault  # noqa: PLC0415

    database = Path(str(settings.DATABASES["default"]["NAME"]))
    if not database.is_file():
        _fail(f"There is no database at {database}. Start `humoresque serve` once.")
    return seal_all_anew(Vault(settings.TOKEN_KEYS))


def _fail(message: str) -> NoReturn:
    typer.echo(f"humoresque: {message}", err=True)
    raise typer.Exit(2)
