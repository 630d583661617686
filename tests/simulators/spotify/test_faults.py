from __future__ import annotations

import re

from simulators.spotify.faults import Fault, Name, strike


def struck(faults: list[Fault], *requests: tuple[str, str]) -> list[bool]:
    return [strike(faults, frozenset(Name), *request) is not None for request in requests]


def test_a_fault_strikes_so_many_times_after_so_many_requests() -> None:
    faults = [Fault(Name.HTTP_500, times=2, after=1)]
    assert struck(faults, *[("GET", "/v1/me")] * 5) == [False, True, True, False, False]
    assert faults == []


def test_a_fault_without_times_stays() -> None:
    faults = [Fault(Name.HTTP_500)]
    assert struck(faults, *[("GET", "/v1/me")] * 3) == [True] * 3


def test_only_requests_that_are_meant_are_counted() -> None:
    faults = [Fault(Name.HTTP_500, "POST", re.compile("/me/playlists$"), times=1, after=1)]
    assert struck(
        faults,
        ("GET", "/v1/me/playlists"),
        ("POST", "/v1/me/playlists/x"),
        ("POST", "/v1/me/playlists"),
        ("GET", "/v1/me/playlists"),
        ("POST", "/v1/me/playlists"),
    ) == [False, False, False, False, True]


def test_without_a_path_each_fault_has_its_own_place() -> None:
    places = {
        Name.HTTP_500: [False, True, True, True],
        Name.REFRESH_ROTATES: [True, False, False, False],
        Name.NOT_REACHABLE: [True, True, True, True],
        Name.TEXT_BODY_200: [False, False, False, True],
    }
    for name, expected in places.items():
        assert (
            struck(
                [Fault(name)],
                ("POST", "/api/token"),
                ("GET", "/v1/me"),
                ("GET", "/v1/me/player"),
                ("PUT", "/v1/me/player"),
            )
            == expected
        )


def test_the_first_fault_that_is_meant_strikes_alone() -> None:
    faults = [Fault(Name.SLOW, after=1, times=1), Fault(Name.HTTP_500, times=1)]
    names = [strike(faults, frozenset(Name), "GET", "/v1/me") for _ in range(3)]
    assert [fault and fault.name for fault in names] == [Name.HTTP_500, Name.SLOW, None]


def test_some_faults_wait_for_those_who_know_their_requests() -> None:
    faults = [Fault(Name.REFRESH_EXPIRED)]
    assert strike(faults, {Name.REFRESH_ROTATES}, "POST", "/api/token") is None
