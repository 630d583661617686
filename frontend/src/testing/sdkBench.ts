import { act, screen, waitFor } from "@testing-library/react";
import { expect } from "vitest";

import { showPlayer } from "./PlayerBench";
import { type FakeSdk, sdkArrives, sdkState } from "./spotifyPlayers";
import { playerAnswers } from "./spotifyServer";

export function button(name: string) {
  return screen.getByRole("button", { name });
}

export async function connect() {
  const calls = playerAnswers();
  const view = showPlayer();
  await view.user.click(button("Play here"));
  const sdk = await sdkArrives();
  return { ...view, sdk, calls };
}

export async function becomeReady(sdk: FakeSdk) {
  await waitFor(() => expect(sdk.tokens.length).toBeGreaterThan(0));
  act(() => sdk.emit("ready", { device_id: "here" }));
}

/** The list plays in this page, its second song. */
export async function play() {
  const view = await connect();
  await becomeReady(view.sdk);
  await waitFor(() => expect(view.calls).toHaveLength(1));
  act(() => view.sdk.tell(sdkState(2)));
  await screen.findByRole("button", { name: "Pause" });
  return view;
}
