import { HttpResponse, http } from "msw";
import { vi } from "vitest";

import type { SpotifyListener, SpotifyState } from "@/api/generated/model";
import { server } from "./server";
import { spotify } from "./spotifyFixtures";

export const authorizationPath = "/api/get-auth-url";
export const authorizationUrl = "http://accounts.test/authorize";

/** Sets Spotify up; whose account is connected may change while the page is looked at. */
export function connectable(
  account: SpotifyListener | null = null,
  facts: Partial<SpotifyState> = {},
): { account: SpotifyListener | null } {
  const now = { account };
  server.use(
    http.get("/api/spotify", () => HttpResponse.json(spotify({ ...facts, account: now.account }))),
    http.get(authorizationPath, () => HttpResponse.json({ url: authorizationUrl })),
  );
  return now;
}

/** Stays on the page when it would be left, and tells where to. */
export function watchLeaving() {
  const left = vi.fn();
  vi.stubGlobal("open", left);
  return left;
}
