import { screen, within } from "@testing-library/react";
import { expect, test, vi } from "vitest";

import type { Playlist } from "@/api/generated/model";
import { playlist, track } from "@/testing/fixtures";
import { renderWithProviders } from "@/testing/render";
import { formatDuration, joinNames } from "./format";
import { PlaylistView } from "./PlaylistView";

function show(list: Playlist, playing: number | null = null) {
  const onPlay = vi.fn();
  const onAnother = vi.fn();
  const view = renderWithProviders(
    <PlaylistView
      isPending={false}
      onAnother={onAnother}
      onPlay={onPlay}
      playing={playing}
      playlist={list}
    />,
  );
  return { onPlay, onAnother, ...view };
}

test("every song shows what is known of it, why it is there and where to hear it", () => {
  const song = track(1, { artists: ["Ella", "Louis"], genres: ["jazz", "pop"], explicit: true });
  show(playlist({ tracks: [song] }));
  const row = screen.getByTestId("song");
  expect(row).toHaveTextContent("Song 1");
  expect(row).toHaveTextContent("Ella and Louis");
  expect(row).toHaveTextContent("jazz, pop");
  expect(row).toHaveTextContent("3:07");
  expect(row).toHaveTextContent("Why: As bright as the mood.");
  expect(within(row).getByRole("img", { name: "Explicit" })).toBeVisible();
  expect(within(row).getByRole("img", { name: "Popularity 70 of 100" })).toBeVisible();
  expect(within(row).getByRole("link", { name: "Open in Spotify: Song 1" })).toHaveAttribute(
    "href",
    song.spotify_url,
  );
});

test("what was relaxed and what is good to know stand above the songs", () => {
  show(playlist({ relaxed: ["Popularity was widened."], notices: ["History is not connected."] }));
  expect(screen.getByText("Popularity was widened.")).toBeVisible();
  expect(screen.getByText("History is not connected.")).toBeVisible();
});

test("play hands on the song's position, and the playing song is marked", async () => {
  const { user, onPlay } = show(playlist(), 2);
  await user.click(screen.getByRole("button", { name: "Play Song 3 by Artist 3" }));
  expect(onPlay).toHaveBeenCalledWith(3);
  expect(screen.getByRole("button", { name: "Play Song 2 by Artist 2" })).toHaveAttribute(
    "aria-pressed",
    "true",
  );
});

test("another list can be asked for", async () => {
  const { user, onAnother } = show(playlist());
  await user.click(screen.getByRole("button", { name: "Another list" }));
  expect(onAnother).toHaveBeenCalled();
});

test.each([
  [187_000, "3:07"],
  [59_600, "1:00"],
  [3_599_000, "59:59"],
])("%i ms are %s", (milliseconds, words) => {
  expect(formatDuration(milliseconds)).toBe(words);
});

test("names are joined as in a sentence", () => {
  expect(joinNames(["a", "b", "c"])).toBe("a, b, and c");
});
