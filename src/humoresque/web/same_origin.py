"""Keeps other sites from acting with a visitor's cookie."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from humoresque.web.api.errors import CrossSiteError
from humoresque.web.api.problems import answer_problem

_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
_OWN_SITE = frozenset({"same-origin", "none"})


class SameOrigin:
    """Answers 403 to a changing request that a browser marks as coming from another site.

    Browsers send ``Sec-Fetch-Site`` and ``Origin`` and pages cannot forge them; programs such
    as curl send neither and hold no visitor's cookie, so they pass. The cookie's
    ``SameSite=Lax`` is the second wall.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on what reads only, or comes from our own page."""
        if request.method in _SAFE_METHODS or is_own(request):
            return self._get_response(request)
        return answer_problem(request, CrossSiteError())


def is_own(request: HttpRequest) -> bool:
    """Whether a request comes from our own page, or from no page at all."""
    origin = request.headers.get("Origin")
    if origin in settings.TRUSTED_ORIGINS:
        return True
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None and site not in _OWN_SITE:
        return False
    return origin is None or origin == f"{request.scheme}://{request.get_host()}"
