"""What the rest of the web room asks of a visitor's Spotify account: whose it is, and its API."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.conf import settings

from humoresque.spotify.scopes import Purpose
from humoresque.web import wiring
from humoresque.web.accounts.errors import (
    ConsentNeededError,
    NotLoggedInError,
    ReconnectNeededError,
)
from humoresque.web.accounts.models import SpotifyAccount
from humoresque.web.accounts.tokens import ListenerTokens

if TYPE_CHECKING:
    from humoresque.spotify.client import SpotifyApi


def is_spotify_on() -> bool:
    """Whether the operator has registered an app at Spotify."""
    return settings.SPOTIFY_CLIENT is not None


def account_of(visitor_id: uuid.UUID | None) -> SpotifyAccount | None:
    """Return the account that the visitor is connected to; it may need a new log-in."""
    if visitor_id is None:
        return None
    return SpotifyAccount.objects.filter(visitors=visitor_id).first()


def usable_account(visitor_id: uuid.UUID | None, purpose: Purpose | None) -> SpotifyAccount:
    """Return the account, ready for the purpose; None is for what needs no consent.

    Raises SpotifyOffError, NotLoggedInError, ReconnectNeededError or ConsentNeededError.
    """
    wiring.spotify()
    account = account_of(visitor_id)
    if account is None:
        raise NotLoggedInError
    if account.needs_reconnect:
        raise ReconnectNeededError
    if purpose is not None and not account.has_granted(purpose):
        raise ConsentNeededError(purpose)
    return account


def listener_api(visitor_id: uuid.UUID | None, purpose: Purpose) -> SpotifyApi:
    """Return the Web API for this listener; its tokens are refreshed when they have to be.

    Raises what :func:`usable_account` does; its calls raise SpotifyError, ReconnectNeededError
    when a refresh is refused, and NotLoggedInError when the listener logged out meanwhile.
    """
    return api_of(usable_account(visitor_id, purpose))


def api_of(account: SpotifyAccount) -> SpotifyApi:
    """Return the Web API for this account, whoever the visitor is connected to by now."""
    return wiring.spotify().api(ListenerTokens(account.pk))
