import { screen, waitFor } from "@testing-library/react";
import { HttpResponse, http } from "msw";
import { beforeEach, expect, test, vi } from "vitest";

import type { SpotifyState } from "@/api/generated/model";
import { playlist, track } from "@/testing/fixtures";
import { renderAt } from "@/testing/render";
import { server } from "@/testing/server";
import { listener, spotify } from "@/testing/spotifyFixtures";
import { scriptOf } from "@/testing/spotifyPlayers";

const label = "Play here with Spotify Premium";
const list = playlist();

async function openList(state: SpotifyState, tracks = list.tracks) {
  server.use(
    http.get("/api/spotify", () => HttpResponse.json(state)),
    http.get(`/api/playlists/${list.id}`, () => HttpResponse.json(playlist({ tracks }))),
  );
  const view = renderAt(`/lists/${list.id}`);
  await screen.findByRole("heading", { name: /Your programme/ });
  return view;
}

beforeEach(() => {
  sessionStorage.clear();
  // Scripts outlive a page that jsdom forgets.
  for (const script of document.querySelectorAll("script")) {
    script.remove();
  }
});

test("who has allowed it plays the list in this page", async () => {
  const state = spotify({ account: listener({ granted: ["log-in", "play"] }) });
  const { user } = await openList(state);
  const here = await screen.findByRole("button", { name: label });
  expect(scriptOf(state.sdk_url)).toBeNull();
  await user.click(here);
  expect(scriptOf(state.sdk_url)).not.toBeNull();
  expect(screen.getAllByTestId("song")[0]).toHaveAttribute("aria-current", "true");
  expect(screen.queryByRole("button", { name: label })).toBeNull();
});

test("the focus goes to the player with the click, and back to the song when it is closed", async () => {
  const { user } = await openList(spotify({ account: listener({ granted: ["play"] }) }));
  await user.click(await screen.findByRole("button", { name: label }));
  expect(screen.getByRole("complementary", { name: "Player" })).toHaveFocus();
  await user.click(screen.getByRole("button", { name: "Close the player" }));
  expect(screen.getByRole("button", { name: "Play Song 1 by Artist 1" })).toHaveFocus();
});

test("who logs out takes the player along", async () => {
  const state = spotify({ account: listener({ granted: ["play"] }) });
  const { user } = await openList(state);
  await user.click(await screen.findByRole("button", { name: label }));
  server.use(
    http.delete("/api/logout", () =>
      HttpResponse.json({ logged_out: true, logout_url: "https://spotify.example/logout" }),
    ),
    http.get("/api/spotify", () => HttpResponse.json({ ...state, account: null })),
  );
  await user.click(screen.getByRole("button", { name: /^Your Spotify account/ }));
  await user.click(await screen.findByRole("menuitem", { name: "Log out of Spotify" }));
  await screen.findByText("You are logged out");
  expect(screen.queryByRole("button", { name: "Close the player" })).toBeNull();
});

test.each([
  ["is not connected", null],
  ["has not allowed it", listener()],
  ["has to log in again", listener({ granted: ["log-in", "play"], needs_reconnect: true })],
])("who %s is sent to Spotify first, and nothing of it is loaded", async (_, account) => {
  const asked = vi.fn();
  server.use(
    http.get("/api/get-auth-url", ({ request }) => {
      asked(new URL(request.url).searchParams.get("purpose"));
      return HttpResponse.json({ url: "https://accounts.spotify.com/authorize" });
    }),
  );
  const leave = vi.spyOn(window, "open").mockReturnValue(null);
  const state = spotify({ account });
  const { user } = await openList(state);
  await user.click(await screen.findByRole("button", { name: label }));
  await waitFor(() =>
    expect(leave).toHaveBeenCalledWith("https://accounts.spotify.com/authorize", "_self"),
  );
  expect(asked.mock.calls).toEqual([["play"]]);
  expect(sessionStorage.getItem("humoresque-on-the-way")).toContain('"kind":"play"');
  expect(document.querySelector(`script[src*="spotify"]`)).toBeNull();
});

test.each([
  ["Spotify is not set up", spotify({ configured: false })],
  ["this address cannot log in", spotify({ address: "http://127.0.0.1:8000" })],
])("where %s it is not offered", async (_, state) => {
  await openList(state);
  await screen.findAllByTestId("song");
  expect(screen.queryByRole("button", { name: label })).toBeNull();
});

test("a list with own files is never played by Spotify", async () => {
  const own = track(1, { track_id: "own:1", spotify_url: null, audio_url: "/api/x" });
  await openList(spotify({ account: listener({ granted: ["play"] }) }), [own, track(2)]);
  await screen.findByText("Two kinds of songs");
  expect(screen.queryByRole("button", { name: label })).toBeNull();
});
