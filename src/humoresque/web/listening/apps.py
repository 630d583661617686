"""Registers the app under a short label."""

from __future__ import annotations

from django.apps import AppConfig


class ListeningConfig(AppConfig):
    """Playlists and their songs."""

    name = "humoresque.web.listening"
    label = "listening"
