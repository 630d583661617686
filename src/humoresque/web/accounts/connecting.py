"""A visitor and their Spotify account: connected after a log-in, apart after a log-out."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from humoresque.web import wiring
from humoresque.web.accounts.attempt import Attempt
from humoresque.web.accounts.models import SpotifyAccount, Visitor
from humoresque.web.accounts.spotify import account_of
from humoresque.web.listening.forgetting import forget_taken_back
from humoresque.web.taste.spotify_listening import forget_listening

if TYPE_CHECKING:
    from humoresque.spotify.auth import Grant
    from humoresque.spotify.models import User
    from humoresque.spotify.scopes import Purpose


@dataclass(frozen=True, slots=True)
class _NewToken:
    """A token that has just come: whatever refuses it passes, so it takes its own place."""

    token: str = field(repr=False)

    def current(self) -> str:
        return self.token

    def renewed(self, rejected: str) -> str:
        return rejected


def connect(attempt: Attempt, code: str) -> SpotifyAccount:
    """Turn the code of a log-in into the visitor's account; SpotifyError when Spotify refuses.

    Two calls: tokens for the code, and whose they are.
    """
    room = wiring.spotify()
    grant = room.accounts.exchange(code, attempt.redirect_uri, attempt.verifier)
    user = room.api(_NewToken(grant.access_token)).me()
    return _keep(attempt, grant, user)


@transaction.atomic
def disconnect(visitor_id: uuid.UUID) -> bool:
    """Delete the visitor's account with its tokens and all that Spotify told of it.

    In all the listener's browsers. False when there was none.
    """
    account = account_of(visitor_id)
    if account is None:
        return False
    account_pk, visitors = account.pk, list(account.visitors.values_list("id", flat=True))
    account.delete()
    for visitor in visitors:
        forget_taken_back(visitor)
    transaction.on_commit(partial(forget_listening, account_pk))
    return True


@transaction.atomic
def _keep(attempt: Attempt, grant: Grant, user: User) -> SpotifyAccount:
    """Save account, tokens and whose they are; what another account told before is forgotten."""
    account = _account_of(user)
    describe(account, user)
    if not _allows_more(account, grant):
        _take_over(account, grant, attempt.purpose)
    account.save()
    before = account_of(attempt.visitor_id)
    Visitor.objects.see(attempt.visitor_id)
    Visitor.objects.filter(id=attempt.visitor_id).update(spotify=account)
    if before is not None and before != account:
        forget_taken_back(attempt.visitor_id)
        transaction.on_commit(partial(forget_listening, before.pk))
        SpotifyAccount.objects.forget_unconnected()
    return account


def _allows_more(account: SpotifyAccount, grant: Grant) -> bool:
    """Whether the tokens that are there serve this browser too, and another one better.

    Who logs in with a second browser is asked for no more than a log-in needs; the first one may
    be playing with tokens that allow it.
    """
    return (
        account.pk is not None
        and grant.scopes is not None
        and grant.scopes < {*account.scopes}
        and not (account.needs_reconnect or account.expires_soon)
    )


def _take_over(account: SpotifyAccount, grant: Grant, purpose: Purpose) -> None:
    """Put new tokens in place of those that are there, without saving it."""
    vault, now = wiring.vault(), timezone.now()
    account.access_token = vault.seal(grant.access_token)
    if grant.refresh_token is not None:
        account.refresh_token = vault.seal(grant.refresh_token)
    asked_for = {*account.scopes, *purpose.scopes}
    account.scopes = sorted(asked_for if grant.scopes is None else grant.scopes)
    account.access_expires_at = now + timedelta(seconds=grant.expires_in)
    account.refreshed_at = account.authorized_at = now
    account.reconnect_since = account.lease = account.lease_until = None


def _account_of(user: User) -> SpotifyAccount:
    """Find the listener's account by Spotify's lasting number, or start one.

    Where Spotify tells no such number it is found by the listener's name there, marked as one: a
    name may be what another's number is. Once the number is told the account is linked by it.
    """
    by_name = f"id:{user.id}"
    account_id = user.account_id or by_name
    known = SpotifyAccount.objects.in_bulk([account_id, by_name], field_name="account_id")
    account = known.get(account_id) or known.get(by_name) or SpotifyAccount()
    account.account_id = account_id
    return account


def describe(account: SpotifyAccount, user: User) -> None:
    """Note how Spotify shows the listener, without saving it."""
    account.display_name = user.display_name
    account.image_url = user.images[0].url if user.images else None
    account.profile_url = user.page
