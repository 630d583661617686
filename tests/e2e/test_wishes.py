"""What a listener can wish for, and what they can say of the songs that come."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.e2e import steps
from tests.e2e.app import App

pytestmark = pytest.mark.browser

CREATE = "**/api/create-playlist-based-on-parameters"


def _sent(page: Page, button: str) -> dict[str, Any]:
    """Press a button that asks for a list; what was sent."""
    with page.expect_request(CREATE) as asked:
        page.get_by_role("button", name=button).click()
    body: Any = asked.value.post_data_json
    assert isinstance(body, dict)
    return body


def test_a_disliked_song_stays_out_of_the_next_list_until_it_is_taken_back(
    page: Page, app: App
) -> None:
    first = steps.make_list(page, app.address, "Happy", "pop")
    song = steps.songs(page).first
    with page.expect_response("**/api/opinions/*") as answer:
        song.get_by_role("button", name=re.compile("^Dislike: ")).click()
    assert answer.value.ok
    expect(song).to_contain_text("it stays out of your lists")
    with page.expect_response("**/api/opinions/*"):
        steps.songs(page).nth(1).get_by_role("button", name=re.compile("^Like: ")).click()
    page.get_by_role("button", name="Another list").click()
    expect(steps.songs(page).first).not_to_contain_text("it stays out of your lists")
    assert first[0] not in steps.titles(page)

    page.get_by_role("link", name="Your taste").click()
    opinions = page.get_by_role("list", name="Your opinions")
    expect(opinions.get_by_role("listitem")).to_have_count(2)
    opinions.get_by_role("button", name=re.compile("^Take back: Dislike")).click()
    expect(opinions.get_by_role("listitem")).to_have_count(1)
    page.get_by_role("button", name="Undo").click()
    expect(opinions.get_by_role("listitem")).to_have_count(2)

    # What was entered and shown before is still there.
    page.get_by_role("link", name="Music").click()
    expect(steps.songs(page)).to_have_count(10)
    expect(page.get_by_role("button", name="pop", exact=True)).to_be_visible()


def test_sad_may_stay_or_be_lifted_and_fear_is_soothed_by_default(page: Page, app: App) -> None:
    steps.open_music(page, app.address)
    steps.name_mood(page, "Sad")
    stay = page.get_by_role("button", name="Stay with it")
    lead = page.get_by_role("button", name="Lead me elsewhere")
    expect(stay).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_text("neither is forced on you")).to_be_visible()
    steps.name_mood(page, "Fear")
    expect(lead).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_test_id("mood-path")).to_be_visible()


def test_a_destination_is_picked_on_the_map_and_the_songs_go_there(page: Page, app: App) -> None:
    steps.open_music(page, app.address)
    steps.name_mood(page, "Sad")
    page.get_by_role("button", name="Lead me elsewhere").click()
    field = page.get_by_role("slider", name="Destination on the mood map")
    usual = page.get_by_test_id("mood-path").get_attribute("d")
    field.scroll_into_view_if_needed()
    box = field.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] * 0.5, box["y"] + box["height"] * 0.5)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.8, box["y"] + box["height"] * 0.3, steps=5)
    page.mouse.up()
    assert page.get_by_test_id("mood-path").get_attribute("d") != usual
    field.press("ArrowRight")
    valence = int(str(field.get_attribute("aria-valuenow"))) / 100
    assert valence > 0.75
    steps.choose_genre(page, "rock")
    body = _sent(page, "Recommend music")
    assert body["mode"] == "shift"
    assert body["destination"]["valence"] == pytest.approx(valence)
    expect(page.get_by_text("leading on from it to the place you chose")).to_be_visible()
    drawn = page.get_by_role("img", name=re.compile(r"^Mood map with the 10 songs\. From gloomy"))
    expect(drawn.get_by_test_id("mood-path")).to_be_visible()
    expect(drawn.get_by_test_id("mood-song")).to_have_text([str(n) for n in range(1, 11)])


def test_finer_wishes_are_sent_and_told(page: Page, app: App) -> None:
    steps.open_music(page, app.address)
    steps.name_mood(page, "Happy")
    finer = page.get_by_role("slider", name="Finer")
    finer.focus()
    finer.press("Home")
    page.get_by_text("More wishes").click()
    size = page.get_by_role("slider", name=re.compile("^Number of songs"))
    size.focus()
    size.press("Home")
    page.get_by_role("checkbox", name="Leave out explicit songs").check()
    steps.choose_genre(page, "pop")
    body = _sent(page, "Recommend music")
    assert (body["popularity"], body["size"], body["explicit"]) == (0, 5, False)
    expect(steps.songs(page)).to_have_count(5)
    expect(page.get_by_text("no explicit songs")).to_be_visible()
    steps.songs(page).first.get_by_text("Score", exact=True).click()
    terms = page.get_by_role("list", name=re.compile("^What the score of")).first
    expect(terms).to_contain_text("Brightness")


def test_favourite_artists_become_the_seeds_of_a_personal_list(page: Page, app: App) -> None:
    page.goto(f"{app.address}/taste")
    field = page.get_by_label("Add an artist")
    for typed in ("queen", "cold"):
        field.press_sequentially(typed)
        expect(page.get_by_role("option").first).to_contain_text(re.compile(typed, re.IGNORECASE))
        with page.expect_response("**/api/taste/favourite-artists") as kept:
            field.press("ArrowDown")
            field.press("Enter")
        assert kept.value.ok
    favourites = page.get_by_role("list", name="Favourite artists").get_by_role("listitem")
    expect(favourites).to_have_count(2)
    names: list[str] = page.request.get(f"{app.address}/api/taste").json()["favourite_artists"]
    page.get_by_role("link", name="Music").click()
    expect(page.get_by_text("It goes by 2 favourite artists.")).to_be_visible()
    page.get_by_role("group", name="Personalization").get_by_role("button", name="High").click()
    steps.name_mood(page, "Happy")
    steps.choose_genre(page, "pop")
    steps.recommend(page)
    seeds = page.get_by_test_id("seeds")
    expect(seeds).to_contain_text("Based on")
    assert any(name in seeds.inner_text() for name in names)


def test_a_made_up_history_is_imported_reported_and_deleted(
    page: Page, app: App, tmp_path: Path
) -> None:
    songs = _some_songs(page, app)
    plays = [
        {
            "ts": f"2026-01-{day:02}T20:00:00Z",
            "ms_played": 180_000,
            "master_metadata_track_name": song["title"],
            "master_metadata_album_artist_name": song["artists"][0],
            "master_metadata_album_album_name": "An album",
            "spotify_track_uri": f"spotify:track:{song['track_id']}",
            "skipped": False,
            "incognito_mode": False,
        }
        for song in songs
        for day in range(1, 4)
    ]
    history = tmp_path / "Streaming_History_Audio_2026_0.json"
    history.write_text(json.dumps(plays), encoding="utf-8")
    page.goto(f"{app.address}/taste")
    field = page.get_by_label("Files of your listening history")
    field.set_input_files(history)
    found = page.get_by_role("list", name="Files read")
    expect(found).to_contain_text(f"Spotify, extended streaming history: {len(plays)} plays")
    kept = page.get_by_test_id("history-kept")
    expect(kept).to_contain_text(f"{len(plays)} plays from Jan 1, 2026")
    played = "|".join(re.escape(song["artists"][0]) for song in songs)
    expect(kept).to_contain_text(re.compile(f"Most played of them: ({played})"))

    shopping = tmp_path / "shopping.json"
    shopping.write_text('[{"bread": 2}]', encoding="utf-8")
    field.set_input_files(shopping)
    expect(page.get_by_role("alert")).to_contain_text("No listening history was found")
    expect(kept).to_be_visible()

    page.get_by_role("button", name="Delete the history").click()
    page.get_by_role("dialog").get_by_role("button", name="Delete the history").click()
    expect(kept).to_have_count(0)


def _some_songs(page: Page, app: App) -> list[dict[str, Any]]:
    """Songs that the catalog has."""
    answer = page.request.post(
        f"{app.address}/api/create-playlist-based-on-parameters",
        data={
            "emotion": "happy",
            "popularity": "mainstream",
            "personalization": "low",
            "genres": ["pop"],
        },
    )
    assert answer.ok, answer.text()
    tracks: list[dict[str, Any]] = answer.json()["tracks"]
    return tracks


def _hard_to_tell(route: Route) -> None:
    """A face that is torn between happy and sad, and was not asked about yet."""
    labels = ("angry", "disgust", "fear", "happy", "sad", "surprise", "neutral")
    face = {
        "emotion": "happy",
        "uncertain": False,
        "question": None,
        "probabilities": dict.fromkeys(labels, 0.0) | {"happy": 0.5, "sad": 0.45, "fear": 0.05},
        "valence": 0.1,
        "arousal": 0.1,
    }
    place = {"x": 200, "y": 100}
    marks = ("right_eye", "left_eye", "nose_tip", "mouth_center", "right_ear", "left_ear")
    found = {
        "box": {"x": 150, "y": 50, "width": 100, "height": 100},
        "landmarks": dict.fromkeys(marks, place),
        "score": 0.9,
    }
    route.fulfill(
        json=face
        | {
            "faces": [face | found],
            "image": {"width": 512, "height": 512},
            "model": {"name": "made-up", "version": "1"},
        }
    )


def test_a_reading_that_is_hard_to_tell_is_asked_about(
    page: Page, app: App, face_photo: Path
) -> None:
    page.route("**/api/get-emotion-from-photo", _hard_to_tell)
    steps.open_music(page, app.address)
    steps.upload(page, face_photo)
    steps.predict(page)
    expect(steps.expression(page)).to_be_visible(timeout=steps.READING_MS)
    steps.choose_genre(page, "pop")
    steps.recommend(page)
    question = page.get_by_role("group", name=re.compile("hard to tell"))
    expect(question).to_be_visible()
    expect(steps.songs(page)).to_have_count(0)

    question.get_by_role("button", name="Neither: choose another").click()
    expect(page.get_by_role("button", name="Angry", exact=True)).to_be_focused()
    expect(question).to_have_count(0)
    steps.recommend(page)
    question.get_by_role("button", name="Go on with the blend").click()
    expect(steps.songs(page)).to_have_count(10)

    steps.name_mood(page, "Surprise")
    page.get_by_role("button", name="Use the reading again").click()
    steps.recommend(page)
    question.get_by_role("button", name="Sad").click()
    expect(steps.expression(page)).to_have_text("Sad")
    expect(question).to_have_count(0)
    expect(page.get_by_text("For someone sad")).to_be_visible()
