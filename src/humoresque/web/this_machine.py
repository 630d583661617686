"""Whether a visitor sits at the machine that the server runs on."""

from __future__ import annotations

import ipaddress

from django.conf import settings
from django.http import HttpRequest

from humoresque.web.api.errors import NotThisMachineError, OwnMusicOffError

# What headers of proxies begin with; behind one, everybody's address is the proxy's, which may be
# this machine. One that adds none of them cannot be told from a browser here.
_OF_PROXIES = (
    "forwarded",
    "via",
    "x-forwarded-",
    "x-real-ip",
    "x-client-ip",
    "true-client-ip",
    "cf-connecting-ip",
)


def may_hear_own_music(request: HttpRequest) -> bool:
    """Whether own music is set up, and the visitor is on this machine with no proxy between."""
    return settings.MUSIC_FOLDER is not None and is_this_machine(request)


def require_own_music(request: HttpRequest) -> None:
    """Raise OwnMusicOffError or NotThisMachineError for those who may not hear own music."""
    if settings.MUSIC_FOLDER is None:
        raise OwnMusicOffError
    if not is_this_machine(request):
        raise NotThisMachineError


def is_this_machine(request: HttpRequest) -> bool:
    """Whether the request came over the loopback address, and no proxy says that it sent it on."""
    proxied = any(name.lower().startswith(_OF_PROXIES) for name in request.headers)
    if settings.TRUSTED_PROXIES or proxied:
        return False
    try:
        address = ipaddress.ip_address(str(request.META.get("REMOTE_ADDR", "")))
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped is not None:
        address = address.ipv4_mapped
    return address.is_loopback
