import { screen, waitFor } from "@testing-library/react";
import { HttpResponse, http } from "msw";
import { expect, test } from "vitest";

import type { OpinionKind } from "@/api/generated/model";
import { usePlaylist } from "@/api/usePlaylists";
import { opinion, playlist, track } from "@/testing/fixtures";
import { renderWithProviders } from "@/testing/render";
import { server } from "@/testing/server";
import { OpinionButtons } from "./OpinionButtons";
import { OpinionList } from "./OpinionList";

const list = playlist({ tracks: [track(1)] });
const path = "/api/opinions/track1";

/** A song as a list on the page holds it. */
function Song() {
  const { data } = usePlaylist(list.id);
  const [song] = data?.tracks ?? [];
  return song === undefined ? null : (
    <OpinionButtons opinion={song.opinion} title={song.title} trackId={song.track_id} />
  );
}

function watchOpinions(): (OpinionKind | null)[] {
  const said: (OpinionKind | null)[] = [];
  server.use(
    http.get(`/api/playlists/${list.id}`, () => HttpResponse.json(list)),
    http.put(path, async ({ request }) => {
      const body = (await request.json()) as { opinion: OpinionKind };
      said.push(body.opinion);
      return HttpResponse.json(opinion("track1", body));
    }),
    http.delete(path, () => {
      said.push(null);
      return new HttpResponse(null, { status: 204 });
    }),
  );
  return said;
}

test("an opinion is said at once, announced, and can be taken back", async () => {
  const said = watchOpinions();
  const { user } = renderWithProviders(<Song />);
  await user.click(await screen.findByRole("button", { name: "Like: Song 1" }));
  expect(screen.getByRole("button", { name: "Like: Song 1" })).toHaveAttribute(
    "aria-pressed",
    "true",
  );
  await waitFor(() => expect(screen.getByRole("status")).toHaveTextContent("Song 1: You like it"));
  await user.click(screen.getByRole("button", { name: "Undo: Like, Song 1" }));
  await waitFor(() => expect(said).toEqual(["like", null]));
  expect(screen.getByRole("button", { name: "Like: Song 1" })).toHaveFocus();
  expect(screen.getByRole("button", { name: "Like: Song 1" })).toHaveAttribute(
    "aria-pressed",
    "false",
  );
});

test("another opinion replaces the first, the same one takes it back", async () => {
  const said = watchOpinions();
  const { user } = renderWithProviders(<Song />);
  await user.click(await screen.findByRole("button", { name: "Not now: Song 1" }));
  await user.click(screen.getByRole("button", { name: "Dislike: Song 1" }));
  await user.click(screen.getByRole("button", { name: "Dislike: Song 1" }));
  await waitFor(() => expect(said).toEqual(["not_now", "dislike", null]));
});

test("an opinion that was not kept is told and goes back, and can be said again", async () => {
  const said = watchOpinions();
  server.use(http.put(path, () => HttpResponse.error(), { once: true }));
  const { user } = renderWithProviders(<Song />);
  await user.click(await screen.findByRole("button", { name: "Like: Song 1" }));
  expect(await screen.findByRole("alert")).toHaveTextContent("your opinion was not kept");
  expect(screen.getByRole("button", { name: "Like: Song 1" })).toHaveAttribute(
    "aria-pressed",
    "false",
  );
  await user.click(screen.getByRole("button", { name: "Try again" }));
  await waitFor(() => expect(said).toEqual(["like"]));
});

test("opinions given are listed, taken back and said again", async () => {
  const said = watchOpinions();
  const { user } = renderWithProviders(
    <OpinionList opinions={[opinion("Summertime", { track_id: "track1", opinion: "dislike" })]} />,
  );
  expect(screen.getByRole("listitem")).toHaveTextContent("Summertime EllaDislike, Nov 22, 2026");
  await user.click(screen.getByRole("button", { name: "Take back: Dislike, Summertime" }));
  const undo = await screen.findByRole("button", { name: "Undo" });
  expect(undo).toHaveFocus();
  await user.click(undo);
  await waitFor(() => expect(said).toEqual([null, "dislike"]));
});

test("all opinions are taken back only after a yes", async () => {
  let resets = 0;
  server.use(
    http.delete("/api/opinions", () => {
      resets += 1;
      return new HttpResponse(null, { status: 204 });
    }),
  );
  const { user } = renderWithProviders(<OpinionList opinions={[opinion("Summertime")]} />);
  await user.click(screen.getByRole("button", { name: "Take all back" }));
  await user.click(await screen.findByRole("button", { name: "Cancel" }));
  expect(resets).toBe(0);
  await user.click(screen.getByRole("button", { name: "Take all back" }));
  const [, confirm] = screen.getAllByRole("button", { name: "Take all back", hidden: true });
  expect(confirm).toBeDefined();
  if (confirm !== undefined) {
    await user.click(confirm);
  }
  await waitFor(() => expect(resets).toBe(1));
  // The button goes with the opinions; the focus stays where they were.
  await waitFor(() =>
    expect(screen.getByRole("group", { name: "Your opinions of songs" })).toHaveFocus(),
  );
});

test("no opinions: the page says what they are for", () => {
  renderWithProviders(<OpinionList opinions={[]} />);
  expect(screen.getByText(/None yet/)).toBeVisible();
});
