import { fireEvent, screen } from "@testing-library/react";
import { expect, test } from "vitest";

import { hearingOf, isMixed } from "@/api/hearing";
import { track } from "@/testing/fixtures";
import { markedRow, showPlayer } from "@/testing/PlayerBench";

function ownTrack(position: number) {
  return track(position, {
    track_id: `own:${position}`,
    spotify_url: null,
    audio_url: `/api/own-music/own:${position}/audio`,
  });
}

async function playFirst() {
  const view = showPlayer([ownTrack(1), track(2), ownTrack(3)]);
  await view.user.click(screen.getByRole("button", { name: "Row 1" }));
  return view;
}

test("an own file plays in the browser's own element, and nothing of Spotify is loaded", async () => {
  const { container } = await playFirst();
  expect(screen.getByLabelText("Player: Song 1")).toHaveAttribute(
    "src",
    "/api/own-music/own:1/audio",
  );
  expect(container.querySelector("iframe")).toBeNull();
  expect(document.querySelector("script")).toBeNull();
});

test("when it ends the next own file follows; the catalog's song between is left out", async () => {
  const { user } = await playFirst();
  fireEvent.ended(screen.getByLabelText("Player: Song 1"));
  expect(screen.getByLabelText("Player: Song 3")).toBeVisible();
  expect(markedRow()).toBe("Row 3");
  expect(screen.getByRole("button", { name: "Next song" })).toBeDisabled();
  await user.click(screen.getByRole("button", { name: "Previous song" }));
  expect(screen.getByLabelText("Player: Song 1")).toBeVisible();
});

test("a file that cannot be played says so", async () => {
  await playFirst();
  fireEvent.error(screen.getByLabelText("Player: Song 1"));
  expect(screen.getByRole("alert")).toHaveTextContent("This file cannot be played");
});

test("how a song is heard follows from the list that it stands in", () => {
  const gone = track(4, { track_id: "own:4", spotify_url: null });
  expect(hearingOf(track(1), [track(1), track(2)])).toBe("spotify");
  expect(hearingOf(track(1), [track(1), ownTrack(2)])).toBe("link");
  expect(hearingOf(ownTrack(2), [track(1), ownTrack(2)])).toBe("page");
  expect(hearingOf(gone, [gone])).toBe("nowhere");
  expect(isMixed([track(1), gone])).toBe(true);
  expect(isMixed([gone])).toBe(false);
});
