"""At which addresses of ours Spotify can log in (Spotify: Redirect URIs)."""

from __future__ import annotations

from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest

from humoresque.web.accounts.errors import WrongAddressError

REDIRECT_PATH = "/spotify/redirect"
_LOOPBACK = frozenset({"127.0.0.1", "::1"})
_PORTS = {"http": 80, "https": 443}


def redirect_uri_of(request: HttpRequest) -> str:
    """Return where Spotify is to send this browser back to; WrongAddressError when it cannot.

    The cookies of a log-in belong to the address that the page is open at, so it must be the
    same. Without a setting it is that address itself: https, or http with a loopback address in
    digits; Spotify takes neither ``localhost`` at all nor plain http in a network.
    """
    here = _address_of(request)
    registered: str | None = settings.SPOTIFY_REDIRECT_URI
    if registered is not None:
        there = urlsplit(registered)
        if _origin(there) != _origin(here):
            raise WrongAddressError(scheme=there.scheme, host=there.netloc)
        return registered
    if here.hostname in _LOOPBACK or (here.scheme == "https" and here.hostname != "localhost"):
        return f"{here.scheme}://{here.netloc}{REDIRECT_PATH}"
    port = f":{here.port}" if here.port else ""
    raise WrongAddressError(scheme=here.scheme, host=f"127.0.0.1{port}")


def address_to_log_in(request: HttpRequest) -> str | None:
    """Return where to open the page instead, when it cannot log in where it is open."""
    try:
        redirect_uri_of(request)
    except WrongAddressError as error:
        return error.address
    return None


def _address_of(request: HttpRequest) -> SplitResult:
    address = urlsplit(f"{request.scheme}://{request.get_host()}")
    try:
        _ = address.port
    except ValueError:
        raise DisallowedHost from None
    return address


def _origin(address: SplitResult) -> tuple[str, str | None, int]:
    return address.scheme, address.hostname, address.port or _PORTS[address.scheme]
