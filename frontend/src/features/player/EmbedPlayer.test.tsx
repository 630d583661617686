import { fireEvent, screen, waitFor } from "@testing-library/react";
import { expect, test, vi } from "vitest";

import { markedRow, showPlayer } from "@/testing/PlayerBench";
import { embedArrives, scriptOf } from "@/testing/spotifyPlayers";

function press(name: string) {
  return screen.getByRole("button", { name });
}

async function playRow(position: number) {
  const view = showPlayer();
  await view.user.click(press(`Row ${position}`));
  const script = scriptOf(`${view.sources.embed_url}/embed/iframe-api/v1`);
  return { ...view, script };
}

test("nothing of Spotify is in the page before play is pressed", () => {
  const { container } = showPlayer();
  expect(container.querySelector("iframe")).toBeNull();
  expect(document.querySelector("script")).toBeNull();
});

test("the song that was chosen plays as soon as Spotify's player is there", async () => {
  const { script } = await playRow(2);
  expect(script).not.toBeNull();
  const embed = await embedArrives();
  embed.emit("ready");
  expect(embed.asked).toEqual(["spotify:track:track2", "play"]);
  expect(screen.getByRole("group", { name: "Spotify player: Song 2" })).toContainElement(
    embed.frame,
  );
  expect(screen.getByText("2 of 10: Song 2")).toBeVisible();
});

test("a song that was chosen while the script came is the one that plays", async () => {
  const { user } = await playRow(2);
  await user.click(press("Row 5"));
  const embed = await embedArrives();
  expect(embed.asked.at(-1)).toBe("spotify:track:track5");
});

test("previous and next move between the songs in one and the same frame", async () => {
  const { user } = await playRow(2);
  const embed = await embedArrives();
  await user.click(press("Next song"));
  expect(markedRow()).toBe("Row 3");
  await user.click(press("Previous song"));
  await user.click(press("Previous song"));
  expect(press("Previous song")).toBeDisabled();
  expect(embed.asked.filter((asked) => asked !== "play")).toEqual(
    [2, 3, 2, 1].map((position) => `spotify:track:track${position}`),
  );
});

test.each([
  ["stands at its end", 30_000],
  ["is back at its start", 0],
])("the next song follows when one is over and %s", async (_, end) => {
  await playRow(9);
  const embed = await embedArrives();
  for (const position of [0, 15_000, 29_500]) {
    embed.tell(position);
  }
  embed.tell(end, true);
  embed.tell(end, true);
  await waitFor(() => expect(markedRow()).toBe("Row 10"));
  expect(embed.asked.slice(1)).toEqual(["spotify:track:track10", "play"]);
  embed.tell(29_900);
  embed.tell(30_000, true);
  expect(markedRow()).toBe("Row 10");
});

test.each([
  ["stands at its end", 30_000],
  ["is back at its start", 0],
])("what still comes of a song that was left as it ended and %s moves nothing", async (_, end) => {
  const { user } = await playRow(2);
  const embed = await embedArrives();
  embed.tell(0);
  embed.tell(28_000);
  await user.click(press("Previous song"));
  embed.tell(29_500);
  embed.tell(end, true);
  embed.tell(0);
  embed.tell(500);
  expect(markedRow()).toBe("Row 1");
  embed.tell(29_500);
  embed.tell(30_000, true);
  await waitFor(() => expect(markedRow()).toBe("Row 2"));
});

test("a pause in the middle is no end", async () => {
  const { user } = await playRow(1);
  const embed = await embedArrives();
  embed.tell(15_000);
  await user.click(await screen.findByRole("button", { name: "Pause" }));
  embed.tell(15_000, true);
  await user.click(await screen.findByRole("button", { name: "Play" }));
  expect(embed.asked.slice(1)).toEqual(["pause", "resume"]);
  expect(markedRow()).toBe("Row 1");
});

test("where the script is blocked, a plain frame shows the song, without the controls it lacks", async () => {
  const { user, script, sources } = await playRow(2);
  fireEvent.error(script as HTMLScriptElement);
  const frame = await screen.findByTitle("Spotify player: Song 2");
  expect(frame).toHaveAttribute("src", `${sources.embed_url}/embed/track/track2`);
  expect(screen.queryByRole("button", { name: "Play" })).toBeNull();
  await user.click(press("Next song"));
  expect(screen.getByTitle("Spotify player: Song 3")).toBeVisible();
});

test("a script that does not come in time is no longer waited for", async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  const { script } = await playRow(2);
  await vi.advanceTimersByTimeAsync(9000);
  vi.useRealTimers();
  expect(await screen.findByTitle("Spotify player: Song 2")).toBeVisible();
  expect(script?.isConnected).toBe(false);
});

test("closing the player takes Spotify's frame away", async () => {
  const { user, container } = await playRow(1);
  const embed = await embedArrives();
  await user.click(press("Close the player"));
  expect(embed.frame.isConnected).toBe(false);
  expect(container.querySelector("iframe")).toBeNull();
  expect(markedRow()).toBeNull();
});
