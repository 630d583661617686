"""Every address of the simulator: accounts, Web API, stand-ins, pages for people, control."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, include, path, re_path

from simulators.spotify import authorization, control, profile, tokens
from simulators.spotify.problems import not_found


def _no_such_address(_request: HttpRequest, **_path: str) -> HttpResponse:
    return not_found("Service not found").answer()


urlpatterns: list[URLPattern | URLResolver] = [
    path("authorize", authorization.authorize),
    path("login", authorization.log_in),
    path("logout", authorization.log_out),
    path("api/token", tokens.token),
    path("_simulator/", include(control.urlpatterns)),
    *profile.urlpatterns,
    re_path("^v1/", _no_such_address),
]
