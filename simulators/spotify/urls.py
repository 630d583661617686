"""Every address of the simulator: accounts, Web API, stand-ins, pages for people, control."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from simulators.spotify import (
    authorization,
    catalogue_views,
    control,
    home,
    library_views,
    player_views,
    playlist_views,
    profile,
    recommendations,
    sdk,
    stand_ins,
    tokens,
    withdrawn,
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home),
    path("authorize", authorization.authorize),
    path("login", authorization.log_in),
    path("logout", authorization.log_out),
    path("api/token", tokens.token),
    path("_simulator/", include(control.urlpatterns)),
    *profile.urlpatterns,
    *catalogue_views.urlpatterns,
    *playlist_views.urlpatterns,
    *library_views.urlpatterns,
    *recommendations.urlpatterns,
    *player_views.urlpatterns,
    *sdk.urlpatterns,
    *stand_ins.urlpatterns,
    *withdrawn.urlpatterns,
]
