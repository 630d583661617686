"""A listener's access token, refreshed once however many threads and processes want it.

Whoever refreshes holds a lease, a conditional UPDATE of the account's row that one alone can win;
SQLite has no locks on rows, and no transaction stays open while Spotify is asked. The others look
again until a new token is there. (Spotify: Refreshing tokens.)
"""

from __future__ import annotations

import logging
import time
import uuid
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from humoresque.spotify.errors import GrantInvalidError, SpotifyUnreachableError
from humoresque.web import wiring
from humoresque.web.accounts.errors import NotLoggedInError, ReconnectNeededError
from humoresque.web.accounts.models import SpotifyAccount
from humoresque.web.accounts.vault import SealBrokenError

logger = logging.getLogger(__name__)

_LEEWAY = timedelta(seconds=60)
# Long enough for tabs that ask at once, and short: Spotify may end a token early.
_JUST_REFRESHED = timedelta(seconds=5)
# Longer than Spotify is waited for (3 s for a connection, 10 s for an answer).
_LEASE = timedelta(seconds=20)
_PATIENCE_S = 25.0
_LOOK_AGAIN_S = 0.05
_ENDLESS = "another refresh of the access token does not end"


@dataclass(frozen=True, slots=True)
class Access:
    """An access token and when it ends."""

    token: str = field(repr=False)
    expires_at: datetime


class ListenerTokens:
    """The tokens of one account, as the Spotify room takes them.

    Each method raises NotLoggedInError when the account is gone, ReconnectNeededError when only
    a new log-in helps, and SpotifyError when Spotify could not be asked: nothing is lost then.
    """

    def __init__(self, account_pk: int) -> None:
        self._account_pk = account_pk

    def current(self) -> str:
        """Return a token that is good for another minute at least."""
        return self.access().token

    def renewed(self, rejected: str) -> str:
        """Return a token in place of one that Spotify rejected."""
        return self._other_than(rejected).token

    def access(self) -> Access:
        """Return such a token with its end."""
        access = _access_of(self._usable())
        if access.expires_at - _LEEWAY > timezone.now():
            return access
        return self._other_than(access.token)

    def refresh(self) -> Access:
        """Return a new token, or one that is not older than five seconds.

        Also tries a refresh token that was refused before: outages have been known to refuse
        good ones.
        """
        account = self._account()
        if account.refreshed_at > timezone.now() - _JUST_REFRESHED and not account.needs_reconnect:
            return _access_of(account)
        return self._other_than(_access_of(account).token, even_refused=True)

    def _account(self) -> SpotifyAccount:
        account = SpotifyAccount.objects.filter(pk=self._account_pk).first()
        if account is None:
            raise NotLoggedInError
        return account

    def _usable(self, *, even_refused: bool = False) -> SpotifyAccount:
        account = self._account()
        is_over = timezone.now() >= account.authorization_expires_at
        if is_over or (account.needs_reconnect and not even_refused):
            raise ReconnectNeededError
        return account

    def _other_than(self, token: str, *, even_refused: bool = False) -> Access:
        """Return the stored token once it is another one; refresh it unless somebody does."""
        lease = uuid.uuid4()
        deadline = time.monotonic() + _PATIENCE_S
        while True:
            account = self._usable(even_refused=even_refused)
            access = _access_of(account)
            if access.token != token:
                return access
            if self._take(lease, account):
                return self._refresh(lease, account)
            if time.monotonic() > deadline:
                raise SpotifyUnreachableError(_ENDLESS, ambiguous=False)
            time.sleep(_LOOK_AGAIN_S)

    def _take(self, lease: uuid.UUID, seen: SpotifyAccount) -> bool:
        """Take the lease of an account that is still as it was seen, unless another has it.

        An end that is much later than _LEASE from now was written before the clock was set back.
        """
        now = timezone.now()
        held = Q(lease_until__gt=now, lease_until__lte=now + 2 * _LEASE)
        free = Q(lease=None) | ~held
        unchanged = SpotifyAccount.objects.filter(
            free,
            pk=seen.pk,
            access_token=seen.access_token,
            reconnect_since=seen.reconnect_since,
        )
        return unchanged.update(lease=lease, lease_until=now + _LEASE) == 1

    def _refresh(self, lease: uuid.UUID, account: SpotifyAccount) -> Access:
        """Ask Spotify, and save what it says unless the account was changed meanwhile."""
        leased = SpotifyAccount.objects.filter(pk=account.pk, lease=lease)
        vault = wiring.vault()
        try:
            grant = wiring.spotify().accounts.refresh(_opened(account.refresh_token))
        except GrantInvalidError:
            logger.info("Spotify refuses a refresh token; its listener has to log in again")
            leased.filter(reconnect_since=None).update(reconnect_since=timezone.now())
            raise ReconnectNeededError from None
        else:
            now = timezone.now()
            expires_at = now + timedelta(seconds=grant.expires_in)
            changes = {
                "access_token": vault.seal(grant.access_token),
                "access_expires_at": expires_at,
                "refreshed_at": now,
                "reconnect_since": None,
            }
            if grant.refresh_token is not None:
                changes["refresh_token"] = vault.seal(grant.refresh_token)
            if grant.scopes is not None:
                changes["scopes"] = sorted(grant.scopes)
            if leased.update(**changes):
                return Access(grant.access_token, expires_at)
            return _access_of(self._usable())  # a log-in or log-out was faster
        finally:
            leased.update(lease=None, lease_until=None)


def _access_of(account: SpotifyAccount) -> Access:
    return Access(_opened(account.access_token), account.access_expires_at)


def _opened(sealed: str) -> str:
    """Open a token; without its key, or the token itself, only a new log-in helps."""
    if not sealed:
        raise ReconnectNeededError
    try:
        return wiring.vault().open(sealed)
    except SealBrokenError:
        logger.warning("A token cannot be opened with HUMORESQUE_TOKEN_KEYS")
        raise ReconnectNeededError from None
