import { screen } from "@testing-library/react";
import { expect, test, vi } from "vitest";

import { track } from "@/testing/fixtures";
import { renderWithProviders } from "@/testing/render";
import { PlayerPanel } from "./PlayerPanel";

const tracks = [track(1), track(2), track(3)];

function show(position: number | null) {
  const onMove = vi.fn();
  const onClose = vi.fn();
  const view = renderWithProviders(
    <PlayerPanel onClose={onClose} onMove={onMove} position={position} tracks={tracks} />,
  );
  return { onMove, onClose, ...view };
}

test("nothing of Spotify is in the page before play is pressed", () => {
  const { container } = show(null);
  expect(container.querySelector("iframe")).toBeNull();
});

test("the player of the chosen song is Spotify's", () => {
  show(2);
  expect(screen.getByTitle("Spotify player: Song 2")).toHaveAttribute(
    "src",
    "https://open.spotify.com/embed/track/track2",
  );
});

test("previous and next move between the songs", async () => {
  const { user, onMove } = show(2);
  await user.click(screen.getByRole("button", { name: "Previous song" }));
  await user.click(screen.getByRole("button", { name: "Next song" }));
  expect(onMove.mock.calls).toEqual([[1], [3]]);
});

test.each([
  [1, "Previous song"],
  [3, "Next song"],
])("at position %i there is no %s", (position, label) => {
  show(position);
  expect(screen.getByRole("button", { name: label })).toBeDisabled();
});

test("the player can be closed", async () => {
  const { user, onClose } = show(1);
  await user.click(screen.getByRole("button", { name: "Close the player" }));
  expect(onClose).toHaveBeenCalled();
});
