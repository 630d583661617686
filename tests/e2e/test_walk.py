"""From a face to ten songs, in a real browser with the real server."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.e2e import steps
from tests.e2e.app import App

pytestmark = pytest.mark.browser

# Place and width of an element within another, measured at one moment: the page may scroll.
_SHARES = """(inner, outer) => {
  const [box, picture] = [inner, outer].map((element) => element.getBoundingClientRect());
  return [
    (box.x - picture.x) / picture.width,
    (box.y - picture.y) / picture.height,
    box.width / picture.width,
  ];
}"""


def test_the_camera_shows_a_smile_and_ten_songs_follow(page: Page, reading_app: App) -> None:
    steps.open_music(page, reading_app.address)
    steps.take_photo(page)
    steps.predict(page)
    expect(steps.expression(page)).to_have_text("Happy", timeout=steps.READING_MS)
    assert steps.share(page, "Happy") > 0.7
    expect(page.get_by_test_id("face-box")).to_have_text("Happy")

    page.get_by_role("button", name="Mainstream").click()
    page.get_by_role("button", name="High").click()
    steps.choose_genre(page, "pop")
    steps.choose_genre(page, "disco")
    steps.recommend(page)

    expect(steps.songs(page)).to_have_count(10)
    expect(
        page.get_by_text(re.compile(r"popularity mainstream, personalization high"))
    ).to_be_visible()
    expect(page.get_by_text(re.compile(r"the list is not personal"))).to_be_visible()
    for song in steps.songs(page).all():
        expect(song).to_contain_text("Why:")
        expect(song).to_have_text(re.compile(r"pop|disco"))
        link = song.get_by_role("link", name=re.compile("^Open in Spotify"))
        expect(link).to_have_attribute(
            "href", re.compile(r"^https://open\.spotify\.com/track/\w{22}$")
        )


def test_an_uploaded_photo_is_read_and_boxed(
    page: Page, reading_app: App, face_photo: Path
) -> None:
    steps.open_music(page, reading_app.address)
    steps.upload(page, face_photo)
    steps.predict(page)
    expect(steps.expression(page)).to_have_text("Happy", timeout=steps.READING_MS)
    picture = steps.photo(page).bounding_box()
    box = page.get_by_test_id("face-box").bounding_box()
    assert picture is not None
    assert box is not None
    # The astronaut's face lies in the upper middle of the picture.
    centre = (box["x"] + box["width"] / 2 - picture["x"]) / picture["width"]
    middle = (box["y"] + box["height"] / 2 - picture["y"]) / picture["height"]
    assert centre == pytest.approx(0.44, abs=0.06)
    assert middle == pytest.approx(0.24, abs=0.08)


def test_the_box_follows_the_picture_to_another_size(
    page: Page, reading_app: App, face_photo: Path
) -> None:
    steps.open_music(page, reading_app.address)
    steps.upload(page, face_photo)
    steps.predict(page)
    box = page.get_by_test_id("face-box")
    expect(box).to_be_visible(timeout=steps.READING_MS)

    def shares() -> list[float]:
        found: list[float] = box.evaluate(_SHARES, steps.photo(page).element_handle())
        return found

    before = shares()
    page.set_viewport_size({"width": 400, "height": 800})
    steps.wait_until(page, lambda: shares() == pytest.approx(before, abs=0.01))


def test_a_corrected_label_is_what_the_songs_follow(
    page: Page, reading_app: App, face_photo: Path
) -> None:
    steps.open_music(page, reading_app.address)
    steps.upload(page, face_photo)
    steps.predict(page)
    page.get_by_role("button", name="Sad", exact=True).click(timeout=steps.READING_MS)
    expect(steps.expression(page)).to_have_text("Sad")
    expect(page.get_by_text("Corrected by you. The photo was read as happy")).to_be_visible()
    steps.choose_genre(page, "soul")
    steps.recommend(page)
    expect(steps.songs(page)).to_have_count(10)
    expect(page.get_by_text("For someone sad")).to_be_visible()


def test_a_photo_without_a_face_gives_tips_and_a_choice(
    page: Page, reading_app: App, tmp_path: Path
) -> None:
    meadow = tmp_path / "meadow.png"
    Image.linear_gradient("L").resize((640, 480)).save(meadow)
    steps.open_music(page, reading_app.address)
    steps.upload(page, meadow)
    steps.predict(page)
    expect(page.get_by_role("note")).to_contain_text(
        "No face was found in this photo", timeout=steps.READING_MS
    )
    page.get_by_role("button", name="Neutral", exact=True).click()
    steps.choose_genre(page, "jazz")
    steps.recommend(page)
    expect(steps.songs(page)).to_have_count(10)


def test_a_large_photo_is_made_smaller_before_it_is_sent(
    page: Page, reading_app: App, face_photo: Path, tmp_path: Path
) -> None:
    large = tmp_path / "large.png"
    with Image.open(face_photo) as photo:
        photo.resize((2400, 2400)).save(large)
    steps.open_music(page, reading_app.address)
    steps.upload(page, large)
    with page.expect_response("**/api/get-emotion-from-photo") as answer:
        steps.predict(page)
    assert answer.value.json()["image"] == {"width": 1600, "height": 1600}


def test_a_file_that_is_no_picture_is_told_in_words(
    page: Page, reading_app: App, tmp_path: Path
) -> None:
    rubbish = tmp_path / "rubbish.jpg"
    rubbish.write_bytes(b"no picture at all" * 100)
    steps.open_music(page, reading_app.address)
    page.get_by_role("tab", name="Upload image").click()
    page.get_by_label("Photo file").set_input_files(rubbish)
    expect(page.get_by_text("This browser cannot show this kind of picture")).to_be_visible()
    steps.predict(page)
    expect(page.get_by_role("alert")).to_contain_text("This is not an image")


def test_another_list_has_other_songs(page: Page, app: App) -> None:
    steps.open_music(page, app.address)
    page.get_by_role("button", name="Happy", exact=True).click()
    steps.choose_genre(page, "rock")
    steps.recommend(page)
    expect(steps.songs(page)).to_have_count(10)
    first = steps.songs(page).all_inner_texts()
    with page.expect_response("**/api/create-playlist-based-on-parameters") as answer:
        page.get_by_role("button", name="Another list").click()
    second_title = answer.value.json()["tracks"][0]["title"]
    expect(steps.songs(page).first).to_contain_text(second_title)
    assert steps.songs(page).all_inner_texts() != first
