"""The product's settings with a throw-away secret and data folder, for tests and type checks."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

for _name in [name for name in os.environ if name.startswith("HUMORESQUE_")]:
    if _name not in {"HUMORESQUE_CHROMIUM", "HUMORESQUE_DATA_SETS"}:
        del os.environ[_name]

_folder = Path(tempfile.mkdtemp(prefix="humoresque-tests-"))
os.environ["HUMORESQUE_HOME"] = str(_folder)
os.environ["HUMORESQUE_SECRET_KEY"] = "only-for-tests-only-for-tests-only-for-tests"

from humoresque.web.settings import *  # noqa: E402, F403
from humoresque.web.settings import DATABASES  # noqa: E402

# A file as in production, where the default for tests would be in memory.
DATABASES["default"]["TEST"] = {"NAME": _folder / "test.sqlite3"}
