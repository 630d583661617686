import { act, screen, waitFor } from "@testing-library/react";
import { HttpResponse, http } from "msw";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import type { Playback } from "@/api/generated/model";
import { markedRow, showPlayer } from "@/testing/PlayerBench";
import { problem, server } from "@/testing/server";
import { sdkArrives, sdkState } from "@/testing/spotifyPlayers";
import { onKitchen, playerAnswers } from "@/testing/spotifyServer";

let looks = 0;

beforeEach(() => vi.useFakeTimers({ shouldAdvanceTime: true }));
afterEach(() => vi.useRealTimers());

function button(name: string) {
  return screen.getByRole("button", { name });
}

function plays(playing: Playback | null) {
  server.use(
    http.get("/api/currently-playing-song", () => {
      looks += 1;
      return HttpResponse.json({ playing });
    }),
  );
}

async function pass(ms: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(ms);
}

/** The list plays here; then the music moves to the kitchen. */
async function moveToKitchen() {
  looks = 0;
  const calls = playerAnswers();
  const view = showPlayer();
  await view.user.click(button("Play here"));
  const sdk = await sdkArrives();
  act(() => sdk.emit("ready", { device_id: "here" }));
  await waitFor(() => expect(calls).toHaveLength(1));
  act(() => sdk.tell(sdkState(2)));
  plays(onKitchen(3));
  act(() => sdk.tell(null));
  expect(await screen.findByText("Playing on Kitchen")).toBeVisible();
  return { ...view, sdk, calls };
}

test("what another device plays is shown, its row marked, and its volume", async () => {
  await moveToKitchen();
  expect(markedRow()).toBe("Row 3");
  expect(screen.getByRole("slider", { name: "Volume" })).toHaveAttribute(
    "aria-valuetext",
    "30 percent",
  );
});

test("the bar drives that device by the server", async () => {
  const { user, calls, sdk } = await moveToKitchen();
  await user.click(button("Next song"));
  await user.click(button("Previous song"));
  await user.click(button("Pause"));
  screen.getByRole("slider", { name: "Volume" }).focus();
  await user.keyboard("{ArrowRight}");
  screen.getByRole("slider", { name: "Place in the song" }).focus();
  await user.keyboard("{Home}");
  await user.click(button("Row 9"));
  await waitFor(() =>
    expect(calls.slice(1)).toMatchObject([
      { call: "player/next", body: { device_id: null } },
      { call: "player/previous", body: { device_id: null } },
      { call: "player/pause", body: { device_id: null } },
      { call: "player/set-volume", body: { volume_percent: 35, device_id: null } },
      { call: "player/seek", body: { position_ms: 0, device_id: null } },
      { call: "player/play", body: { position: 9, device_id: null } },
    ]),
  );
  expect(sdk.asked).toEqual([]);
});

test("a key that is held down asks that device once, when it is let go", async () => {
  const { user, calls } = await moveToKitchen();
  const volume = screen.getByRole("slider", { name: "Volume" });
  volume.focus();
  await user.keyboard("{ArrowRight>4}");
  expect(volume).toHaveAttribute("aria-valuetext", "50 percent");
  expect(calls).toHaveLength(1);
  await user.keyboard("{/ArrowRight}");
  await waitFor(() => expect(calls).toHaveLength(2));
  expect(calls.at(-1)).toMatchObject({ body: { volume_percent: 50 } });
});

test("an advertisement is no song", async () => {
  await moveToKitchen();
  plays(onKitchen(3, { kind: "ad", song: null, progress_ms: null }));
  await pass(5000);
  expect(await screen.findByText("Not a song")).toBeVisible();
  expect(markedRow()).toBeNull();
});

test("it is asked less and less often, and never while nobody sees the page", async () => {
  await moveToKitchen();
  await pass(60_000);
  const inFirstMinute = looks;
  await pass(60_000);
  expect(inFirstMinute).toBeLessThan(10);
  expect(looks - inFirstMinute).toBeLessThanOrEqual(2);
  vi.spyOn(document, "hidden", "get").mockReturnValue(true);
  document.dispatchEvent(new Event("visibilitychange"));
  const untilHidden = looks;
  await pass(120_000);
  expect(looks).toBe(untilHidden);
  vi.spyOn(document, "hidden", "get").mockReturnValue(false);
  document.dispatchEvent(new Event("visibilitychange"));
  await pass(100);
  expect(looks).toBe(untilHidden + 1);
});

test("what was asked before a command does not show after it", async () => {
  const { user, calls } = await moveToKitchen();
  let release: () => void = () => undefined;
  const asked = vi.fn();
  server.use(
    http.get("/api/currently-playing-song", async () => {
      asked();
      await new Promise<void>((resolve) => {
        release = resolve;
      });
      return HttpResponse.json({ playing: onKitchen(3) });
    }),
  );
  await pass(5000);
  await waitFor(() => expect(asked).toHaveBeenCalledOnce());
  const volume = screen.getByRole("slider", { name: "Volume" });
  volume.focus();
  await user.keyboard("{ArrowRight}");
  await waitFor(() => expect(calls.at(-1)).toMatchObject({ call: "player/set-volume" }));
  await pass(100);
  release();
  await pass(100);
  expect(volume).toHaveAttribute("aria-valuetext", "35 percent");
});

test("when the music comes back to this page nobody is asked any more", async () => {
  const { sdk } = await moveToKitchen();
  act(() => sdk.tell(sdkState(4)));
  expect(markedRow()).toBe("Row 4");
  expect(screen.queryByText("Playing on Kitchen")).toBeNull();
  const before = looks;
  await pass(60_000);
  expect(looks).toBe(before);
});

test("when nothing plays anywhere, play goes on here, where it was", async () => {
  const { user, calls } = await moveToKitchen();
  plays(null);
  await pass(10_000);
  await user.click(await screen.findByRole("button", { name: "Play" }));
  await waitFor(() => expect(calls).toHaveLength(2));
  expect(calls.at(-1)?.body).toMatchObject({ position: 3, device_id: "here" });
});

test("a row that is played after that device has gone is played here", async () => {
  const { user, calls } = await moveToKitchen();
  const gone = () => problem("spotify-no-active-device", 404);
  server.use(http.put("/api/player/play", gone, { once: true }));
  await user.click(button("Row 6"));
  await waitFor(() => expect(calls).toHaveLength(2));
  expect(calls.at(-1)?.body).toMatchObject({ position: 6, device_id: "here" });
});

test("the music is moved to a device that is chosen, and back", async () => {
  const { user, calls } = await moveToKitchen();
  const { device } = onKitchen(3);
  server.use(
    http.get("/api/player/devices", () =>
      HttpResponse.json({
        devices: [
          device,
          { ...device, id: "here", name: "Humoresque", type: "Computer", is_active: false },
          { ...device, id: null, name: "Car", is_active: false },
        ],
      }),
    ),
  );
  await user.click(button("Play on another device"));
  expect(await screen.findByRole("menuitem", { name: /Kitchen \(speaker\)/ })).toBeVisible();
  expect(screen.getByRole("menuitem", { name: /Car/ })).toHaveAttribute("aria-disabled", "true");
  await user.click(screen.getByRole("menuitem", { name: "This page" }));
  await waitFor(() =>
    expect(calls.at(-1)).toEqual({
      call: "player/transfer-playback",
      body: { device_id: "here", play: true },
    }),
  );
});
