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
