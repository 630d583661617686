import { screen, within } from "@testing-library/react";
import { expect, test, vi } from "vitest";

import type { Playlist } from "@/api/generated/model";
import { playlist, track } from "@/testing/fixtures";
import { renderWithProviders } from "@/testing/render";
import { formatDuration, joinNames } from "./format";
import { PlaylistView } from "./PlaylistView";

function show(list: Playlist, playing: number | null = null, isPlaying = false) {
  const onPlay = vi.fn();
  const view = renderWithProviders(
    <PlaylistView
      isPlaying={isPlaying}
      onPlay={onPlay}
      playing={playing}
      playlist={list}
      songActions={({ title }) => <button type="button">Say of {title}</button>}
    />,
  );
  return { onPlay, ...view };
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

test("what was relaxed stands above the songs", () => {
  show(playlist({ relaxed: ["Popularity was widened."] }));
  expect(screen.getByText("Popularity was widened.")).toBeVisible();
});

test("play hands on the song's position, and the song in the player is marked", async () => {
  const { user, onPlay } = show(playlist(), 2);
  await user.click(screen.getByRole("button", { name: "Play Song 3 by Artist 3" }));
  expect(onPlay).toHaveBeenCalledWith(3);
  expect(screen.getByRole("button", { name: "Play Song 2 by Artist 2" })).toBeVisible();
  expect(screen.getAllByTestId("song")[1]).toHaveAttribute("aria-current", "true");
});

test("the button of the song that sounds pauses it", () => {
  show(playlist(), 2, true);
  expect(screen.getByRole("button", { name: "Pause Song 2 by Artist 2" })).toBeVisible();
  expect(screen.getByRole("button", { name: "Play Song 3 by Artist 3" })).toBeVisible();
});

test("the figures show what each term adds", async () => {
  const { user } = show(playlist({ tracks: [track(1)] }));
  await user.click(screen.getByText("Score"));
  const terms = screen.getByRole("list", { name: "What the score of Song 1 is made of" });
  expect(terms).toHaveTextContent("Brightness50 of 5090, asked for 80 to 100");
  expect(terms).toHaveTextContent("Tempo40 of 50120 bpm, asked for 105 bpm to 140 bpm");
  expect(screen.getByText(/^Together 90 of 100/)).toBeVisible();
});

test("a song that Spotify chose and the catalog lacks has a reason and no score", () => {
  const unknown = { features: null, score: null, mood: null, terms: [], genres: [] };
  const reason = "Chosen by Spotify for happiness; how it sounds is not known here.";
  const tracks = [track(1, { ...unknown, reasons: [reason] })];
  show(playlist({ engine: "spotify", tracks }));
  expect(screen.getByTestId("song")).toHaveTextContent(`Why: ${reason}`);
  expect(screen.queryByText("Score")).toBeNull();
  expect(screen.getByText(/Chosen by Spotify's own recommendations\./)).toBeVisible();
});

test("each song has its own actions", () => {
  show(playlist({ tracks: [track(1), track(2)] }));
  expect(screen.getByRole("button", { name: "Say of Song 2" })).toBeVisible();
});

test("what the list is based on is named", () => {
  const songs = [{ title: "Summertime", artists: ["Ella", "Louis"] }];
  show(playlist({ seeds: { artists: ["Chopin"], songs } }));
  expect(screen.getByTestId("seeds")).toHaveTextContent(
    "Based on Chopin and “Summertime” by Ella and Louis",
  );
  expect(screen.queryByRole("button", { name: /more/ })).toBeNull();
});

test("of much that the list is based on, the rest is named on request", async () => {
  const artists = ["One", "Two", "Three", "Four", "Five", "Six", "Seven"];
  const { user } = show(playlist({ seeds: { artists, songs: [] } }));
  const note = screen.getByTestId("seeds");
  expect(note).toHaveTextContent(
    "Based on One, Two, Three, Four, Five, and 2 more, drawn from what you like.",
  );
  await user.click(within(note).getByRole("button", { name: "2 more", expanded: false }));
  expect(note).toHaveTextContent("Five, Six, and Seven, drawn from what you like. Show fewer");
  const fewer = within(note).getByRole("button", { name: "Show fewer", expanded: true });
  expect(fewer).toHaveFocus();
  await user.click(fewer);
  expect(note).not.toHaveTextContent("Seven");
});

test("a shift names where it leads, a number its aim", () => {
  const destination = { name: "calm", valence: 0.6, energy: 0.3 };
  show(playlist({ mode: "shift", destination, popularity: 35, explicit: false }));
  expect(screen.getByText(/leading on from it to calm/)).toHaveTextContent(
    "popularity about 35 of 100, personalization medium, no explicit songs.",
  );
});

test("in a mixed list own files play here and the others are links", () => {
  const own = track(2, {
    track_id: "own:2",
    spotify_url: null,
    audio_url: "/api/own-music/2/audio",
  });
  show(playlist({ tracks: [track(1), own] }));
  expect(screen.getByText("Two kinds of songs")).toBeVisible();
  expect(screen.queryByRole("button", { name: /^Play Song 1/ })).not.toBeInTheDocument();
  expect(screen.getByRole("link", { name: "Open in Spotify: Song 1" })).toBeVisible();
  expect(screen.getByRole("button", { name: /^Play Song 2/ })).toBeVisible();
  expect(screen.getAllByTestId("song")[1]).toHaveTextContent("Your own file");
});

test("an own file that is gone says so and cannot be played", () => {
  show(playlist({ tracks: [track(1, { track_id: "own:1", spotify_url: null })] }));
  expect(screen.getByTestId("song")).toHaveTextContent("A file that is not here any more");
  expect(screen.queryByRole("button", { name: /^Play/ })).not.toBeInTheDocument();
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
