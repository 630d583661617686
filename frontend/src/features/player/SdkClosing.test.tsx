import { act, screen, waitFor } from "@testing-library/react";
import { delay, HttpResponse, http } from "msw";
import { expect, test, vi } from "vitest";

import { markedRow, showPlayer } from "@/testing/PlayerBench";
import { becomeReady, button, connect, play } from "@/testing/sdkBench";
import { problem, server } from "@/testing/server";
import { scriptOf, sdkState } from "@/testing/spotifyPlayers";
import { onKitchen } from "@/testing/spotifyServer";

const awhileMs = 50;

/** An answer that a test lets come when it wants. */
function held(path: string, answer: () => Response) {
  const asked = vi.fn();
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  server.use(
    http.put(path, async () => {
      asked();
      await released;
      return answer();
    }),
  );
  return { asked, release };
}

test("a script that fails after the player was closed opens no other player", async () => {
  const { user, sources } = showPlayer();
  await user.click(button("Play here"));
  await user.click(button("Close the player"));
  scriptOf(sources.sdk_url)?.dispatchEvent(new Event("error"));
  await delay(awhileMs);
  expect(markedRow()).toBeNull();
  expect(screen.queryByText(/could not be loaded/)).toBeNull();
});

test("a refusal that comes after the player was closed opens no other player", async () => {
  const { user, sdk } = await connect();
  const playing = held("/api/player/play", () => problem("spotify-premium-required", 403));
  await becomeReady(sdk);
  await waitFor(() => expect(playing.asked).toHaveBeenCalledOnce());
  await user.click(button("Close the player"));
  playing.release();
  await delay(awhileMs);
  expect(markedRow()).toBeNull();
});

test("a closed player asks for nothing more: neither again for its device, nor what plays", async () => {
  const { user, sdk } = await connect();
  const playing = held("/api/player/play", () => problem("spotify-device-not-found", 404));
  await becomeReady(sdk);
  await waitFor(() => expect(playing.asked).toHaveBeenCalledOnce());
  await user.click(button("Row 4"));
  await user.click(button("Close the player"));
  vi.useFakeTimers({ shouldAdvanceTime: true });
  playing.release();
  await vi.advanceTimersByTimeAsync(3000);
  vi.useRealTimers();
  expect(playing.asked).toHaveBeenCalledOnce();
});

test("a transfer that arrives after the player was closed is not followed", async () => {
  const looked = vi.fn();
  const { user } = await play();
  const moving = held(
    "/api/player/transfer-playback",
    () => new HttpResponse(null, { status: 204 }),
  );
  server.use(
    http.get("/api/player/devices", () => HttpResponse.json({ devices: [onKitchen(1).device] })),
    http.get("/api/currently-playing-song", () => {
      looked();
      return HttpResponse.json({ playing: onKitchen(1) });
    }),
  );
  await user.click(button("Play on another device"));
  await user.click(await screen.findByRole("menuitem", { name: /Kitchen/ }));
  await waitFor(() => expect(moving.asked).toHaveBeenCalledOnce());
  await user.click(button("Close the player"));
  vi.useFakeTimers({ shouldAdvanceTime: true });
  moving.release();
  await vi.advanceTimersByTimeAsync(5000);
  vi.useRealTimers();
  expect(looked).not.toHaveBeenCalled();
});

test("while another device plays, this page's lost connection leaves it in peace", async () => {
  const { sdk, calls } = await play();
  server.use(
    http.get("/api/currently-playing-song", () => HttpResponse.json({ playing: onKitchen(3) })),
  );
  act(() => sdk.tell(null));
  expect(await screen.findByText("Playing on Kitchen")).toBeVisible();
  act(() => sdk.emit("not_ready", { device_id: "here" }));
  expect(screen.getByText("Playing on Kitchen")).toBeVisible();
  act(() => sdk.emit("ready", { device_id: "again" }));
  await delay(awhileMs);
  expect(calls.filter(({ call }) => call === "player/play")).toHaveLength(1);
});

test("play, pressed after the connection was lost for good, connects again", async () => {
  const { user, sdk, calls } = await play();
  vi.useFakeTimers({ shouldAdvanceTime: true });
  act(() => sdk.emit("not_ready", { device_id: "here" }));
  await vi.advanceTimersByTimeAsync(20_000);
  vi.useRealTimers();
  const before = sdk.connect.mock.calls.length;
  await user.click(button("Play"));
  expect(sdk.connect).toHaveBeenCalledTimes(before + 1);
  act(() => sdk.emit("ready", { device_id: "again" }));
  await waitFor(() => expect(calls.at(-1)?.body).toMatchObject({ device_id: "again" }));
});

test("the row of the song that plays pauses it, and goes on where it was", async () => {
  const { user, sdk, calls } = await play();
  await user.click(button("Row 2"));
  act(() => sdk.tell(sdkState(2, { paused: true, position: 9000 })));
  await user.click(button("Row 2"));
  expect(sdk.asked).toEqual(["pause", "resume"]);
  expect(calls).toHaveLength(1);
});
