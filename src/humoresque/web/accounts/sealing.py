"""Exchanging the keys that seal tokens."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from humoresque.web.accounts.models import SpotifyAccount
from humoresque.web.accounts.vault import SealBrokenError, Vault


@dataclass(frozen=True, slots=True)
class Resealed:
    """How many accounts' tokens are sealed with the newest key now, and how many no key opens."""

    accounts: int
    unreadable: int


def seal_all_anew(vault: Vault) -> Resealed:
    """Seal all tokens with the newest key; whoever's cannot be opened has to log in again.

    A running server may refresh tokens meanwhile: what it writes is not overwritten.
    """
    accounts = unreadable = 0
    for account in SpotifyAccount.objects.exclude(refresh_token=""):
        sealed = {"access_token": account.access_token, "refresh_token": account.refresh_token}
        unchanged = SpotifyAccount.objects.filter(pk=account.pk, **sealed)
        try:
            anew = {name: vault.seal_anew(token) for name, token in sealed.items()}
        except SealBrokenError:
            unreadable += 1
            unchanged.filter(reconnect_since=None).update(reconnect_since=timezone.now())
        else:
            accounts += unchanged.update(**anew)
    return Resealed(accounts, unreadable)
