"""The page has a sentence of its own for every problem that Spotify can cause."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from humoresque.web.api.spotify_problems import SPOTIFY

PAGE = Path(__file__).parents[3] / "frontend" / "src" / "api"
WORDS = "".join(
    (PAGE / name).read_text(encoding="utf-8") for name in ("problemWords.ts", "spotifyWords.ts")
)


@pytest.mark.parametrize("slug", sorted({kind.slug for kind in SPOTIFY.values()}))
def test_the_page_knows_what_to_say(slug: str) -> None:
    assert re.search(rf'^  "?{re.escape(slug)}"?: ', WORDS, re.MULTILINE)
