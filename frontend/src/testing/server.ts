import { HttpResponse, http } from "msw";
import { setupServer } from "msw/node";

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

/** A server where everything goes well; tests replace single answers. */
export const server = setupServer(
  http.get("/api/status", () => HttpResponse.json(status)),
  http.get("/api/genres", () => HttpResponse.json(genreList)),
  http.get("/api/moods", () => HttpResponse.json(moodList)),
  http.get("/api/own-music", () => HttpResponse.json(noOwnMusic)),
  http.get("/api/taste", () => HttpResponse.json(taste())),
  http.post("/api/get-emotion-from-photo", () => HttpResponse.json(reading(face("happy", 0.93)))),
  http.post("/api/create-playlist-based-on-parameters", () =>
    HttpResponse.json(playlist(), { status: 201 }),
  ),
);

export function problem(slug: string, status: number, detail = "") {
  return HttpResponse.json(
    { type: `urn:humoresque:problem:${slug}`, title: `Title of ${slug}`, status, detail },
    { status, headers: { "Content-Type": "application/problem+json" } },
  );
}
