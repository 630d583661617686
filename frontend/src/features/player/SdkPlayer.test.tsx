import { act, screen, waitFor } from "@testing-library/react";
import axe from "axe-core";
import { HttpResponse, http } from "msw";
import { expect, test, vi } from "vitest";

import { playlist } from "@/testing/fixtures";
import { markedRow, showPlayer } from "@/testing/PlayerBench";
import { problem, server } from "@/testing/server";
import { type FakeSdk, scriptOf, sdkArrives, sdkState, sdkTrack } from "@/testing/spotifyPlayers";
import { playerAnswers } from "@/testing/spotifyServer";

const listId = playlist().id;

function button(name: string) {
  return screen.getByRole("button", { name });
}

async function connect() {
  const calls = playerAnswers();
  const view = showPlayer();
  await view.user.click(button("Play here"));
  const sdk = await sdkArrives();
  return { ...view, sdk, calls };
}

async function becomeReady(sdk: FakeSdk) {
  await waitFor(() => expect(sdk.tokens.length).toBeGreaterThan(0));
  act(() => sdk.emit("ready", { device_id: "here" }));
}

/** The list plays in this page, its second song. */
async function play() {
  const view = await connect();
  await becomeReady(view.sdk);
  await waitFor(() => expect(view.calls).toHaveLength(1));
  act(() => view.sdk.tell(sdkState(2)));
  await screen.findByRole("button", { name: "Pause" });
  return view;
}

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

test("after a lost connection the list goes on where it was", async () => {
  const { sdk, calls } = await play();
  act(() => sdk.tell(sdkState(2, { position: 61_000 })));
  act(() => sdk.emit("not_ready", { device_id: "here" }));
  expect(screen.getByText(/it is being made again/)).toBeVisible();
  await waitFor(() => expect(sdk.connect).toHaveBeenCalledTimes(2));
  act(() => sdk.emit("ready", { device_id: "again" }));
  await waitFor(() => expect(calls).toHaveLength(2));
  expect(calls.at(-1)?.body).toMatchObject({ position: 2, device_id: "again" });
  expect(JSON.stringify(calls.at(-1)?.body)).toMatch(/"position_ms":6[1-5]\d{3}/);
});

test("a connection that cannot be made again says so, and can be tried once more", async () => {
  const { user, sdk, calls } = await play();
  vi.useFakeTimers({ shouldAdvanceTime: true });
  act(() => sdk.emit("not_ready", { device_id: "here" }));
  await vi.advanceTimersByTimeAsync(20_000);
  vi.useRealTimers();
  expect(await screen.findByRole("alert")).toHaveTextContent("Spotify's player does not answer");
  expect(sdk.connect).toHaveBeenCalledTimes(5);
  await user.click(button("Try again"));
  expect(sdk.connect).toHaveBeenCalledTimes(6);
  act(() => sdk.emit("ready", { device_id: "again" }));
  await waitFor(() => expect(calls.at(-1)?.body).toMatchObject({ device_id: "again" }));
});

test("a rejected token is replaced once; then the log-in is asked for", async () => {
  const { user, sdk, calls, onConnect } = await connect();
  act(() => sdk.emit("authentication_error", { message: "Authentication failed" }));
  await waitFor(() => expect(sdk.connect).toHaveBeenCalledTimes(2));
  expect(calls).toEqual([{ call: "token-refresh", body: null }]);
  act(() => sdk.emit("authentication_error", { message: "Authentication failed" }));
  expect(screen.getByRole("alert")).toHaveTextContent("Spotify no longer accepts the log-in");
  await user.click(button("Log in at Spotify"));
  expect(onConnect).toHaveBeenCalled();
});

test("complaints about one and the same token count once", async () => {
  const { sdk, calls } = await play();
  act(() => {
    sdk.emit("authentication_error", { message: "Authentication failed" });
    sdk.emit("authentication_error", { message: "Authentication failed" });
  });
  await waitFor(() => expect(sdk.connect).toHaveBeenCalledTimes(2));
  act(() => sdk.emit("ready", { device_id: "again" }));
  await waitFor(() => expect(calls.at(-1)?.body).toMatchObject({ device_id: "again" }));
  expect(screen.queryByRole("alert")).toBeNull();
});

test("a fresh token that is refused at once asks for the log-in", async () => {
  const { sdk } = await connect();
  sdk.connect.mockResolvedValueOnce(false);
  act(() => sdk.emit("authentication_error", { message: "Authentication failed" }));
  expect(await screen.findByRole("button", { name: "Log in at Spotify" })).toBeVisible();
});

test("a log-in that the server no longer has is asked for", async () => {
  playerAnswers();
  server.use(http.get("/api/access-token", () => problem("spotify-reconnect-needed", 401)));
  const { user } = showPlayer();
  await user.click(button("Play here"));
  await sdkArrives();
  expect(await screen.findByRole("button", { name: "Log in at Spotify" })).toBeVisible();
});

test.each([
  ["account_error", "Whole songs need Spotify Premium"],
  ["initialization_error", "This browser cannot play whole songs"],
] as const)("after %s the Embed player takes over and says why", async (event, sentence) => {
  const { sdk, sources } = await connect();
  act(() => sdk.emit(event, { message: "no" }));
  expect(screen.getByText(sentence)).toBeVisible();
  expect(sdk.disconnect).toHaveBeenCalled();
  expect(scriptOf(`${sources.embed_url}/embed/iframe-api/v1`)).not.toBeNull();
  expect(markedRow()).toBe("Row 1");
});

test("a script that is blocked brings the Embed player too", async () => {
  const { user, sources } = showPlayer();
  await user.click(button("Play here"));
  scriptOf(sources.sdk_url)?.dispatchEvent(new Event("error"));
  expect(await screen.findByText(/could not be loaded/)).toBeVisible();
});

test("an account that turns out not to be Premium gets the Embed player", async () => {
  const { sdk } = await connect();
  server.use(http.put("/api/player/play", () => problem("spotify-premium-required", 403)));
  await becomeReady(sdk);
  expect(await screen.findByText("Whole songs need Spotify Premium")).toBeVisible();
});

test("where the browser keeps silent, play is asked for", async () => {
  const { user, sdk } = await play();
  act(() => sdk.tell(sdkState(2, { paused: true })));
  act(() => sdk.emit("autoplay_failed"));
  const notice = screen.getByRole("note");
  expect(notice).toHaveTextContent("Press play");
  await user.click(screen.getAllByRole("button", { name: "Play" })[0] as HTMLElement);
  expect(sdk.activateElement).toHaveBeenCalledTimes(2);
  expect(sdk.asked).toEqual(["resume"]);
  act(() => sdk.tell(sdkState(2)));
  expect(screen.queryByRole("note")).toBeNull();
});

test("a song that does not play is named and left out", async () => {
  const { sdk } = await play();
  act(() => sdk.emit("playback_error", { message: "Failed to perform playback" }));
  expect(await screen.findByText("Could not be played: Song 2.")).toBeVisible();
  expect(sdk.asked).toEqual(["nextTrack"]);
});

test("a failed handing over can be tried again", async () => {
  const { user, sdk, calls } = await connect();
  server.use(http.put("/api/player/play", () => problem("spotify-failing", 502), { once: true }));
  await becomeReady(sdk);
  await user.click(await screen.findByRole("button", { name: "Try again" }));
  await waitFor(() => expect(calls).toHaveLength(1));
});

test("closing the player ends the device", async () => {
  const { user, sdk } = await play();
  await user.click(button("Close the player"));
  expect(sdk.disconnect).toHaveBeenCalled();
  expect(markedRow()).toBeNull();
});
