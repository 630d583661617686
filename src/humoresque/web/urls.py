"""The API below /api/, the page everywhere else."""

from __future__ import annotations

from django.urls import path, re_path

from humoresque.web.api.problems import no_such_endpoint
from humoresque.web.api.root import api
from humoresque.web.single_page import show_page

urlpatterns = [
    path("api/", api.urls),
    re_path(r"^api(?:/|\Z)", no_such_endpoint),
    re_path("", show_page),
]
