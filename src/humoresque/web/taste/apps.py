"""Registers the app under a short label."""

from __future__ import annotations

from django.apps import AppConfig


class TasteConfig(AppConfig):
    """Favourite artists, imported histories and opinions."""

    name = "humoresque.web.taste"
    label = "taste"
