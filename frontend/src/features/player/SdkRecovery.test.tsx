import { act, screen, waitFor } from "@testing-library/react";
import { http } from "msw";
import { expect, test, vi } from "vitest";

import { markedRow, showPlayer } from "@/testing/PlayerBench";
import { becomeReady, button, connect, play } from "@/testing/sdkBench";
import { problem, server } from "@/testing/server";
import { scriptOf, sdkArrives, sdkState } from "@/testing/spotifyPlayers";
import { playerAnswers } from "@/testing/spotifyServer";

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

test("a connection that breaks again at once keeps the place as well", async () => {
  const { sdk, calls } = await play();
  act(() => sdk.emit("not_ready", { device_id: "here" }));
  act(() => sdk.emit("ready", { device_id: "again" }));
  await waitFor(() => expect(calls).toHaveLength(2));
  act(() => sdk.tell(sdkState(2)));
  act(() => sdk.emit("not_ready", { device_id: "again" }));
  expect(screen.getByText(/it is being made again/)).toBeVisible();
  act(() => sdk.emit("ready", { device_id: "once more" }));
  await waitFor(() => expect(calls).toHaveLength(3));
  expect(calls.at(-1)?.body).toMatchObject({ position: 2, device_id: "once more" });
});

test("a rejected token is replaced once; then the log-in is asked for", async () => {
  const { user, sdk, calls, onConnect } = await connect();
  act(() => sdk.emit("authentication_error", { message: "Authentication failed" }));
  await waitFor(() => expect(sdk.connect).toHaveBeenCalledTimes(2));
  expect(calls).toEqual([{ call: "check-auth", body: null }]);
  act(() => sdk.emit("authentication_error", { message: "Authentication failed" }));
  expect(screen.getByRole("alert")).toHaveTextContent("Spotify no longer accepts the log-in");
  await user.click(button("Log in at Spotify"));
  expect(onConnect).toHaveBeenCalled();
});

test("where no log-in would help, the reason is told", async () => {
  const { sdk } = await connect();
  server.use(http.get("/api/check-auth", () => problem("spotify-owner-not-premium", 503)));
  act(() => sdk.emit("authentication_error", { message: "Authentication failed" }));
  expect(await screen.findByRole("alert")).toHaveTextContent(/Premium from whoever runs/);
  expect(screen.queryByRole("button", { name: "Log in at Spotify" })).toBeNull();
  expect(sdk.connect).toHaveBeenCalledOnce();
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
  const { user, sdk, sources } = await connect();
  act(() => sdk.emit(event, { message: "no" }));
  await user.click(button(`Close: ${sentence}`));
  expect(screen.queryByText(sentence)).toBeNull();
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

test("a device that goes while it is handed the list is waited for; no other one plays", async () => {
  const { sdk, calls } = await connect();
  const named: unknown[] = [];
  server.use(
    http.put(
      "/api/player/play",
      async ({ request }) => {
        named.push(((await request.json()) as { device_id: unknown }).device_id);
        act(() => sdk.emit("not_ready", { device_id: "here" }));
        return problem("spotify-device-not-found", 404);
      },
      { once: true },
    ),
  );
  await becomeReady(sdk);
  await waitFor(() => expect(named).toEqual(["here"]));
  await waitFor(() => expect(sdk.connect).toHaveBeenCalledTimes(2));
  await new Promise((done) => setTimeout(done, 700));
  expect(calls).toEqual([]);
  expect(screen.getByText(/it is being made again/)).toBeVisible();
  act(() => sdk.emit("ready", { device_id: "again" }));
  await waitFor(() => expect(calls.at(-1)?.body).toMatchObject({ device_id: "again" }));
});

test("while a song goes on, one that could not be begun is not taken for it", async () => {
  const { user, sdk, calls } = await play();
  server.use(http.put("/api/player/play", () => problem("spotify-failing", 502), { once: true }));
  await user.click(button("Row 8"));
  expect(await screen.findByRole("alert")).toHaveTextContent("Spotify has trouble");
  expect(markedRow()).toBe("Row 2");
  await user.click(button("Pause"));
  expect(sdk.asked).toEqual(["pause"]);
  await user.click(button("Try again"));
  await waitFor(() => expect(calls.at(-1)?.body).toMatchObject({ position: 8 }));
});
