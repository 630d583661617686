"""``POST /api/token``: codes and refresh tokens become access tokens ("Refreshing tokens")."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from dataclasses import dataclass
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict

from simulators.spotify.endpoint import state_of
from simulators.spotify.faults import Name, strike
from simulators.spotify.state import (
    ACCESS_TOKEN_S,
    AUTHORIZATION_S,
    CLIENT_ID,
    CLIENT_SECRET,
    CODE_S,
    AccessToken,
    Code,
    RefreshToken,
    State,
    new_secret,
)

_VERIFIER = re.compile(r"[A-Za-z0-9._~-]{43,128}")
Body = dict[str, str | int]


class _TokenError(Exception):
    """A refusal in the accounts service's own flat shape."""

    def __init__(self, error: str, description: str) -> None:
        super().__init__(error)
        self.error = error
        self.description = description


@dataclass(frozen=True, slots=True)
class _Form:
    """A request whose client is known; ``public``: it came without the secret."""

    request: HttpRequest
    state: State
    public: bool

    @property
    def fields(self) -> QueryDict:
        return self.request.POST


def token(request: HttpRequest) -> HttpResponse:
    """Exchange a grant for tokens, or say in two words why not."""
    if request.method != "POST":
        return HttpResponse(status=HTTPStatus.METHOD_NOT_ALLOWED)
    grant = request.POST.get("grant_type", "")
    state = state_of(request)
    state.token_calls[grant] += 1
    state.spent |= {
        request.POST[name] for name in ("code", "code_verifier") if name in request.POST
    }
    try:
        answer = JsonResponse(_granted(request, state, grant))
    except _TokenError as error:
        body = {"error": error.error, "error_description": error.description}
        answer = JsonResponse(body, status=HTTPStatus.BAD_REQUEST)
    answer["Cache-Control"] = "no-store"
    return answer


def _granted(request: HttpRequest, state: State, grant: str) -> Body:
    if not grant:
        raise _TokenError("unsupported_grant_type", "grant_type parameter is missing")
    form = _Form(request, state, public=_is_public(request))
    if grant == "authorization_code":
        return _exchanged(form)
    if grant == "refresh_token":
        return _refreshed(form)
    if grant == "client_credentials":
        if form.public:
            raise _TokenError("invalid_client", "Invalid client secret")
        return _issued(form, AccessToken(None, frozenset(), _until(state)))
    description = "grant_type must be client_credentials, authorization_code or refresh_token"
    raise _TokenError("unsupported_grant_type", description)


def _is_public(request: HttpRequest) -> bool:
    """Check who asks: an app with its secret, or a public one with nothing but its id."""
    scheme, _, encoded = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() == "basic":
        try:
            pair = base64.b64decode(encoded.strip(), validate=True).decode()
        except (binascii.Error, UnicodeDecodeError) as error:
            raise _TokenError("invalid_client", "Invalid client") from error
        client_id, _, secret = pair.partition(":")
        public = False
    else:
        client_id = request.POST.get("client_id", "")
        secret = request.POST.get("client_secret", "")
        public = "client_secret" not in request.POST
    if client_id != CLIENT_ID:
        raise _TokenError("invalid_client", "Invalid client")
    if not public and secret != CLIENT_SECRET:
        raise _TokenError("invalid_client", "Invalid client secret")
    return public


def _exchanged(form: _Form) -> Body:
    given = form.fields.get("code", "")
    if not given:
        raise _TokenError("invalid_request", "code must be supplied")
    code = form.state.codes.pop(given, None)
    if code is None:
        raise _TokenError("invalid_grant", "Invalid authorization code")
    if form.state.now() >= code.issued_at + CODE_S:
        raise _TokenError("invalid_grant", "Authorization code expired")
    if form.fields.get("redirect_uri") != code.redirect_uri:
        raise _TokenError("invalid_grant", "Invalid redirect URI")
    _check_verifier(form, code)
    refresh = RefreshToken(code.listener, code.scopes, code.issued_at, public=form.public)
    access = AccessToken(code.listener, code.scopes, _until(form.state))
    return _issued(form, access) | {"refresh_token": _kept(form.state, refresh)}


def _check_verifier(form: _Form, code: Code) -> None:
    verifier = form.fields.get("code_verifier", "")
    if code.challenge is None:
        if form.public:  # neither a secret nor a proof
            raise _TokenError("invalid_client", "Invalid client secret")
        if verifier:
            raise _TokenError("invalid_grant", "code_verifier was incorrect")
        return
    if not verifier:
        raise _TokenError("invalid_request", "code_verifier required")
    digest = hashlib.sha256(verifier.encode()).digest()
    challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
    if not _VERIFIER.fullmatch(verifier) or challenge != code.challenge:
        raise _TokenError("invalid_grant", "code_verifier was incorrect")


def _refreshed(form: _Form) -> Body:
    state, given = form.state, form.fields.get("refresh_token", "")
    if not given:
        raise _TokenError("invalid_request", "refresh_token must be supplied")
    refresh = state.refresh_tokens.get(given)
    if refresh is None:
        raise _TokenError("invalid_grant", "Invalid refresh token")
    if form.public and not refresh.public:
        raise _TokenError("invalid_client", "Invalid client secret")
    expired = state.now() >= refresh.authorized_at + AUTHORIZATION_S
    if refresh.revoked or expired or _strikes(form, Name.REFRESH_EXPIRED):
        raise _TokenError("invalid_grant", "Refresh token revoked")
    body = _issued(form, AccessToken(refresh.listener, refresh.scopes, _until(state)))
    if _strikes(form, Name.REFRESH_ROTATES):
        refresh.revoked = True
        follower = RefreshToken(
            refresh.listener, refresh.scopes, refresh.authorized_at, public=refresh.public
        )
        body["refresh_token"] = _kept(state, follower)
    return body


def _strikes(form: _Form, name: Name) -> bool:
    return strike(form.state.faults, {name}, "POST", form.request.path) is not None


def _issued(form: _Form, access: AccessToken) -> Body:
    secret = new_secret("access-token")
    form.state.access_tokens[secret] = access
    body: Body = {"access_token": secret, "token_type": "Bearer", "expires_in": ACCESS_TOKEN_S}
    return body if access.listener is None else body | {"scope": " ".join(sorted(access.scopes))}


def _kept(state: State, refresh: RefreshToken) -> str:
    secret = new_secret("refresh-token")
    state.refresh_tokens[secret] = refresh
    return secret


def _until(state: State) -> float:
    return state.now() + ACCESS_TOKEN_S
