import { act, screen, waitFor } from "@testing-library/react";
import axe from "axe-core";
import { HttpResponse, http } from "msw";
import { expect, test, vi } from "vitest";

import { playlist } from "@/testing/fixtures";
import { markedRow, showPlayer } from "@/testing/PlayerBench";
import { becomeReady, button, connect, play } from "@/testing/sdkBench";
import { problem, server } from "@/testing/server";
import { scriptOf, sdkArrives, sdkState, sdkTrack } from "@/testing/spotifyPlayers";
import { playerAnswers } from "@/testing/spotifyServer";

const listId = playlist().id;

test("the script comes with the click, and the list is handed to this page's device", async () => {
  const view = showPlayer();
  expect(scriptOf(view.sources.sdk_url)).toBeNull();
  const calls = playerAnswers();
  await view.user.click(button("Play here"));
  expect(scriptOf(view.sources.sdk_url)).not.toBeNull();
  expect(screen.getByText("Spotify's player is starting…")).toBeVisible();
  const sdk = await sdkArrives();
  expect(sdk.activateElement).toHaveBeenCalled();
  await becomeReady(sdk);
  await waitFor(() =>
    expect(calls).toEqual([
      {
        call: "player/play",
        body: { playlist_id: listId, position: 1, position_ms: 0, device_id: "here" },
      },
    ]),
  );
  expect(sdk.tokens).toEqual(["token-1"]);
});

test("what plays is shown with its picture and the way back to Spotify, and its row is marked", async () => {
  const { container } = await play();
  expect(markedRow()).toBe("Row 2");
  expect(container.querySelector("img")).toHaveAttribute("src", "https://i.scdn.co/image/300");
  expect(screen.getByRole("link", { name: "Open in Spotify" })).toHaveAttribute(
    "href",
    "https://open.spotify.com/track/track2",
  );
  expect(screen.getByText("In the player: Song 2 by Artist 2")).toBeInTheDocument();
  const { violations } = await axe.run(container, { rules: { region: { enabled: false } } });
  expect(violations).toEqual([]);
});

test("another edition of a song is still the list's song", async () => {
  const { sdk } = await play();
  const edition = sdkTrack(7, {
    id: "other",
    uri: "spotify:track:other",
    name: "Song 7 (Remastered)",
    linked_from: { uri: "spotify:track:track7", id: "track7" },
  });
  const state = sdkState(7);
  act(() =>
    sdk.tell({ ...state, track_window: { ...state.track_window, current_track: edition } }),
  );
  expect(markedRow()).toBe("Row 7");
});

test("the bar drives the SDK", async () => {
  const { user, sdk } = await play();
  await user.click(button("Next song"));
  await user.click(button("Previous song"));
  await user.click(button("Pause"));
  act(() => sdk.tell(sdkState(2, { paused: true, position: 65_000 })));
  await user.click(button("Play"));
  expect(sdk.asked).toEqual(["nextTrack", "previousTrack", "pause", "resume"]);
  const place = screen.getByRole("slider", { name: "Place in the song" });
  expect(place).toHaveAttribute("aria-valuetext", "1:05 of 3:07");
  place.focus();
  await user.keyboard("{ArrowRight}");
  expect(sdk.seek).toHaveBeenCalledWith(66_000);
  expect(place).toHaveAttribute("aria-valuetext", "1:06 of 3:07");
  const volume = screen.getByRole("slider", { name: "Volume" });
  expect(volume).toHaveAttribute("aria-valuetext", "70 percent");
  volume.focus();
  await user.keyboard("{ArrowLeft}");
  expect(sdk.setVolume).toHaveBeenLastCalledWith(0.65);
});

test("while a song plays, the keys seek to whole milliseconds", async () => {
  const { user, sdk } = await play();
  act(() => sdk.tell(sdkState(2, { position: 65_000.4 })));
  screen.getByRole("slider", { name: "Place in the song" }).focus();
  await user.keyboard("{PageUp}");
  expect(sdk.seek.mock.lastCall?.[0]).toSatisfy(Number.isInteger);
});

test("another row is played by the server, on this page's device", async () => {
  const { user, calls, sdk } = await play();
  await user.click(button("Row 8"));
  await waitFor(() => expect(calls).toHaveLength(2));
  expect(calls.at(-1)?.body).toMatchObject({ position: 8, device_id: "here" });
  expect(sdk.activateElement).toHaveBeenCalledTimes(2);
  expect(markedRow()).toBe("Row 8");
});

test("of two quick wishes the last one counts", async () => {
  const { user, calls } = await play();
  await user.click(button("Row 8"));
  await user.click(button("Row 4"));
  await waitFor(() => expect(calls.at(-1)?.body).toMatchObject({ position: 4 }));
  expect(markedRow()).toBe("Row 4");
});

test("songs that Spotify lacks are named", async () => {
  const { sdk } = await connect();
  server.use(
    http.put("/api/player/play", () =>
      HttpResponse.json({
        songs: 9,
        not_found: [{ position: 3, title: "Song 3", artists: ["Artist 3"] }],
        waiting: 0,
      }),
    ),
  );
  await becomeReady(sdk);
  expect(await screen.findByText("Not on Spotify, so left out: Song 3.")).toBeVisible();
});

test("a device that is not known yet is tried again", async () => {
  const { sdk, calls } = await connect();
  const absent = () => problem("spotify-device-not-found", 404);
  server.use(http.put("/api/player/play", absent, { once: true }));
  await becomeReady(sdk);
  await waitFor(() => expect(calls).toHaveLength(1));
});

test("the SDK gets a new token whenever it asks for one", async () => {
  const { sdk } = await play();
  const give = vi.fn();
  sdk.options.getOAuthToken(give);
  await waitFor(() => expect(give).toHaveBeenCalledWith("token-2"));
});

test("closing the player ends the device", async () => {
  const { user, sdk } = await play();
  await user.click(button("Close the player"));
  expect(sdk.disconnect).toHaveBeenCalled();
  expect(markedRow()).toBeNull();
});
