from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import humoresque
from humoresque.web import settings

ROOT = Path(__file__).parents[2]
PACKAGE = Path(humoresque.__file__).parent


def _import_settings(**variables: str) -> subprocess.CompletedProcess[str]:
    """Import the settings in a process of its own, with these variables of ours and no others."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("HUMORESQUE_")}
    return subprocess.run(
        [sys.executable, "-c", "from humoresque.web import settings; print(settings.SECRET_KEY)"],
        env=environment | {"PYTHONPATH": str(PACKAGE.parent)} | variables,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_there_is_no_default_secret() -> None:
    done = _import_settings()
    assert done.returncode == 1
    assert "HUMORESQUE_SECRET_KEY is not set" in done.stderr


def test_a_short_secret_is_refused() -> None:
    done = _import_settings(HUMORESQUE_SECRET_KEY="short")
    assert "HUMORESQUE_SECRET_KEY must have at least 32 characters" in done.stderr


def test_a_secret_may_come_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "key"
    file.write_text("k" * 40, encoding="utf-8")
    done = _import_settings(HUMORESQUE_SECRET_KEY_FILE=str(file))
    assert done.stdout.strip() == "k" * 40


def test_a_catalog_is_a_file_or_a_database_and_not_both(tmp_path: Path) -> None:
    address = "postgresql://user:hidden@127.0.0.1/music"
    file = tmp_path / "address"
    file.write_text(address, encoding="utf-8")
    key = {"HUMORESQUE_SECRET_KEY": "k" * 40}
    assert _import_settings(**key, HUMORESQUE_CATALOG_DATABASE_FILE=str(file)).returncode == 0
    done = _import_settings(
        **key, HUMORESQUE_CATALOG_DATABASE=address, HUMORESQUE_CATALOG=str(tmp_path / "c.parquet")
    )
    assert done.returncode == 1
    assert "HUMORESQUE_CATALOG_DATABASE and HUMORESQUE_CATALOG are both set" in done.stderr
    assert "hidden" not in done.stderr


def test_only_a_debug_server_may_do_without_a_secret() -> None:
    assert _import_settings(HUMORESQUE_DEBUG="yes").returncode == 0
    assert _import_settings(HUMORESQUE_DEBUG="no").returncode == 1


KEYS = {
    "HUMORESQUE_SECRET_KEY": "k" * 40,
    "HUMORESQUE_TOKEN_KEYS": "QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE=",
}
APP = {"HUMORESQUE_SPOTIFY_CLIENT_ID": "id", "HUMORESQUE_SPOTIFY_CLIENT_SECRET": "hidden"}


def test_an_app_at_spotify_has_an_id_and_a_secret(tmp_path: Path) -> None:
    assert _import_settings(**KEYS, **APP).returncode == 0
    file = tmp_path / "secret"
    file.write_text("hidden", encoding="utf-8")
    client_id, secret = APP
    one_by_file = {client_id: "id", f"{secret}_FILE": str(file)}
    assert _import_settings(**KEYS, **one_by_file).returncode == 0
    done = _import_settings(**KEYS, **{client_id: "id"})
    assert f"{secret} is not set, but {client_id} is" in done.stderr
    done = _import_settings(**KEYS, **{secret: "hidden"})
    assert f"{client_id} is not set, but {secret} is" in done.stderr
    assert "hidden" not in done.stderr


def test_tokens_are_not_kept_without_a_key_that_seals_them() -> None:
    done = _import_settings(HUMORESQUE_SECRET_KEY="k" * 40, **APP)
    assert done.returncode == 1
    assert "HUMORESQUE_TOKEN_KEYS is not set" in done.stderr


@pytest.mark.parametrize("key", ["short", "x" * 43, "ä" * 44, "QUFB" * 10])
def test_a_key_for_tokens_that_is_none_is_refused_without_showing_it(key: str) -> None:
    keys = f"{KEYS['HUMORESQUE_TOKEN_KEYS']},{key}"
    done = _import_settings(**KEYS | {"HUMORESQUE_TOKEN_KEYS": keys})
    assert done.returncode == 1
    assert "HUMORESQUE_TOKEN_KEYS holds no usable key at place 2" in done.stderr
    assert key not in done.stderr


@pytest.mark.parametrize(
    ("uri", "problem"),
    [
        ("http://localhost:8000/spotify/redirect", "must begin with https://"),
        ("http://music.example/spotify/redirect", "must begin with https://"),
        ("https://music.example/elsewhere", "must end with /spotify/redirect"),
        ("music.example/spotify/redirect", "must be an address"),
    ],
)
def test_a_redirect_that_spotify_would_refuse_is_refused_at_the_start(
    uri: str, problem: str
) -> None:
    done = _import_settings(**KEYS, HUMORESQUE_SPOTIFY_REDIRECT_URI=uri)
    assert done.returncode == 1
    assert f"HUMORESQUE_SPOTIFY_REDIRECT_URI {problem}" in done.stderr


@pytest.mark.parametrize(
    "uri", ["http://127.0.0.1:8000/spotify/redirect", "https://music.example/spotify/redirect"]
)
def test_a_redirect_that_spotify_takes_is_taken(uri: str) -> None:
    assert _import_settings(**KEYS, HUMORESQUE_SPOTIFY_REDIRECT_URI=uri).returncode == 0


def test_spotifys_recommendations_are_for_old_apps_only() -> None:
    wanted = {"HUMORESQUE_SPOTIFY_RECOMMENDATIONS": "yes"}
    assert "needs HUMORESQUE_SPOTIFY_MODE=legacy" in _import_settings(**KEYS, **wanted).stderr
    legacy = {"HUMORESQUE_SPOTIFY_MODE": "Legacy"}
    assert _import_settings(**KEYS, **wanted, **legacy).returncode == 0


def test_only_this_machine_is_served_by_default() -> None:
    assert set(settings.ALLOWED_HOSTS) - {"testserver"} == {"localhost", "127.0.0.1", "[::1]"}


def test_debugging_is_off_by_default() -> None:
    assert settings.DEBUG is False


def _names_read() -> set[str]:
    """Whatever the package calls by such a name; a secret can come from a file as well."""
    texts = [module.read_text("utf-8") for module in PACKAGE.rglob("*.py")]
    return {name for text in texts for name in re.findall(r'"(HUMORESQUE_[A-Z0-9_]+)"', text)}


def test_every_variable_is_documented_and_nothing_else_is() -> None:
    page = (ROOT / "docs/configuration.md").read_text("utf-8")
    documented = re.findall(r"^\| `(HUMORESQUE_\w+)`", page, re.MULTILINE)
    assert sorted(documented) == sorted(_names_read())


@pytest.mark.parametrize(
    "module",
    sorted(p for p in PACKAGE.rglob("*.py") if "cli" not in p.relative_to(PACKAGE).parts),
    ids=lambda path: str(path.relative_to(PACKAGE)),
)
def test_only_the_settings_read_the_environment(module: Path) -> None:
    writers = {"settings.py", "wsgi.py", "openapi.py"}  # the last two only set a default
    if module.parent == PACKAGE / "web" and module.name in writers:
        return
    tree = ast.parse(module.read_text("utf-8"))
    names = {n.attr for n in ast.walk(tree) if isinstance(n, ast.Attribute)}
    assert not names & {"environ", "environb", "getenv"}
