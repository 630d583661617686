"""In which language a person is told things."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header


def choose_language(request: HttpRequest, response: HttpResponse) -> str:
    """Return the best of the engine's languages for ``Accept-Language``, the first of them else.

    The response says which it is (RFC 9110, sections 8.5 and 12.5.4).
    """
    from humoresque.recommender.sentences import LANGUAGES  # noqa: PLC0415 - loads numpy

    wanted = (
        LANGUAGES[0] if tag == "*" else tag.partition("-")[0]
        for tag, quality in parse_accept_lang_header(request.headers.get("Accept-Language", ""))
        if quality > 0
    )
    language = next((short for short in wanted if short in LANGUAGES), LANGUAGES[0])
    response["Content-Language"] = language
    patch_vary_headers(response, ("Accept-Language",))
    return language
