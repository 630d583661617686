import { HttpResponse, http } from "msw";
import { setupServer } from "msw/node";

import type { ProblemFacts } from "@/api/errors";

import {
  face,
  genreList,
  moodList,
  noOwnMusic,
  playlist,
  reading,
  status,
  taste,
} from "./fixtures";
import { noSpotify } from "./spotifyFixtures";

/** A server where everything goes well; tests replace single answers. */
export const server = setupServer(
  http.get("/api/status", () => HttpResponse.json(status)),
  http.get("/api/genres", () => HttpResponse.json(genreList)),
  http.get("/api/moods", () => HttpResponse.json(moodList)),
  http.get("/api/own-music", () => HttpResponse.json(noOwnMusic)),
  http.get("/api/spotify", () => HttpResponse.json(noSpotify)),
  http.get("/api/taste", () => HttpResponse.json(taste())),
  http.post("/api/get-emotion-from-photo", () => HttpResponse.json(reading(face("happy", 0.93)))),
  http.post("/api/create-playlist-based-on-parameters", () =>
    HttpResponse.json(playlist(), { status: 201 }),
  ),
);

/** A refusal as the server words it; further members, such as `consent`, come from `more`. */
export function problem(
  slug: string,
  status: number,
  detail = "",
  more: Record<string, string> = {},
  headers: Record<string, string> = {},
) {
  return HttpResponse.json(
    { type: `urn:humoresque:problem:${slug}`, title: `Title of ${slug}`, status, detail, ...more },
    { status, headers: { "Content-Type": "application/problem+json", ...headers } },
  );
}

/** The same as a failed call carries it. */
export function problemFacts(facts: Partial<ProblemFacts> = {}): ProblemFacts {
  return {
    slug: "some-problem",
    title: "Title of some-problem",
    status: 422,
    detail: "",
    consent: null,
    address: null,
    reason: null,
    retryAfterS: null,
    ...facts,
  };
}
