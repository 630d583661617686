"""Registers the app under a short label."""

from __future__ import annotations

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Visitors."""

    name = "humoresque.web.accounts"
    label = "accounts"
