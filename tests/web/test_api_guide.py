from __future__ import annotations

import json
import re
from pathlib import Path

from humoresque.web.api.problems import PROBLEMS, TYPE_PREFIX

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs/api.md").read_text("utf-8")


def test_the_guide_lists_every_type_of_problem_with_its_status() -> None:
    rows = re.findall(r"^\| (\d{3}) \| (.+) \|$", GUIDE, re.MULTILINE)
    listed = {(int(status), slug) for status, cell in rows for slug in re.findall(r"`(.+?)`", cell)}
    assert listed == {(kind.status, kind.slug) for kind in PROBLEMS.values()}
    assert TYPE_PREFIX in GUIDE


def test_the_guide_shows_every_endpoint() -> None:
    paths = json.loads((ROOT / "openapi.json").read_text("utf-8"))["paths"]
    assert [path for path in paths if path.replace("{playlist_id}", "ID") not in GUIDE] == []
