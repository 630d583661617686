from __future__ import annotations

import json
import re
from pathlib import Path

from humoresque.web.api.problems import PROBLEMS, TYPE_PREFIX

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs/api.md").read_text("utf-8").replace("$api/", "/api/")
NAMES = {"{playlist_id}": "ID", "{token}": "TOKEN", "{track_id}": "TRACK"}


def test_the_guide_lists_every_type_of_problem_with_its_status() -> None:
    rows = re.findall(r"^\| (\d{3}) \| (.+) \|$", GUIDE, re.MULTILINE)
    listed = {(int(status), slug) for status, cell in rows for slug in re.findall(r"`(.+?)`", cell)}
    assert listed == {(kind.status, kind.slug) for kind in PROBLEMS.values()}
    assert TYPE_PREFIX in GUIDE


def test_the_guide_shows_every_endpoint() -> None:
    paths = json.loads((ROOT / "openapi.json").read_text("utf-8"))["paths"]
    shown = [re.sub(r"{\w+}", lambda found: NAMES[found[0]], path) for path in paths]
    assert [path for path in shown if path not in GUIDE] == []


def test_the_guide_lists_every_field_of_a_playlist_and_its_wishes() -> None:
    schemas = json.loads((ROOT / "openapi.json").read_text("utf-8"))["components"]["schemas"]
    for name in ("PlaylistRequest", "Playlist", "PlaylistTrack", "Taste", "HistorySummary"):
        fields = schemas[name]["properties"]
        missing = [f for f in fields if f'"{f}"' not in GUIDE and f"`{f}`" not in GUIDE]
        assert (name, missing) == (name, [])
