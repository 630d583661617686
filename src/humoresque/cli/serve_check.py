"""Whether the parts that the variables name can be used: asked before a start.

It runs in a process of its own (``python -m humoresque.cli.serve_check``), because the server's
processes may be forks, which must not inherit the threads of what is loaded here.
"""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

from humoresque.web.env import Environment, SettingError, data_folder

CATALOG = "HUMORESQUE_CATALOG"
DATABASE = "HUMORESQUE_CATALOG_DATABASE"
DATABASE_FILE = "HUMORESQUE_CATALOG_DATABASE_FILE"
MUSIC = "HUMORESQUE_MUSIC_FOLDER"
TARGETS = "HUMORESQUE_TARGETS"
MODEL = "HUMORESQUE_MODEL"
_ASKED = (CATALOG, DATABASE, DATABASE_FILE, MUSIC, TARGETS, MODEL)
_REFUSED = 2


def check_parts() -> str | None:
    """Return what is wrong with a part that a variable names, in one line; None if nothing is."""
    environment = Environment(os.environ)
    if not any(environment.text(name) for name in _ASKED):
        return None
    done = subprocess.run(
        [sys.executable, "-m", "humoresque.cli.serve_check"],
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        env=os.environ | {"PYTHONUTF8": "1"},
        check=False,
    )
    if not done.returncode:
        return None
    last = (done.stderr.strip().splitlines() or [f"exit code {done.returncode}"])[-1]
    return last if done.returncode == _REFUSED else f"The settings cannot be checked: {last}"


def main() -> None:
    """Load each part that a variable names; exit code 2 and one line for the first bad one."""
    environment = Environment(os.environ)
    try:
        for name, check in (
            (CATALOG, _catalog),
            (MUSIC, _music),
            (TARGETS, _targets),
            (MODEL, _model),
        ):
            path = environment.path(name)
            if path is not None:
                check(path)
        address = environment.secret(DATABASE)
        if address is not None:
            _database(address)
    except SettingError as error:
        sys.stderr.write(" ".join(str(error).split("\n")) + "\n")
        sys.exit(_REFUSED)


def _catalog(path: Path) -> None:
    from humoresque.catalog.catalog import Catalog  # noqa: PLC0415 - only if it is set
    from humoresque.catalog.errors import CatalogError, CatalogNotFoundError  # noqa: PLC0415

    try:
        Catalog.load(path)
    except CatalogNotFoundError:
        raise SettingError(CATALOG, f"names {path}, and there is no such file") from None
    except CatalogError:
        advice = f"humoresque catalog import {shlex.quote(str(path))}"
        raise SettingError(
            CATALOG,
            f"names {path}, which is no catalog that this version reads. If it is a dataset, "
            f"import it first and leave {CATALOG} and --catalog out: {advice}",
        ) from None


def _database(address: str) -> None:
    from humoresque.catalog.errors import CatalogError  # noqa: PLC0415 - only if it is set
    from humoresque.catalog.postgres.source import PostgresCatalog  # noqa: PLC0415

    try:
        PostgresCatalog(address).close()
    except CatalogError as error:
        raise SettingError(DATABASE, f"cannot be used: {error}") from None


def _music(path: Path) -> None:
    from humoresque.catalog.errors import CatalogError  # noqa: PLC0415 - only if it is set
    from humoresque.own_music.errors import OwnMusicError  # noqa: PLC0415
    from humoresque.own_music.library import OwnMusic  # noqa: PLC0415

    advice = f"Run: humoresque catalog scan {shlex.quote(str(path))}"
    try:
        scanned = OwnMusic.open(data_folder(Environment(os.environ))).folder
    except (OwnMusicError, CatalogError) as error:
        raise SettingError(MUSIC, f"names {path}, which cannot be used: {error}") from None
    if scanned.resolve() != path.resolve():
        raise SettingError(MUSIC, f"names {path}, and the last scan was of {scanned}. {advice}")


def _targets(path: Path) -> None:
    from humoresque.recommender.errors import RecommenderError  # noqa: PLC0415 - only if it is set
    from humoresque.recommender.profiles import load_profiles  # noqa: PLC0415

    try:
        load_profiles(path)
    except RecommenderError as error:
        raise SettingError(TARGETS, f"names {path}, which cannot be used: {error}") from None


def _model(path: Path) -> None:
    from humoresque.emotion.classifier import ExpressionClassifier  # noqa: PLC0415 - only if set
    from humoresque.emotion.errors import ModelError  # noqa: PLC0415
    from humoresque.emotion.manifest import ModelManifest  # noqa: PLC0415

    try:
        ExpressionClassifier(ModelManifest.load(path), threads=1)
    except ModelError as error:
        raise SettingError(MODEL, f"names {path}, which cannot be used: {error}") from None


if __name__ == "__main__":
    main()
