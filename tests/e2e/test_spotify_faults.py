"""What goes wrong at Spotify while a list is saved: what the listener reads, and what mends it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.e2e.listener import Listener, agree, begin_to_save, open_list, uris, window_of

pytestmark = pytest.mark.browser


class Told(NamedTuple):
    """A fault as the simulator takes it, and the sentence in the page."""

    fault: dict[str, object]
    words: str


_TROUBLE = "Spotify has trouble at present; try again in a moment, nothing is done twice."
PASSING = {
    **{f"http_{status}": Told({"path": "/items$"}, _TROUBLE) for status in (500, 502, 503, 504)},
    "rate_limited_text": Told({}, "Spotify asks for a pause; nothing is lost."),
    "withdrawn": Told(
        {"path": "/me/playlists$"}, "Spotify no longer offers this to the server's app"
    ),
    "refused": Told(
        {"method": "PUT", "path": r"/playlists/\w+$"}, "Change the name or the description"
    ),
}
UNNOTICED: dict[str, dict[str, Any]] = {
    "an access token that is over": {"fault": "token_expired", "times": 1},
    "a good token that is refused once": {"fault": "spurious_401", "times": 1},
    "a short pause that is asked for": {
        "fault": "rate_limited",
        "path": "/items$",
        "retry_after": 1,
        "times": 1,
    },
    "a pause without its length": {"fault": "rate_limited", "path": "/items$", "times": 1},
    "one failure of what may be repeated": {"fault": "http_503", "path": "/items$", "times": 1},
    "a slow answer": {"fault": "slow", "path": "/me/playlists$", "delay_s": 2, "times": 1},
    "a playlist made whose answer is lost": {
        "fault": "connection_lost",
        "method": "POST",
        "path": "/me/playlists$",
        "times": 1,
    },
    "songs put in whose answer is lost": {
        "fault": "connection_lost",
        "method": "PUT",
        "path": "/items$",
        "times": 1,
    },
    "a text where a playlist was due": {"fault": "text_body_200", "path": "/me/playlists$"},
    "a refresh token exchanged": {"fault": "refresh_rotates"},
}


@pytest.fixture
def connected(ana: Listener) -> Listener:
    assert ana.connect("log-in", "save") == "spotify=connected"
    return ana


@pytest.fixture
def created(connected: Listener) -> Any:
    return connected.create()


@pytest.fixture
def page(browser: Browser, connected: Listener, created: Any) -> Iterator[Page]:
    """The page of the list, which can be saved."""
    with window_of(connected, browser) as opened:
        open_list(opened.page, connected, created)
        yield opened.page


@pytest.fixture
def shut(connected: Listener) -> Iterator[Listener]:
    """A listener at an app that, after the test, forgets what it may not ask Spotify."""
    yield connected
    connected.app.stop()
    connected.app.start()


def _saves_it_once(dialog: Locator, listener: Listener, created: Any) -> None:
    """The same button again; then it is there once, with ten songs in order."""
    dialog.get_by_role("button", name="Save", exact=True).click()
    _is_saved(dialog.page, listener, created)


def _is_saved(page: Page, listener: Listener, created: Any) -> None:
    expect(page.get_by_test_id("saved")).to_contain_text("10 songs")
    expect(page.get_by_role("dialog")).to_be_hidden()
    [saved] = listener.on_spotify()
    assert saved["uris"] == uris(created)


@pytest.mark.parametrize("fault", PASSING)
def test_a_fault_is_told_and_the_same_button_mends_it(
    page: Page, connected: Listener, created: Any, fault: str
) -> None:
    how, words = PASSING[fault]
    connected.simulator.fault(fault, **how)
    dialog = begin_to_save(page)
    expect(dialog.get_by_role("alert")).to_contain_text(words)
    connected.simulator.no_faults()
    _saves_it_once(dialog, connected, created)


@pytest.mark.parametrize("fault", UNNOTICED)
def test_what_the_server_can_mend_itself_nobody_notices(
    connected: Listener, created: Any, fault: str
) -> None:
    if fault == "a refresh token exchanged":
        connected.simulator.expire("ana")
    connected.simulator.fault(**UNNOTICED[fault])
    answer = connected.save(created)
    assert answer.status_code == 201, answer.text
    [saved] = connected.on_spotify()
    assert saved["uris"] == uris(created)


def test_where_spotify_cannot_be_reached_the_rest_goes_on_and_one_playlist_is_made(
    page: Page, connected: Listener, created: Any
) -> None:
    connected.simulator.fault("not_reachable")
    dialog = begin_to_save(page)
    words = "Spotify did not answer in time; try again in a moment, nothing is done twice."
    expect(dialog.get_by_role("alert")).to_contain_text(words)
    other = connected.create(personalization="High")
    assert len(other["tracks"]) == 10
    assert other["relaxed"][-1] == (
        "What you play on Spotify was not used: Spotify cannot be reached."
    )
    connected.simulator.no_faults()
    dialog.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_test_id("saved")).to_contain_text("10 songs", timeout=25_000)
    _is_saved(page, connected, created)


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (
            {"fault": "rate_limited", "retry_after": 40},
            r"Spotify asks for a pause; nothing is lost\. Try again in \d\d seconds\.",
        ),
        (
            {"fault": "quota_exceeded"},
            (
                "This server has used up what Spotify grants it; everything but Spotify goes on "
                r"working\. Try again in about 15 hours\."
            ),
        ),
        (
            None,
            (
                "Spotify asks for Premium from whoever runs this server; until then everything but "
                "Spotify works."
            ),
        ),
    ],
)
def test_while_spotify_lets_nobody_in_it_is_not_asked_and_the_rest_goes_on(
    page: Page, shut: Listener, created: Any, fault: dict[str, Any] | None, words: str
) -> None:
    simulator = shut.simulator
    if fault is None:
        simulator.app(owner_premium=False)
    else:
        simulator.fault(**fault)
    dialog = begin_to_save(page)
    expect(dialog.get_by_role("alert")).to_contain_text(re.compile(words))
    asked = len(simulator.requests())
    dialog.get_by_role("button", name="Save", exact=True).click()
    expect(dialog.get_by_role("button", name="Save", exact=True)).to_be_enabled()
    expect(dialog.get_by_role("alert")).to_contain_text(re.compile(words))
    assert shut.save(created).status_code == 503
    other = shut.create(personalization="High")
    assert len(other["tracks"]) == 10
    assert "What you play on Spotify was not used" in other["relaxed"][-1]
    assert len(simulator.requests()) == asked
    dialog.get_by_role("button", name="Cancel").click()
    page.get_by_role("button", name=re.compile("^Like: ")).first.click()
    expect(page.get_by_role("button", name=re.compile("^Like: ")).first).to_have_attribute(
        "aria-pressed", "true"
    )


def test_where_the_owner_has_no_premium_playing_here_says_so(
    browser: Browser, shut: Listener, created: Any
) -> None:
    shut.connect("play")
    shut.simulator.app(owner_premium=False)
    with window_of(shut, browser) as opened:
        open_list(opened.page, shut, created)
        opened.page.get_by_role("button", name="Play here with Spotify Premium").click()
        alert = opened.page.get_by_role("alert")
        expect(alert).to_contain_text("Spotify asks for Premium from whoever runs this server")
        expect(alert.get_by_role("button", name="Log in at Spotify")).to_have_count(0)


def test_access_taken_back_leads_to_a_new_log_in_and_the_save_goes_on(
    page: Page, connected: Listener, created: Any
) -> None:
    connected.simulator.revoke("ana")
    connected.simulator.expire("ana")
    dialog = begin_to_save(page)
    words = "Log in at Spotify once more; your lists and your taste are untouched."
    expect(dialog.get_by_role("alert")).to_contain_text(words)
    dialog.get_by_role("button", name="Log in at Spotify").click()
    page.get_by_role("button", name="Ana").click()
    agree(page)
    expect(page.get_by_text("Connected to Spotify as Ana")).to_be_visible()
    _goes_on(page, connected, created)


def test_a_consent_that_is_missing_is_asked_for_and_the_save_goes_on(
    page: Page, connected: Listener, created: Any
) -> None:
    connected.simulator.fault("insufficient_scope", times=1)
    dialog = begin_to_save(page)
    words = "Spotify asks you to allow it once; then this goes on from here."
    expect(dialog.get_by_role("alert")).to_contain_text(words)
    dialog.get_by_role("button", name="Allow it at Spotify").click()
    page.get_by_role("button", name="Ana").click()
    _goes_on(page, connected, created)


def _goes_on(page: Page, connected: Listener, created: Any) -> None:
    """By itself, or, with what is allowed already, by the same button."""
    expect(page.get_by_test_id("saved")).to_contain_text("10 songs")
    [saved] = connected.on_spotify()
    assert saved["uris"] == uris(created)


def test_who_is_taken_off_the_apps_list_reads_whom_to_ask(
    page: Page, connected: Listener, created: Any
) -> None:
    connected.simulator.listener("ana", allowlisted=False)
    dialog = begin_to_save(page)
    words = "Spotify lets only invited listeners use this server: ask whoever runs it to add"
    expect(dialog.get_by_role("alert")).to_contain_text(words)
    connected.simulator.listener("ana", allowlisted=True)
    _saves_it_once(dialog, connected, created)


def test_a_song_that_spotify_has_no_more_is_named(page: Page, connected: Listener) -> None:
    # Of a genre of its own: that it is not there is remembered for a day.
    created = connected.create(genres=["classical"])
    open_list(page, connected, created)
    gone = created["tracks"][3]
    connected.simulator.withdraw(gone["track_id"])
    begin_to_save(page)
    saved = page.get_by_test_id("saved")
    expect(saved).to_contain_text("9 songs")
    expect(saved.get_by_role("listitem")).to_contain_text(f"4. {gone['title']}, ")
    [there] = connected.on_spotify()
    assert there["uris"] == [uri for uri in uris(created) if gone["track_id"] not in uri]


def test_a_playlist_deleted_on_spotify_is_made_anew(
    page: Page, connected: Listener, created: Any
) -> None:
    begin_to_save(page)
    _is_saved(page, connected, created)
    [first] = connected.on_spotify()
    connected.delete_on_spotify(first["id"])
    assert connected.on_spotify() == []
    page.get_by_role("button", name="Save again").click()
    page.get_by_role("dialog").get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("dialog")).to_be_hidden()
    _is_saved(page, connected, created)
    assert connected.on_spotify()[0]["id"] != first["id"]


def test_of_two_tabs_that_save_at_once_one_saves_and_the_other_says_so(
    page: Page, connected: Listener, created: Any
) -> None:
    other = page.context.new_page()
    open_list(other, connected, created)
    connected.simulator.fault("slow", method="POST", path="/me/playlists$", delay_s=2, times=1)
    with page.expect_request("**/api/save-playlist"):
        begin_to_save(page)
    dialog = begin_to_save(other)
    expect(dialog.get_by_role("alert")).to_contain_text("The list is being saved already")
    _is_saved(page, connected, created)
    _saves_it_once(dialog, connected, created)


def test_two_tabs_that_need_a_new_token_at_once_ask_for_one(
    page: Page, connected: Listener, created: Any
) -> None:
    other = page.context.new_page()
    open_list(other, connected, created)
    connected.simulator.expire("ana")
    connected.simulator.fault("slow", path="/api/token", delay_s=0.5)
    ask = "() => { window.told = fetch('/api/check-auth').then(({ status }) => status); }"
    for tab in (page, other):
        tab.evaluate(ask)
    assert [tab.evaluate("told") for tab in (page, other)] == [200, 200]
    assert connected.simulator.state()["token_calls"]["refresh_token"] == 1
