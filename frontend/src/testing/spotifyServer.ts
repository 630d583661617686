import { HttpResponse, http } from "msw";

import type { Playback } from "@/api/generated/model";
import { server } from "./server";

interface Call {
  call: string;
  body: unknown;
}

/** Answers the player's endpoints as if all went well, and remembers what was asked of them. */
export function playerAnswers(): Call[] {
  const calls: Call[] = [];
  let tokens = 0;
  const remember = async (request: Request) => {
    const { pathname } = new URL(request.url);
    const text = await request.text();
    calls.push({
      call: pathname.slice("/api/".length),
      body: text === "" ? null : JSON.parse(text),
    });
  };
  const done = async ({ request }: { request: Request }) => {
    await remember(request);
    return new HttpResponse(null, { status: 204 });
  };
  server.use(
    http.get("/api/access-token", () => {
      tokens += 1;
      return HttpResponse.json({
        access_token: `token-${tokens}`,
        expires_at: "2026-11-23T03:00:00Z",
      });
    }),
    http.get("/api/check-auth", async ({ request }) => {
      await remember(request);
      return HttpResponse.json({ account_id: "ana" });
    }),
    http.put("/api/player/play", async ({ request }) => {
      await remember(request);
      return HttpResponse.json({ songs: 10, not_found: [], waiting: 0 });
    }),
    http.post("/api/player/next", done),
    http.post("/api/player/previous", done),
    http.put("/api/player/pause", done),
    http.put("/api/player/seek", done),
    http.put("/api/player/set-volume", done),
    http.put("/api/player/transfer-playback", done),
  );
  return calls;
}

/** A song of the list that plays on a loudspeaker. */
export function onKitchen(position: number, facts: Partial<Playback> = {}): Playback {
  return {
    is_playing: true,
    progress_ms: 60_000,
    kind: "track",
    song: {
      uri: `spotify:track:track${position}`,
      title: `Song ${position}`,
      artists: [`Artist ${position}`],
      album: "Album",
      image_url: "https://i.scdn.co/image/300",
      duration_ms: 187_000,
      spotify_url: `https://open.spotify.com/track/track${position}`,
    },
    device: {
      id: "kitchen",
      name: "Kitchen",
      type: "Speaker",
      is_active: true,
      is_restricted: false,
      volume_percent: 30,
      supports_volume: true,
    },
    disallows: [],
    ...facts,
  };
}
