import { fireEvent, screen } from "@testing-library/react";
import { expect, test, vi } from "vitest";

import { hearingOf, isMixed } from "@/api/hearing";
import { track } from "@/testing/fixtures";
import { renderWithProviders } from "@/testing/render";
import { PlayerPanel } from "./PlayerPanel";

function ownTrack(position: number) {
  return track(position, {
    track_id: `own:${position}`,
    spotify_url: null,
    audio_url: `/api/own-music/own:${position}/audio`,
  });
}

function show(tracks = [ownTrack(1), track(2), ownTrack(3)]) {
  const onMove = vi.fn();
  const view = renderWithProviders(
    <PlayerPanel onClose={vi.fn()} onMove={onMove} position={1} tracks={tracks} />,
  );
  return { onMove, ...view };
}

test("an own file plays in the browser's own element, and no frame is made", () => {
  const { container } = show();
  expect(screen.getByLabelText("Player: Song 1")).toHaveAttribute(
    "src",
    "/api/own-music/own:1/audio",
  );
  expect(container.querySelector("iframe")).toBeNull();
});

test("when it ends the next own file follows; the catalog's song between is left out", async () => {
  const { user, onMove } = show();
  fireEvent.ended(screen.getByLabelText("Player: Song 1"));
  await user.click(screen.getByRole("button", { name: "Next song" }));
  expect(onMove.mock.calls).toEqual([[3], [3]]);
});

test("a file that cannot be played says so", () => {
  show();
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
