"""Typed readers of environment variables; a failure names the variable and what it may be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from humoresque.catalog.data_folder import resolve_data_folder

_TRUE = frozenset({"1", "true", "yes", "on"})
_FALSE = frozenset({"0", "false", "no", "off"})


class SettingError(ImproperlyConfigured):
    """A variable is missing or holds something that cannot be used."""

    def __init__(self, name: str, problem: str) -> None:
        super().__init__(f"{name} {problem}")
        self.name = name
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Environment:
    """Reads variables by name; an empty or blank value counts as unset."""

    variables: Mapping[str, str]

    def text(self, name: str) -> str | None:
        """Return the value without surrounding blanks, or None."""
        return self.variables.get(name, "").strip() or None

    def flag(self, name: str, *, default: bool) -> bool:
        """Read a yes or no: 1, true, yes, on or 0, false, no, off."""
        value = self.text(name)
        if value is None:
            return default
        if value.lower() in _TRUE:
            return True
        if value.lower() in _FALSE:
            return False
        raise SettingError(name, f"must be yes or no, not {value!r}")

    def count(self, name: str, *, default: int, maximum: int) -> int:
        """Read a whole number from 0 to ``maximum``."""
        value = self.text(name)
        if value is None:
            return default
        if not (value.isascii() and value.isdigit()) or int(value) > maximum:
            raise SettingError(name, f"must be a whole number from 0 to {maximum}, not {value!r}")
        return int(value)

    def words(self, name: str, *, default: tuple[str, ...]) -> tuple[str, ...]:
        """Split values separated by commas."""
        value = self.text(name)
        if value is None:
            return default
        return tuple(word.strip() for word in value.split(",") if word.strip())

    def choice(self, name: str, *, default: str, choices: tuple[str, ...]) -> str:
        """Read one of ``choices``, in any case of letters."""
        value = self.text(name)
        if value is None:
            return default
        for choice in choices:
            if choice.lower() == value.lower():
                return choice
        raise SettingError(name, f"must be one of {', '.join(choices)}, not {value!r}")

    def url(self, name: str) -> str | None:
        """Read an absolute http or https address without query; a slash at its end is dropped."""
        value = self.text(name)
        if value is None:
            return None
        try:
            parts = urlsplit(value)
            _ = parts.port
        except ValueError:
            parts = urlsplit("")
        odd = parts.query or parts.fragment or parts.username or any(c in value for c in " ;,'\"")
        if parts.scheme not in {"http", "https"} or not parts.hostname or odd:
            raise SettingError(name, f"must be an address such as https://host/path, not {value!r}")
        return value.rstrip("/")

    def path(self, name: str) -> Path | None:
        """Read a file or folder, with ``~`` for the home folder; relative to the current one."""
        value = self.text(name)
        return None if value is None else Path(value).expanduser().absolute()

    def secret(self, name: str) -> str | None:
        """Return the value of ``name``, or the content of the file that ``name``_FILE names."""
        value = self.text(name)
        file_name = f"{name}_FILE"
        file = self.path(file_name)
        if file is None:
            return value
        if value is not None:
            raise SettingError(name, f"and {file_name} are both set; set one of them")
        try:
            content = file.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            reason = error.strerror if isinstance(error, OSError) else "not UTF-8 text"
            raise SettingError(file_name, f"names {file}, which cannot be read: {reason}") from None
        if not content:
            raise SettingError(file_name, f"names {file}, which is empty")
        return content


def data_folder(environment: Environment) -> Path:
    """Return the folder for catalog, database and key; it may not exist yet."""
    return resolve_data_folder(environment.text("HUMORESQUE_HOME"))
