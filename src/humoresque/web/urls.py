"""The API below /api/, the way back from Spotify, the page everywhere else."""

from __future__ import annotations

from django.urls import path, re_path

from humoresque.web.accounts.address import REDIRECT_PATH
from humoresque.web.api.problems import no_such_endpoint
from humoresque.web.api.root import api
from humoresque.web.single_page import show_page
from humoresque.web.spotify_redirect import return_from_spotify

urlpatterns = [
    path("api/", api.urls),
    re_path(r"^api(?:/|\Z)", no_such_endpoint),
    path(REDIRECT_PATH.removeprefix("/"), return_from_spotify),
    re_path("", show_page),
]
