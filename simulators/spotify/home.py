"""``/``: what this is, and its switches, for people; the same as ``/_simulator/`` for programs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from http import HTTPStatus
from itertools import islice

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from pydantic import ValidationError

from simulators.spotify.control import (
    AppSwitches,
    ListenerSwitches,
    NewFault,
    Step,
    switch,
)
from simulators.spotify.endpoint import origin_of, state_of
from simulators.spotify.faults import Name
from simulators.spotify.listeners import Listener
from simulators.spotify.state import CLIENT_ID, CLIENT_SECRET, State

Form = dict[str, str]
_SHOWN_REQUESTS = 25
_DAY_S = 86400


def home(request: HttpRequest) -> HttpResponse:
    """Show everything; a form sent here is carried out, and the page shown again."""
    state = state_of(request)
    if request.method != "POST":
        return render(request, "home.html", _page(state, origin_of(request)))
    form = {name: value for name, value in request.POST.items() if isinstance(value, str) and value}
    act = _ACTS.get(form.pop("act", ""))
    try:
        if act is None:
            return HttpResponse(status=HTTPStatus.BAD_REQUEST)
        act(state, form)
    except (ValidationError, KeyError) as error:
        return HttpResponse(str(error), status=HTTPStatus.BAD_REQUEST, content_type="text/plain")
    answer = HttpResponseRedirect("/")
    answer.status_code = HTTPStatus.SEE_OTHER
    return answer


def _listener(state: State, form: Form) -> Listener:
    return state.listeners[form.pop("listener")]


def _switch_listener(state: State, form: Form) -> None:
    switch(_listener(state, form), ListenerSwitches.model_validate(form))


def _add_fault(state: State, form: Form) -> None:
    state.faults.append(NewFault.model_validate(form).made())


def _advance(state: State, form: Form) -> None:
    state.ahead_s += Step.model_validate(form).advance_s


_ACTS: dict[str, Callable[[State, Form], None]] = {
    "app": lambda state, form: switch(state.app, AppSwitches.model_validate(form)),
    "clock": _advance,
    "expire": lambda state, form: state.expire(_listener(state, form)),
    "fault": _add_fault,
    "listener": _switch_listener,
    "no-faults": lambda state, _form: state.faults.clear(),
    "reset": lambda state, _form: state.reset(),
    "revoke": lambda state, form: state.revoke(_listener(state, form)),
}


def _page(state: State, origin: str) -> dict[str, object]:
    return {
        "app": state.app,
        "client_id": CLIENT_ID,
        "client_secret": CLIENT_SECRET,
        "fault_names": [name.value for name in Name],
        "faults": state.faults,
        "listeners": [
            {"listener": listener, "playlists": state.playlists_of(listener)}
            for listener in state.listeners.values()
        ],
        "now": datetime.fromtimestamp(state.now(), UTC),
        "ahead_days": state.ahead_s / _DAY_S,
        "origin": origin,
        "requests": list(islice(reversed(state.requests), _SHOWN_REQUESTS)),
    }
